import type { Generated } from 'kysely'
import type { AudioPolicy } from '../conference/audio-events.ts'
import type { Due } from '../conference/due.ts'
import type { SessionEnd } from '../conference/event.ts'
import type { Sharing } from '../conference/terms.ts'
import type {
  BookingId,
  ConferenceId,
  EpochMs,
  OrganizationId,
  ParticipantId,
  PersonKey,
  UnionId,
} from '../conference/identity.ts'
import type { AttendStatus, CallFailure, Device } from '../conference/member.ts'
import type { FormerUserRow, ScimTokenRow } from './directory-rows.ts'
import type { BookingRow, OwnBookingRow, BookingRingRow, OwnRoomRow, ShortLinkRow } from './booking-tables.ts'
import type { ErasedIdRow, ErasureRow, LogoRow, OrganizationSettingsRow } from './privacy-rows.ts'
import type { OutboxHeadRow, OutboxRow } from './outbox-tables.ts'
import type { DeliveryRow, SubscriptionRow } from './subscription-tables.ts'
import type { TitlePieceRow } from './title-pieces.ts'
import type { PasswordLinkRow, PasswordMailRow, StreamTicketRow, UserCodeRow, UserGrantRow } from './user-token-rows.ts'
import type { TokenRecord } from '../service/account/token-store.ts'

/** A boolean as both databases store it. */
export type Flag = 0 | 1

/** `sso_secret_renewed`: no seed replaces the secret. */
type OrganizationRow = {
  id: OrganizationId
  name: string
  sso_secret_hash: string | null
  sso_secret_renewed: Generated<Flag>
}

export type UserRow = {
  organization_id: OrganizationId
  user_id: string
  union_id: UnionId
  name: string
  job_number: string | null
  department: string | null
  email: string | null
  admin: Flag
  operator: Flag
  /** When the account was disabled. */
  disabled_at: EpochMs | null
  password_hash: string | null
  /** 0: a seed gave the password, and replaces it. 1: the person chose it. 2: an administrator gave it. */
  password_chosen: Flag | 2
  /** Both as `toSearchTexts` gives them. */
  name_sort: string
  search_text: string
  /** As `toDetailText` gives it. */
  detail_text: Generated<string>
  /** What the company's directory calls the person; null if that is the `user_id`. `scim_names` is JSON text. */
  user_name: string | null
  external_id: string | null
  scim_names: string | null
  /** `toUserKey` of the name of the person there. */
  user_key: string
  /** Who they are at the identity provider, if their first sign-in there made the account. */
  subject: string | null
}

/** One act of administration. `actor` and `target` are ids to filter by; `body` is the entry as JSON text. */
export type AuditRow = {
  organization_id: OrganizationId
  at: EpochMs
  id: string
  action: string
  actor: string
  target: string
  body: string
}

/** `scopes` is a JSON array, here and in the suite. */
type AppRow = {
  client_id: string
  organization_id: OrganizationId
  name: string
  secret_hash: string
  /** The secret that was replaced, and until when it is valid. */
  former_secret_hash: string | null
  former_until: EpochMs | null
  revoked_at: EpochMs | null
  /** Seeds do not replace the secret. */
  secret_renewed: Flag
  scopes: string
}

type SuiteRow = Omit<AppRow, 'client_id' | 'organization_id'> & { suite_key: string; ticket_hash: string | null }

/** `position` stores the order in which the organizations were given. */
type SuiteAuthorizationRow = { suite_key: string; organization_id: OrganizationId; position: number }

export type TokenRow = {
  token_hash: string
  nonce: string
  client_id: string
  kind: TokenRecord['kind']
  organization_id: OrganizationId
  expires_at: EpochMs
  secret_mark: string | null
}

/** Where an app may send people who sign in. */
type RedirectUriRow = { client_id: string; uri: string }

export type WebSessionRow = {
  id: string
  token_hash: string
  organization_id: OrganizationId
  user_id: string
  proof: 'password' | 'provider'
  browser: string
  opened_at: EpochMs
  last_seen_at: EpochMs
}

type SecretRow = { name: string; value: string }

export type ConferenceRow = {
  id: ConferenceId
  organization_id: OrganizationId
  booking_id: BookingId | null
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
  sharing: Sharing
  focus: PersonKey | null
  audio_policy: AudioPolicy
  started_at: EpochMs
  ended_at: EpochMs | null
  invited_count: number
  active_count: number
  attended_count: number
  /** Null in rows of before the column existed. */
  proven_at: EpochMs | null
  heard: Flag
}

/** `body` is the whole event as JSON; `type` and `at` repeat two fields for manual inspection. */
export type EventRow = { conference_id: ConferenceId; seq: number; type: string; at: EpochMs; body: string }

/** Derived from the log, one row per member; `live` while the conference is ongoing. */
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
  /** Of the conference; null while it is ongoing. */
  ended_at: EpochMs | null
  /** Of the conference. */
  started_at: EpochMs
  /** Why the member's last call failed. */
  call_failure: CallFailure | null
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
  /** The last heartbeat before the last silence. */
  proven_at: EpochMs | null
}

export type JobRow = {
  conference_id: ConferenceId
  kind: Due['kind']
  subject: Due['subject']
  since: EpochMs
  due_at: EpochMs
  attempts: number
  /** When it may be taken: first at `due_at`, then when a lease or a delay ends. */
  next_at: EpochMs
}

/** `body` is the summary as JSON text; `coarse` if it is the merged sample of a whole minute. */
export type QualityRow = {
  conference_id: ConferenceId
  member_key: PersonKey
  at: EpochMs
  participant_id: ParticipantId
  coarse: Flag
  body: string
}

/** How many grades a session was given, and their sum. */
export type SessionGradeRow = { participant_id: ParticipantId; times: number; total: number }

/** All tables, by name. */
export type Schema = {
  organization: OrganizationRow
  organization_settings: OrganizationSettingsRow
  logo: LogoRow
  erasure: ErasureRow
  erased_id: ErasedIdRow
  user_account: UserRow
  app: AppRow
  suite: SuiteRow
  suite_authorization: SuiteAuthorizationRow
  former_user: FormerUserRow
  scim_token: ScimTokenRow
  audit: AuditRow
  access_token: TokenRow
  redirect_uri: RedirectUriRow
  user_code: UserCodeRow
  user_grant: UserGrantRow
  web_session: WebSessionRow
  password_link: PasswordLinkRow
  mailed_password_link: PasswordLinkRow
  stream_ticket: StreamTicketRow
  password_mail: PasswordMailRow
  server_secret: SecretRow
  conference: ConferenceRow
  conference_event: EventRow
  member: MemberRow
  title_piece: TitlePieceRow
  session: SessionRow
  job: JobRow
  outbox: OutboxRow
  outbox_head: OutboxHeadRow
  subscription: SubscriptionRow
  delivery: DeliveryRow
  quality_sample: QualityRow
  session_grade: SessionGradeRow
  booking: BookingRow
  own_booking: OwnBookingRow
  booking_ring: BookingRingRow
  own_room: OwnRoomRow
  short_link: ShortLinkRow
  /** One row, rewritten to prove that the store can be written. */
  write_check: { id: number; written: number }
  interruption: { id: number; at: EpochMs }
  /** One row at most: changes whenever ended conferences are deleted or rewritten. */
  past_change: { id: number; revision: number }
}

/** A boolean as it is stored. */
export function toFlag(value: boolean): Flag {
  return value ? 1 : 0
}
