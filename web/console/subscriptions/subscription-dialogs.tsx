import type { Dispatch, SetStateAction } from 'react'
import { useTranslation } from 'react-i18next'
import type { ListedSubscription } from '../../../contract/web/subscription-types.ts'
import { ConfirmDialog } from '../confirm-dialog.tsx'
import { subscriptionsApi } from '../requests/subscriptions.ts'
import { SecretDialog } from '../secret-dialog.tsx'
import { RenewSecretDialog } from './renew-secret-dialog.tsx'
import type { OpenedDialog } from './subscription-acts.ts'
import { SubscriptionDialog } from './subscription-dialog.tsx'
import { TestDialog } from './test-dialog.tsx'

export type SubscriptionDialogsProps = {
  corpId: string
  opened: OpenedDialog | undefined
  setOpened: Dispatch<SetStateAction<OpenedDialog | undefined>>
  /** Called when something was changed, so that it is loaded again. */
  changed: () => void
  signedOut: () => void
}

/** The dialogs for subscriptions, of which at most one is open. */
export function SubscriptionDialogs({ opened, ...props }: SubscriptionDialogsProps) {
  const { t } = useTranslation('console')
  const { corpId, setOpened, changed, signedOut } = props
  if (opened === undefined) return null
  /** A dialog that is done may have opened another one already. */
  const close = () => setOpened((now) => (now === opened ? undefined : now))
  const shared = { corpId, close, signedOut }
  switch (opened.dialog) {
    case 'add':
      return (
        <SubscriptionDialog
          {...shared}
          saved={(made) => {
            changed()
            const hasSecrets = made !== undefined && Object.keys(made.secrets).length > 0
            setOpened(hasSecrets ? { dialog: 'secrets', ...made } : undefined)
          }}
        />
      )
    case 'edit':
      return (
        <SubscriptionDialog
          {...shared}
          subscription={opened.subscription}
          saved={() => {
            changed()
            close()
          }}
        />
      )
    case 'renew':
      return (
        <RenewSecretDialog
          {...shared}
          subscription={opened.subscription}
          renewed={(secrets) => {
            changed()
            setOpened({ dialog: 'secrets', appName: opened.subscription.appName, secrets })
          }}
        />
      )
    case 'test':
      return <TestDialog {...shared} changed={changed} subscription={opened.subscription} />
    case 'pause':
    case 'resume':
    case 'remove':
      return <Question {...props} {...shared} act={opened.dialog} subscription={opened.subscription} />
    case 'secrets': {
      const { secret, token, aesKey } = opened.secrets
      return (
        <SecretDialog
          title={t('events.secretTitle', { app: opened.appName })}
          close={close}
          values={[
            ...(secret === undefined ? [] : [{ label: t('events.secret'), text: secret, testId: 'webhook-secret' }]),
            ...(token === undefined ? [] : [{ label: t('events.token'), text: token, testId: 'callback-token' }]),
            ...(aesKey === undefined ? [] : [{ label: t('events.aesKey'), text: aesKey, testId: 'callback-key' }]),
          ]}
        >
          <p>{t(secret === undefined ? 'events.callbackWords' : 'events.secretWords')}</p>
        </SecretDialog>
      )
    }
  }
}

type QuestionProps = Omit<SubscriptionDialogsProps, 'opened'> & {
  act: 'pause' | 'resume' | 'remove'
  subscription: ListedSubscription
  close: () => void
}

function Question({ corpId, act, subscription, changed, close, signedOut }: QuestionProps) {
  const { t } = useTranslation('console')
  const { id, way, appName } = subscription
  const isConfirmed = act === 'resume' && way === 'callback'
  return (
    <ConfirmDialog
      title={t(`events.${act}Title`, { app: appName })}
      confirm={t(`events.${act}`)}
      isDanger={act === 'remove'}
      close={close}
      signedOut={signedOut}
      act={async () => {
        if (act === 'remove') await subscriptionsApi.removeSubscription(corpId, id)
        else await subscriptionsApi.changeSubscription(corpId, id, { paused: act === 'pause' })
        changed()
      }}
    >
      <p>{t(isConfirmed ? 'events.resumeCallbackWords' : `events.${act}Words`)}</p>
    </ConfirmDialog>
  )
}
