import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { startAutoRefresh } from '../../home/auto-refresh.ts'
import { AUDIT_FILTERS, openAuditList, readAuditFilter } from '../../state/console/audit/audit.ts'
import { useObservable } from '../../state/use-observable.ts'
import { auditApi } from '../requests/audit.ts'
import type { ConsoleViewProps } from '../view-props.ts'
import { AuditFilters } from './audit-filters.tsx'
import { AuditTable } from './audit-table.tsx'

/** What administrators and operators did in the organization. */
export function AuditPage({ model, place, corpId, organization, filter }: ConsoleViewProps) {
  const { t } = useTranslation('console')
  const wanted = readAuditFilter(place)
  const { action, actor, target, from, to } = wanted
  const [list] = useState(() => openAuditList(auditApi, { corpId, first: wanted, signedOut: model.session.lost }))
  const view = useObservable(list.view)
  useEffect(() => {
    void list.show({ action, actor, target, from, to })
  }, [list, action, actor, target, from, to])
  useEffect(() => startAutoRefresh(list.refresh), [list])
  return (
    <>
      <header className="console-head">
        <div>
          <h1>{t('page.audit')}</h1>
          <p className="lead">{t('audit.lead', { organization })}</p>
        </div>
      </header>
      <AuditFilters wanted={wanted} filter={filter} />
      <AuditTable
        view={view}
        more={() => void list.more()}
        restart={() => void list.restart()}
        none={t(AUDIT_FILTERS.some((name) => wanted[name] !== '') ? 'audit.none' : 'audit.nothingYet')}
        corpId={corpId}
      />
    </>
  )
}
