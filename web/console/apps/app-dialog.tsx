import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PATTERNS } from '../../../contract/patterns.ts'
import type { AdministeredApp } from '../../../contract/web/administration-types.ts'
import { Button } from '../../controls/button.tsx'
import { Dialog } from '../../controls/dialog.tsx'
import { Notice } from '../../controls/notice.tsx'
import { Switch } from '../../controls/switch.tsx'
import { TextField } from '../../controls/text-field.tsx'
import { openAct } from '../../state/console/act.ts'
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
  const [draft, setDraft] = useState(() => ({ name: app?.name ?? '', clientId: '', scopes: new Set(app?.scopes) }))
  const [isTried, setTried] = useState(false)
  const [attempt] = useState(() => openAct(signedOut))
  const { isBusy, error } = useObservable(attempt.view)
  const name = draft.name.trim()
  const clientId = draft.clientId.trim()
  const nameProblem = name === '' ? 'incomplete' : isLike(name, PATTERNS.name) ? undefined : 'text'
  const idProblem = clientId === '' || isLike(clientId, PATTERNS.seedId) ? undefined : 'id'
  const submit = async () => {
    setTried(true)
    if (nameProblem !== undefined || idProblem !== undefined) return
    const wanted = { name, scopes: scopes.filter((scope) => draft.scopes.has(scope)) }
    await attempt.run(async () => {
      if (app) {
        saved((await appsApi.changeApp(corpId, app.clientId, wanted)).app)
      } else {
        const added = await appsApi.addApp(corpId, { ...wanted, ...(clientId !== '' && { clientId }) })
        saved(added.app, added.secret)
      }
    })
  }
  const turn = (scope: string, isOn: boolean) => {
    const chosen = new Set(draft.scopes)
    if (isOn) chosen.add(scope)
    else chosen.delete(scope)
    setDraft({ ...draft, scopes: chosen })
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
          error={isTried && nameProblem !== undefined ? t(`people.problem.${nameProblem}`) : undefined}
          testId="app-name"
        />
        {!app && (
          <TextField
            label={t('apps.clientId')}
            value={draft.clientId}
            onChange={(text) => setDraft({ ...draft, clientId: text })}
            autoComplete="off"
            description={t('apps.clientIdHelp')}
            error={isTried && idProblem !== undefined ? t(`people.problem.${idProblem}`) : undefined}
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
                onChange={(isOn) => turn(scope, isOn)}
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

function isLike(text: string, pattern: string): boolean {
  return new RegExp(pattern, 'u').test(text) && [...text].length <= 64
}
