import { useTranslation } from 'react-i18next'
import type { AuditedAct } from '../../../contract/web/administration-types.ts'
import { useAuditWords } from './audit-words.ts'

export type AuditTableProps = { entries: readonly AuditedAct[]; isBusy: boolean; corpId: string }

/** Who did what, to which person or thing, when, and from which address. */
export function AuditTable({ entries, isBusy, corpId }: AuditTableProps) {
  const { t, i18n } = useTranslation('console')
  const { actionOf, actorOf, detailsOf } = useAuditWords(corpId)
  const times = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'medium' })
  return (
    <div className="console-table" role="region" aria-label={t('page.audit')} tabIndex={0} aria-busy={isBusy}>
      <table>
        <thead>
          <tr>
            <th scope="col" className="console-wide">
              {t('audit.when')}
            </th>
            <th scope="col" className="console-wide">
              {t('audit.actor')}
            </th>
            <th scope="col">{t('audit.what')}</th>
            <th scope="col" className="console-wide">
              {t('audit.target')}
            </th>
            <th scope="col" className="console-wide">
              {t('audit.address')}
            </th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => {
            const { id, at, by, target, address } = entry
            const details = detailsOf(entry)
            const targetName = target.name ?? target.id
            const who = actorOf(by)
            const time = times.format(at)
            return (
              <tr key={`${at} ${id}`} data-testid="audit-entry" data-action={entry.action}>
                <td className="console-wide console-time">{time}</td>
                <td className="console-wide">
                  {who}
                  {by.kind === 'person' && <span className="console-note">{by.userId}</span>}
                </td>
                <td>
                  {actionOf(entry.action)}
                  <span className="console-narrow">{targetName}</span>
                  {details !== '' && <span className="console-note">{details}</span>}
                  <span className="console-note console-narrow">
                    {[who, time, ...(address === undefined ? [] : [address])].join(' · ')}
                  </span>
                </td>
                <td className="console-wide">
                  {targetName}
                  {target.name !== undefined && target.name !== target.id && (
                    <span className="console-note">{target.id}</span>
                  )}
                </td>
                <td className="console-wide">{address ?? '–'}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
