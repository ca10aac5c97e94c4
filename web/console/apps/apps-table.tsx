import { useTranslation } from 'react-i18next'
import type { AdministeredApp } from '../../../contract/web/administration-types.ts'
import { Icon } from '../../controls/icon.tsx'
import { Menu } from '../../controls/menu.tsx'
import { formatDateTime } from '../../i18n/format.ts'
import { useScopeWords } from './scope-words.ts'

const APP_ACTS = ['edit', 'renew', 'revoke'] as const
export type AppAct = (typeof APP_ACTS)[number]

export type AppsTableProps = {
  apps: readonly AdministeredApp[]
  isBusy: boolean
  /** Opens the dialog of an act. */
  open: (act: AppAct, app: AdministeredApp) => void
}

/** The apps in rows, with what each may call. */
export function AppsTable({ apps, isBusy, open }: AppsTableProps) {
  const { t, i18n } = useTranslation('console')
  const wordsOf = useScopeWords()
  return (
    <div className="console-table" role="region" aria-label={t('page.apps')} tabIndex={0} aria-busy={isBusy}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('apps.name')}</th>
            <th scope="col" className="console-wide">
              {t('apps.scopes')}
            </th>
            <th scope="col">
              <span className="unseen">{t('actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {apps.map((app) => {
            const { clientId, name, scopes, formerSecretUntil } = app
            const words =
              scopes.length === 0 ? t('apps.noScopes') : scopes.map((scope) => wordsOf(scope).title).join(' · ')
            return (
              <tr key={clientId} data-testid="app" data-app={clientId}>
                <th scope="row">
                  {name}
                  <span className="console-note">{clientId}</span>
                  <span className="console-note console-narrow">{words}</span>
                  {formerSecretUntil !== undefined && (
                    <span className="console-note">
                      {t('apps.formerSecret', { time: formatDateTime(i18n.language, formerSecretUntil) })}
                    </span>
                  )}
                </th>
                <td className="console-wide">{words}</td>
                <td className="console-acts">
                  <Menu
                    label={t('apps.acts', { name })}
                    testId="app-acts"
                    button={{ variant: 'quiet', size: 'small' }}
                    entries={APP_ACTS.map((act) => ({
                      id: act,
                      label: t(`apps.${act}`),
                      testId: `app-${act}`,
                      isDanger: act === 'revoke',
                      onAction: () => open(act, app),
                    }))}
                  >
                    <Icon name="more" />
                  </Menu>
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
