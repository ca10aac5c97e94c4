import type { EpochMs, OrganizationId } from '../conference/identity.ts'

/** `meetings` is JSON text. `retention_at`: when the retention runs next; while it runs, when its lease ends. */
export type OrganizationSettingsRow = {
  organization_id: OrganizationId
  retention_days: number | null
  guests: 0 | 1
  meetings: string
  retention_at: EpochMs
  /** Deleted since the last entry in the audit log. */
  deleted_conferences: number
  deleted_bookings: number
}
