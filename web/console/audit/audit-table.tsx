import { useTranslation } from 'react-i18next'
import type { AuditedAct } from '../../../contract/web/administration-types.ts'
import { PagedTable, type PagedTableState } from '../table/paged-table.tsx'
import { useAuditWords } from './audit-words.ts'

export type AuditTableProps = PagedTableState<AuditedAct> & { corpId: string }

/** Who did what, to which person or thing, when, and from which address. */
export function AuditTable({ corpId, ...list }: AuditTableProps) {
  const { t, i18n } = useTranslation('console')
  const { actionOf, actorOf, detailsOf } = useAuditWords(corpId)
  const times = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'medium' })
  const targetOf = ({ target }: AuditedAct) => target.name ?? target.id
  return (
    <PagedTable
      {...list}
      layout={{
        label: t('page.audit'),
        className: 'console-audit',
        keyOf: ({ at, id }) => `${at} ${id}`,
        testId: 'audit-entry',
        data: ({ action }) => ({ 'data-action': action }),
        columns: [
          { label: t('audit.when'), isWide: true, isNowrap: true, renderCell: ({ at }) => times.format(at) },
          {
            label: t('audit.actor'),
            isWide: true,
            renderCell: ({ by }) => (
              <>
                {actorOf(by)}
                {by.kind === 'person' && <span className="console-note">{by.userId}</span>}
              </>
            ),
          },
          {
            label: t('audit.what'),
            renderCell: (entry) => {
              const details = detailsOf(entry)
              return (
                <>
                  {actionOf(entry.action)}
                  <span className="console-narrow">{targetOf(entry)}</span>
                  {details !== '' && <span className="console-note">{details}</span>}
                </>
              )
            },
          },
          {
            label: t('audit.target'),
            isWide: true,
            renderCell: ({ target: { id, name } }) => (
              <>
                {name ?? id}
                {name !== undefined && name !== id && <span className="console-note">{id}</span>}
              </>
            ),
          },
          { label: t('audit.address'), isWide: true, renderCell: ({ address }) => address ?? '–' },
        ],
        below: ({ by, at, address }) => [
          [actorOf(by), times.format(at), address].filter((fact) => fact !== undefined).join(' · '),
        ],
      }}
    />
  )
}
