import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AdministeredApp } from '../../../contract/web/administration-types.ts'
import { Notice } from '../../controls/notice.tsx'
import { Switch } from '../../controls/switch.tsx'
import { TextField } from '../../controls/text-field.tsx'
import { problemsOfApp, saveApp, toAppDraft, withScope } from '../../state/console/apps/app-form.ts'
import { FormDialog } from '../form-dialog.tsx'
import { appsApi } from '../requests/apps.ts'
import { useScopeWords } from './scope-words.ts'

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
  const wordsOf = useScopeWords()
  const [draft, setDraft] = useState(() => toAppDraft(app))
  return (
    <FormDialog
      title={app ? t('apps.editTitle', { name: app.name }) : t('apps.add')}
      id="app"
      problems={problemsOfApp(draft)}
      save={async () => {
        const { app: changed, secret } = await saveApp(appsApi, draft, { corpId, scopes, app })
        saved(changed, secret)
      }}
      saveButton={{ label: t(app ? 'save' : 'add'), testId: 'save-app' }}
      close={close}
      signedOut={signedOut}
    >
      {(problemOf) => (
        <>
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
          {draft.scopes.size === 0 && (
            <Notice tone="calm">
              <span data-testid="app-without-scopes">{t('apps.noScopesHint')}</span>
            </Notice>
          )}
        </>
      )}
    </FormDialog>
  )
}
