import { useTranslation } from 'react-i18next'
import type { AdministeredApp } from '../../../contract/web/administration-types.ts'
import { formatDateTime } from '../../i18n/format.ts'
import { PagedTable, type PagedTableState } from '../table/paged-table.tsx'
import { useScopeWords } from './scope-words.ts'

const APP_ACTS = ['edit', 'redirects', 'renew', 'revoke'] as const
export type AppAct = (typeof APP_ACTS)[number]

export type AppsTableProps = PagedTableState<AdministeredApp> & {
  /** Opens the dialog of an act. */
  open: (act: AppAct, app: AdministeredApp) => void
}

/** The apps in rows, with what each may call. */
export function AppsTable({ open, ...list }: AppsTableProps) {
  const { t, i18n } = useTranslation('console')
  const wordsOf = useScopeWords()
  const scopesOf = ({ scopes }: AdministeredApp) =>
    scopes.length === 0 ? t('apps.noScopes') : scopes.map((scope) => wordsOf(scope).title).join(' · ')
  return (
    <PagedTable
      {...list}
      layout={{
        label: t('page.apps'),
        keyOf: ({ clientId }) => clientId,
        testId: 'app',
        data: ({ clientId }) => ({ 'data-app': clientId }),
        columns: [
          {
            label: t('apps.name'),
            isRowHeading: true,
            renderCell: ({ name, clientId, formerSecretUntil }) => (
              <>
                {name}
                <span className="console-note">{clientId}</span>
                {formerSecretUntil !== undefined && (
                  <span className="console-note">
                    {t('apps.formerSecret', { time: formatDateTime(i18n.language, formerSecretUntil) })}
                  </span>
                )}
              </>
            ),
          },
          { label: t('apps.scopes'), isWide: true, renderCell: scopesOf },
        ],
        below: (app) => [scopesOf(app)],
        acts: (app) => ({
          label: t('apps.acts', { name: app.name }),
          testId: 'app-acts',
          entries: APP_ACTS.map((act) => ({
            id: act,
            label: t(`apps.${act}`),
            testId: `app-${act}`,
            isDanger: act === 'revoke',
            onAction: () => open(act, app),
          })),
        }),
      }}
    />
  )
}
