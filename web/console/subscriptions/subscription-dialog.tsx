import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AdministeredApp } from '../../../contract/web/administration-types.ts'
import type { ListedSubscription, SubscriptionSecrets } from '../../../contract/web/subscription-types.ts'
import { Button } from '../../controls/button.tsx'
import { Dialog } from '../../controls/dialog.tsx'
import { Notice } from '../../controls/notice.tsx'
import { TextField } from '../../controls/text-field.tsx'
import { openAttempt } from '../../state/console/attempt.ts'
import {
  changesOf,
  fieldOf,
  problemsOfSubscription,
  toNewSubscription,
  toSubscriptionDraft,
} from '../../state/console/subscriptions/subscription-form.ts'
import { serverClock } from '../../state/server-clock.ts'
import { useObservable } from '../../state/use-observable.ts'
import { useErrorWords } from '../error-words.ts'
import { appsApi } from '../requests/apps.ts'
import { subscriptionsApi } from '../requests/subscriptions.ts'
import { NewSubscriptionFields } from './new-subscription-fields.tsx'
import { TypeSwitches } from './type-switches.tsx'

const FORM = 'subscription'
/** The most that the server lists at once. */
const APPS = 200

export type SubscriptionDialogProps = {
  corpId: string
  /** Absent for a new one. */
  subscription?: ListedSubscription
  /** `made`: the name of the app and the secrets of a new subscription. */
  saved: (made?: { appName: string; secrets: SubscriptionSecrets }) => void
  close: () => void
  signedOut: () => void
}

/** Subscribes an app to events, or changes to which and where they are sent. */
export function SubscriptionDialog({ corpId, subscription, saved, close, signedOut }: SubscriptionDialogProps) {
  const { t } = useTranslation('console')
  const words = useErrorWords()
  const apps = useApps(corpId, signedOut)
  const [draft, setDraft] = useState(() => toSubscriptionDraft(subscription))
  const [isTried, setTried] = useState(false)
  const [attempt] = useState(() => openAttempt(signedOut))
  const { isBusy, error } = useObservable(attempt.view)
  const problems = problemsOfSubscription(draft, serverClock.now())
  const app = apps?.find(({ clientId }) => clientId === draft.clientId)
  const submit = async () => {
    setTried(true)
    if (Object.keys(problems).length > 0) return
    await attempt.run(async () => {
      if (subscription) {
        await subscriptionsApi.changeSubscription(corpId, subscription.id, changesOf(draft, subscription))
        saved()
      } else {
        const { secrets } = await subscriptionsApi.addSubscription(corpId, toNewSubscription(draft))
        saved({ appName: app?.name ?? draft.clientId, secrets })
      }
    })
  }
  const refusedField = error === undefined ? undefined : fieldOf(error)
  const problemOf = (field: keyof typeof problems) => {
    const problem = isTried ? problems[field] : undefined
    if (problem !== undefined) return t(`events.problem.${field === 'types' ? 'types' : problem}`)
    return error !== undefined && refusedField === field ? words(error) : undefined
  }
  return (
    <Dialog
      title={subscription ? t('events.editTitle', { app: subscription.appName }) : t('events.addTitle')}
      isOpen
      onClose={close}
      size="wide"
      actions={
        <>
          <Button onPress={close}>{t('cancel')}</Button>
          <Button type="submit" form={FORM} variant="primary" isBusy={isBusy} data-testid="save-subscription">
            {t(subscription ? 'save' : 'add')}
          </Button>
        </>
      }
    >
      {error !== undefined && refusedField === undefined && <Notice tone="error">{words(error)}</Notice>}
      <form
        id={FORM}
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        {!subscription && (
          <NewSubscriptionFields apps={apps} draft={draft} change={setDraft} appError={problemOf('clientId')} />
        )}
        {!subscription && draft.begin === 'past' && (
          <TextField
            type="datetime-local"
            label={t('events.from')}
            value={draft.from}
            onChange={(from) => setDraft({ ...draft, from })}
            error={problemOf('from')}
            testId="subscription-from"
          />
        )}
        {draft.way !== 'stream' && (
          <TextField
            label={t('events.url')}
            value={draft.url}
            onChange={(url) => setDraft({ ...draft, url })}
            isRequired
            autoComplete="off"
            inputMode="url"
            placeholder="https://"
            description={t('events.urlHelp')}
            error={problemOf('url')}
            testId="subscription-url"
          />
        )}
        <TypeSwitches draft={draft} change={setDraft} scopes={app?.scopes} error={problemOf('types')} />
      </form>
    </Dialog>
  )
}

/** The apps of the organization; `undefined` until they are known. */
function useApps(corpId: string, signedOut: () => void): readonly AdministeredApp[] | undefined {
  const [apps, setApps] = useState<readonly AdministeredApp[]>()
  const [loading] = useState(() => openAttempt(signedOut))
  useEffect(() => {
    void loading.run(async () => setApps((await appsApi.apps(corpId, { limit: APPS })).apps))
  }, [loading, corpId])
  return apps
}
