import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AdministeredApp } from '../../../contract/web/administration-types.ts'
import { Button } from '../../controls/button.tsx'
import { Dialog } from '../../controls/dialog.tsx'
import { Notice } from '../../controls/notice.tsx'
import { Switch } from '../../controls/switch.tsx'
import { TextField } from '../../controls/text-field.tsx'
import { openAttempt } from '../../state/console/attempt.ts'
import { problemsOfApp, saveApp, toAppDraft, withScope } from '../../state/console/apps/app-form.ts'
import { useObservable } from '../../state/use-observable.ts'
import { useErrorWords } from '../error-words.ts'
import { appsApi } from '../requests/apps.ts'
import { useScopeWords } from './scope-words.ts'

const FORM = 'app'

export type AppDialogProps = {
  corpId: string
  /** All scopes that an app can have. */
  scopes: readonly string[]
  /** Absent for a new app. */
  app?: AdministeredApp
  saved: (app: AdministeredApp, secret?: string) => void
  close: () => void
  signedOut: () => void
}

/** Adds an app, or changes its name and what it may do. */
export function AppDialog({ corpId, scopes, app, saved, close, signedOut }: AppDialogProps) {
  const { t } = useTranslation('console')
  const words = useErrorWords()
  const wordsOf = useScopeWords()
  const [draft, setDraft] = useState(() => toAppDraft(app))
  const [isTried, setTried] = useState(false)
  const [attempt] = useState(() => openAttempt(signedOut))
  const { isBusy, error } = useObservable(attempt.view)
  const problems = problemsOfApp(draft)
  const submit = async () => {
    setTried(true)
    if (Object.keys(problems).length > 0) return
    await attempt.run(async () => {
      const { app: changed, secret } = await saveApp(appsApi, draft, { corpId, scopes, app })
      saved(changed, secret)
    })
  }
  const problemOf = (field: keyof typeof problems) => {
    const problem = isTried ? problems[field] : undefined
    return problem === undefined ? undefined : t(`people.problem.${problem}`)
  }
  return (
    <Dialog
      title={app ? t('apps.editTitle', { name: app.name }) : t('apps.add')}
      isOpen
      onClose={close}
      actions={
        <>
          <Button onPress={close}>{t('cancel')}</Button>
          <Button type="submit" form={FORM} variant="primary" isBusy={isBusy} data-testid="save-app">
            {t(app ? 'save' : 'add')}
          </Button>
        </>
      }
    >
      {error !== undefined && <Notice tone="error">{words(error)}</Notice>}
      <form
        id={FORM}
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        <TextField
          label={t('apps.name')}
          value={draft.name}
          onChange={(text) => setDraft({ ...draft, name: text })}
          isRequired
          autoFocus
          autoComplete="off"
          error={problemOf('name')}
          testId="app-name"
        />
        {!app && (
          <TextField
            label={t('apps.clientId')}
            value={draft.clientId}
            onChange={(text) => setDraft({ ...draft, clientId: text })}
            autoComplete="off"
            description={t('apps.clientIdHelp')}
            error={problemOf('clientId')}
          />
        )}
        <div className="console-scopes" role="group" aria-label={t('apps.scopes')}>
          <span className="field-label" aria-hidden="true">
            {t('apps.scopes')}
          </span>
          {scopes.map((scope) => {
            const { title, help } = wordsOf(scope)
            return (
              <Switch
                key={scope}
                isSelected={draft.scopes.has(scope)}
                onChange={(isOn) => setDraft(withScope(draft, scope, isOn))}
                data-testid={`scope-${scope}`}
              >
                <span>
                  {title}
                  {help !== undefined && <span className="console-note">{help}</span>}
                  <code className="console-note">{scope}</code>
                </span>
              </Switch>
            )
          })}
        </div>
      </form>
    </Dialog>
  )
}
