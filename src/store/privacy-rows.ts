import type { EpochMs, OrganizationId, UnionId } from '../conference/identity.ts'

/** `meetings` is JSON text. `retention_at`: when the retention runs next; while it runs, when its lease ends. */
export type OrganizationSettingsRow = {
  organization_id: OrganizationId
  retention_days: number | null
  guests: 0 | 1
  meetings: string
  color: string | null
  /** The hash of the image. */
  logo: string | null
  retention_at: EpochMs
  /** Deleted since the last entry in the audit log. */
  deleted_conferences: number
  deleted_bookings: number
}

/** `body`: the image as base64. */
export type LogoRow = { organization_id: OrganizationId; hash: string; type: string; body: string }

/** `name`: of the account; `other_names`: what else they were called, as JSON text. `pseudonym`: the id of it. */
export type ErasureRow = {
  organization_id: OrganizationId
  union_id: UnionId
  user_id: string
  name: string | null
  other_names: string
  pseudonym: string
  begun_at: EpochMs
  /** When it began last with the first conference. */
  pass_at: EpochMs
  after_start: EpochMs
  after_id: string
  /** A conference in progress that was looked at names the person. */
  waits: 0 | 1
  next_at: EpochMs
}

/** `hash`: of an id of an erased person. */
export type ErasedIdRow = { organization_id: OrganizationId; hash: string }
