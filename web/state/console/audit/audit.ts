import type { AuditedAct, AuditPage } from '../../../../contract/web/administration-types.ts'
import { openPagedList, type PagedList } from '../paged-list.ts'
import type { ConsolePlace } from '../place.ts'

/** Which acts are listed. `from` and `to` are days, such as `2026-03-29`, both included. An empty text restricts nothing. */
export type AuditFilter = Readonly<Record<(typeof AUDIT_FILTERS)[number], string>>
export const AUDIT_FILTERS = ['action', 'actor', 'target', 'from', 'to'] as const

/** What is requested. `from` and `to` in epoch ms; `to` is not included. */
export type AuditQuery = Readonly<{
  action: string
  actor: string
  target: string
  from?: number | undefined
  to?: number | undefined
}>

/** The requests of the audit log. They throw `ApiError`. */
export type AuditApi = {
  audit(corpId: string, query: AuditQuery, page: Readonly<{ cursor?: string; limit: number }>): Promise<AuditPage>
}

/** What the address says. */
export function readAuditFilter({ filters }: Pick<ConsolePlace, 'filters'>): AuditFilter {
  const { action = '', actor = '', target = '', from = '', to = '' } = filters
  return { action, actor, target, from: toDay(from), to: toDay(to) }
}

/** The days of a filter as moments, in the time zone of the browser. */
export function toAuditQuery({ action, actor, target, from, to }: AuditFilter): AuditQuery {
  return { action, actor, target, from: startOf(from, 0), to: startOf(to, 1) }
}

export type AuditList = PagedList<AuditedAct, AuditFilter>

/** The acts of administration in an organization, newest first. */
export function openAuditList(
  api: AuditApi,
  { corpId, first, signedOut }: Readonly<{ corpId: string; first: AuditFilter; signedOut: () => void }>,
): AuditList {
  return openPagedList(
    async (filter, page) => {
      const { entries, cursor } = await api.audit(corpId, toAuditQuery(filter), page)
      return { rows: entries, cursor }
    },
    { first, signedOut },
  )
}

function toDay(text: string): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : ''
}

/** The start of the day that is this many days after `day`. */
function startOf(day: string, daysAfter: number): number | undefined {
  if (day === '') return undefined
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return Math.max(0, new Date(year, month - 1, date + daysAfter).getTime())
}
