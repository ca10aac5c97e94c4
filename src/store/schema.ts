import type { Due } from '../conference/due.ts'
import type { SessionEnd } from '../conference/event.ts'
import type {
  ConferenceId,
  EpochMs,
  OrganizationId,
  ParticipantId,
  PersonKey,
  UnionId,
} from '../conference/identity.ts'
import type { AttendStatus, Device } from '../conference/member.ts'
import type { TokenRecord } from '../service/directory-model.ts'

/** A truth value as both databases keep it. */
export type Flag = 0 | 1

type OrganizationRow = { id: OrganizationId; name: string }

export type UserRow = {
  organization_id: OrganizationId
  user_id: string
  union_id: UnionId
  name: string
  job_number: string | null
  admin: Flag
  password_hash: string | null
}

/** `scopes` is a JSON array, here and in the suite. */
type AppRow = {
  client_id: string
  organization_id: OrganizationId
  name: string
  secret_hash: string
  scopes: string
}

type SuiteRow = { suite_key: string; secret_hash: string; ticket_hash: string | null; scopes: string }

/** `position` keeps the order in which the organisations were named. */
type SuiteAuthorizationRow = { suite_key: string; organization_id: OrganizationId; position: number }

export type TokenRow = {
  token_hash: string
  nonce: string
  client_id: string
  kind: TokenRecord['kind']
  organization_id: OrganizationId
  expires_at: EpochMs
}

type SecretRow = { name: string; value: string }

export type ConferenceRow = {
  id: ConferenceId
  organization_id: OrganizationId
  version: number
  title: string
  creator_union_id: UnionId
  creator_nick: string
  room_code: string
  link_token: string
  passcode: string
  host_passcode: string
  host: PersonKey
  locked: Flag
  started_at: EpochMs
  ended_at: EpochMs | null
  invited_count: number
  active_count: number
  attended_count: number
}

/** `body` is the whole event as JSON text; `type` and `at` repeat two fields of it for whoever reads by hand. */
export type EventRow = { conference_id: ConferenceId; seq: number; type: string; at: EpochMs; body: string }

/** What the log amounts to for one member; `live` while his conference goes on. */
export type MemberRow = {
  conference_id: ConferenceId
  seq: number
  person_key: PersonKey
  union_id: UnionId | null
  nick: string
  job_number: string | null
  status: AttendStatus
  host: Flag
  co_host: Flag
  outside: Flag
  by_phone: Flag
  joined_at: EpochMs | null
  left_at: EpochMs | null
  done_ms: number
  since: EpochMs | null
  device: Device | null
  live: Flag
}

export type SessionRow = {
  participant_id: ParticipantId
  conference_id: ConferenceId
  member_key: PersonKey
  device: Device
  joined_at: EpochMs
  last_seen_at: EpochMs
  left_at: EpochMs | null
  reason: SessionEnd | null
  silent: Flag
}

export type JobRow = {
  conference_id: ConferenceId
  kind: Due['kind']
  subject: Due['subject']
  since: EpochMs
  due_at: EpochMs
}

export type Schema = {
  organization: OrganizationRow
  user_account: UserRow
  app: AppRow
  suite: SuiteRow
  suite_authorization: SuiteAuthorizationRow
  access_token: TokenRow
  server_secret: SecretRow
  conference: ConferenceRow
  conference_event: EventRow
  member: MemberRow
  session: SessionRow
  job: JobRow
  /** One row, rewritten to prove that the store can be written. */
  write_check: { id: number; written: number }
}

export function toFlag(value: boolean): Flag {
  return value ? 1 : 0
}
