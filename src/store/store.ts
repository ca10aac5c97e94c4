import { sql, type Kysely } from 'kysely'
import type { SettingsStore } from '../service/account/settings-store.ts'
import type { WebSessionStore } from '../service/account/web-session-store.ts'
import type { AuditStore } from '../service/account/audit-store.ts'
import type { PasswordLinkStore } from '../service/account/password-link-store.ts'
import type { PasswordMailStore } from '../service/account/password-mail-store.ts'
import type { UserTokenStore } from '../service/account/user-token-store.ts'
import type { ScimTokenStore } from '../service/account/scim-token-store.ts'
import type { TokenStore } from '../service/account/token-store.ts'
import type { DirectoryStore } from '../service/account/directory-store.ts'
import type { BookingStore, StartRingStore } from '../service/booking/booking-ports.ts'
import type { ConferenceStore } from '../service/conduct/conference-store.ts'
import type { InterruptionStore } from '../service/conduct/interruption-store.ts'
import type { JobStore } from '../service/conduct/job-store.ts'
import type { SessionStore } from '../service/conduct/session-store.ts'
import type { PastChangeStore } from '../service/conduct/past-changes.ts'
import type { OutboxStore } from '../service/outbox/outbox-store.ts'
import type { ErasureStore } from '../service/privacy/erasure-store.ts'
import type { PersonalDataStore } from '../service/privacy/personal-data.ts'
import type { RetentionStore } from '../service/privacy/retention-store.ts'
import type { QualityStore } from '../service/quality/quality-store.ts'
import type { LiveStore } from '../service/console/live-store.ts'
import type { HistoryStore } from '../service/read/history-store.ts'
import type { StreamTicketStore } from '../service/subscription/stream-ticket-store.ts'
import type { RosterStore } from '../service/read/roster-store.ts'
import { SqlAuditStore } from './audit-store.ts'
import { SqlBookingStore } from './booking-store.ts'
import type { ConferenceSearchStore } from '../service/console/conference-search-store.ts'
import type { MeetingPeopleStore } from '../service/console/meeting-people-store.ts'
import { SqlMeetingPeopleStore } from './meeting-people-store.ts'
import { SqlConferenceSearchStore } from './conference-search-store.ts'
import { SqlConferenceStore } from './conference-store.ts'
import type { Dialect } from './dialect.ts'
import { SqlDirectoryStore } from './directory-store.ts'
import { SqlHistoryStore } from './history-store.ts'
import { SqlInterruptionStore } from './interruption-store.ts'
import { SqlJobStore } from './job-store.ts'
import { migrate } from './migrations/index.ts'
import { SqlLiveStore } from './live-store.ts'
import { SqlPasswordLinkStore } from './password-link-store.ts'
import { SqlPasswordMailStore } from './password-mail-store.ts'
import { SqlQualityStore } from './quality-store.ts'
import type { SubscriptionStore } from '../service/subscription/subscription-store.ts'
import { SqlSubscriptionStore } from './subscription-store.ts'
import { SqlOutboxStore } from './outbox-store.ts'
import { SqlErasureStore } from './erasure-store.ts'
import { SqlPersonalDataStore } from './personal-data-store.ts'
import { SqlPastChangeStore } from './past-change-store.ts'
import { SqlRetentionStore } from './retention-store.ts'
import { SqlRosterStore } from './roster-store.ts'
import type { Schema } from './schema.ts'
import { SqlSessionStore } from './session-store.ts'
import { SqlSettingsStore } from './settings-store.ts'
import { SqlStartRingStore } from './start-ring-store.ts'
import { SqlScimTokenStore } from './scim-token-store.ts'
import { SqlStreamTicketStore } from './stream-ticket-store.ts'
import { SqlTokenStore } from './token-store.ts'
import { SqlUserTokenStore } from './user-token-store.ts'
import { SqlWebSessionStore } from './web-session-store.ts'
import { withStoreError } from './store-error.ts'

/** All store ports. One object, because one transaction spans them. */
export interface Store extends AsyncDisposable {
  readonly conferences: ConferenceStore
  readonly rosters: RosterStore
  readonly history: HistoryStore
  readonly live: LiveStore
  readonly conferenceSearch: ConferenceSearchStore
  readonly meetingPeople: MeetingPeopleStore
  readonly quality: QualityStore
  readonly sessions: SessionStore
  readonly jobs: JobStore
  readonly outbox: OutboxStore
  readonly subscriptions: SubscriptionStore
  readonly interruptions: InterruptionStore
  readonly directory: DirectoryStore
  readonly audit: AuditStore
  readonly settings: SettingsStore
  readonly retention: RetentionStore
  readonly pastChanges: PastChangeStore
  readonly erasures: ErasureStore
  readonly personalData: PersonalDataStore
  readonly tokens: TokenStore
  readonly userTokens: UserTokenStore
  readonly scimTokens: ScimTokenStore
  readonly webSessions: WebSessionStore
  readonly passwordLinks: PasswordLinkStore
  readonly streamTickets: StreamTicketStore
  readonly passwordMails: PasswordMailStore
  readonly bookings: BookingStore
  readonly startRings: StartRingStore
  /** @throws if the store cannot be reached or written */
  check(): Promise<void>
  /** The time of day of the database, in epoch ms. Absent if no other machine can share it. */
  readonly wallMs?: () => Promise<number>
}

/**
 * Migrates a database and opens the store in it. From then on the store owns the database.
 *
 * @throws Error if the migration fails; the database is then closed
 */
export async function openStore(db: Kysely<Schema>, dialect: Dialect): Promise<Store> {
  try {
    await withStoreError('bring its tables up to date', () => migrate(db as unknown as Kysely<unknown>, dialect))
  } catch (error) {
    await db.destroy()
    throw error
  }
  return {
    conferences: new SqlConferenceStore(db, dialect),
    rosters: new SqlRosterStore(db, dialect),
    history: new SqlHistoryStore(db, dialect),
    live: new SqlLiveStore(db, dialect),
    conferenceSearch: new SqlConferenceSearchStore(db, dialect),
    meetingPeople: new SqlMeetingPeopleStore(db),
    quality: new SqlQualityStore(db, dialect),
    sessions: new SqlSessionStore(db, dialect),
    jobs: new SqlJobStore(db, dialect),
    outbox: new SqlOutboxStore(db),
    subscriptions: new SqlSubscriptionStore(db, dialect),
    interruptions: new SqlInterruptionStore(db),
    directory: new SqlDirectoryStore(db, dialect),
    audit: new SqlAuditStore(db, dialect),
    settings: new SqlSettingsStore(db, dialect),
    retention: new SqlRetentionStore(db, dialect),
    pastChanges: new SqlPastChangeStore(db),
    erasures: new SqlErasureStore(db, dialect),
    personalData: new SqlPersonalDataStore(db),
    tokens: new SqlTokenStore(db, dialect),
    userTokens: new SqlUserTokenStore(db),
    scimTokens: new SqlScimTokenStore(db, dialect),
    webSessions: new SqlWebSessionStore(db),
    passwordLinks: new SqlPasswordLinkStore(db),
    streamTickets: new SqlStreamTicketStore(db),
    passwordMails: new SqlPasswordMailStore(db, dialect),
    bookings: new SqlBookingStore(db, dialect),
    startRings: new SqlStartRingStore(db, dialect),
    check: () => withStoreError('be written', () => writeOneRow(db)),
    ...(dialect.name === 'postgres' && { wallMs: () => withStoreError('tell the time', () => readWallClock(db)) }),
    [Symbol.asyncDispose]: () => db.destroy(),
  }
}

async function writeOneRow(db: Kysely<Schema>): Promise<void> {
  await db
    .insertInto('write_check')
    .values({ id: 1, written: 1 })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ written: sql`write_check.written + 1` }))
    .execute()
}

async function readWallClock(db: Kysely<Schema>): Promise<number> {
  const ms = sql<{ ms: number }>`select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms`
  const { rows } = await ms.execute(db)
  return (rows[0] as { ms: number }).ms
}
