import { sql, type Kysely } from 'kysely'
import type { Dialect } from '../dialect.ts'
import * as init from './001-init.ts'
import * as hostControl from './002-host-control.ts'
import * as webSessions from './003-web-sessions.ts'
import * as history from './004-history.ts'
import * as bookings from './005-bookings.ts'
import * as sessionGrades from './006-session-grades.ts'
import * as ownBookings from './007-own-bookings.ts'
import * as callFailures from './008-call-failures.ts'
import * as tokenSecret from './009-token-secret.ts'
import * as jobAttempts from './010-job-attempts.ts'
import * as provenTime from './011-proven-time.ts'
import * as provenSessions from './012-proven-sessions.ts'
import * as peopleSearch from './013-people-search.ts'
import * as bookingDates from './014-booking-dates.ts'
import * as ownRooms from './015-own-rooms.ts'
import * as bookingRings from './016-booking-rings.ts'
import * as userTokens from './017-user-tokens.ts'
import * as directory from './018-directory.ts'
import * as interruptions from './019-interruptions.ts'
import * as conferenceSearch from './020-conference-search.ts'
import * as organizationSettings from './021-organization-settings.ts'
import * as erasures from './022-erasures.ts'
import * as erasedIds from './023-erased-ids.ts'
import * as bookingStarts from './024-booking-starts.ts'
import * as ssoSecret from './025-sso-secret.ts'
import * as passwordLinks from './026-password-links.ts'
import * as outbox from './027-outbox.ts'
import * as companyDirectory from './028-company-directory.ts'
import * as subscriptions from './029-subscriptions.ts'
import * as streamTickets from './030-stream-tickets.ts'
import * as passwordMails from './031-password-mails.ts'
import * as mailedPasswordLinks from './032-mailed-password-links.ts'
import * as organizationLook from './033-organization-look.ts'
import * as deliveries from './034-deliveries.ts'
import * as peopleDetails from './035-people-details.ts'
import * as guestSearch from './036-guest-search.ts'
import * as latestAttempts from './037-latest-attempts.ts'
import * as ownPasswords from './038-own-passwords.ts'

type Migration = Readonly<{ up(db: Kysely<unknown>, dialect: Dialect): Promise<void> }>

/** In the order in which they are applied. Forward only: a released one is never edited, the next one corrects it. */
const MIGRATIONS: readonly (readonly [name: string, migration: Migration])[] = [
  ['001-init', init],
  ['002-host-control', hostControl],
  ['003-web-sessions', webSessions],
  ['004-history', history],
  ['005-bookings', bookings],
  ['006-session-grades', sessionGrades],
  ['007-own-bookings', ownBookings],
  ['008-call-failures', callFailures],
  ['009-token-secret', tokenSecret],
  ['010-job-attempts', jobAttempts],
  ['011-proven-time', provenTime],
  ['012-proven-sessions', provenSessions],
  ['013-people-search', peopleSearch],
  ['014-booking-dates', bookingDates],
  ['015-own-rooms', ownRooms],
  ['016-booking-rings', bookingRings],
  ['017-user-tokens', userTokens],
  ['018-directory', directory],
  ['019-interruptions', interruptions],
  ['020-conference-search', conferenceSearch],
  ['021-organization-settings', organizationSettings],
  ['022-erasures', erasures],
  ['023-erased-ids', erasedIds],
  ['024-booking-starts', bookingStarts],
  ['025-sso-secret', ssoSecret],
  ['026-password-links', passwordLinks],
  ['027-outbox', outbox],
  ['028-company-directory', companyDirectory],
  ['029-subscriptions', subscriptions],
  ['030-stream-tickets', streamTickets],
  ['031-password-mails', passwordMails],
  ['032-mailed-password-links', mailedPasswordLinks],
  ['033-organization-look', organizationLook],
  ['034-deliveries', deliveries],
  ['035-people-details', peopleDetails],
  ['036-guest-search', guestSearch],
  ['037-latest-attempts', latestAttempts],
  ['038-own-passwords', ownPasswords],
]

type Applied = { migration: { name: string } }

/**
 * Brings the database up to this program's schema, or leaves it as it was.
 *
 * Kysely's own Migrator is not used: on SQLite it applies migrations outside of a transaction, so a crash between
 * two statements would leave a schema that no start can mend.
 *
 * @throws if the database has been used by a newer program
 */
export async function migrate(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  // Under a stricter isolation level, a process that waited for the lock would not see the migrations applied meanwhile.
  const transactions = (db as Kysely<Applied>).transaction().setIsolationLevel('read committed')
  await transactions.execute(async (transaction) => {
    await dialect.lockStart(transaction)
    await transaction.schema
      .createTable('migration')
      .ifNotExists()
      .addColumn('name', 'text', (column) => column.primaryKey())
      .execute()
    const applied = new Set(
      (await transaction.selectFrom('migration').select('name').execute()).map(({ name }) => name),
    )
    const known = new Set(MIGRATIONS.map(([name]) => name))
    const foreign = [...applied].find((name) => !known.has(name))
    if (foreign !== undefined) throw new Error(`the database was used by a newer Rollcall, which applied ${foreign}`)
    for (const [name, migration] of MIGRATIONS) {
      if (applied.has(name)) continue
      await migration.up(transaction as unknown as Kysely<unknown>, dialect)
      await sql`insert into migration (name) values (${name})`.execute(transaction)
    }
  })
}
