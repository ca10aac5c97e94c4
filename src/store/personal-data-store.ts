import { sql, type Kysely } from 'kysely'
import type { UnionId } from '../conference/identity.ts'
import type { BookingTerms } from '../conference/terms.ts'
import type { AuditEntry } from '../service/account/audit-entry.ts'
import type { PersonalDataStore, StoredAboutPerson } from '../service/privacy/personal-data.ts'
import { isAbout } from '../service/privacy/erased-audit.ts'
import { toEntry } from './audit-store.ts'
import { selectNaming } from './erasure-audit-rows.ts'
import type { Schema } from './schema.ts'

type Whose = Parameters<PersonalDataStore['load']>[0]

/** What is stored about a person, in SQL. */
export class SqlPersonalDataStore implements PersonalDataStore {
  readonly #db: Kysely<Schema>

  constructor(db: Kysely<Schema>) {
    this.#db = db
  }

  async load(whose: Whose, limit: number): Promise<StoredAboutPerson> {
    return {
      signIns: await this.#listSignIns(whose, limit),
      apps: await this.#listApps(whose, limit),
      meetings: await this.#listMeetings(whose, limit),
      quality: await this.#listQuality(whose, limit),
      bookings: await this.#listBookings(whose, limit),
      audit: await this.#listAudit(whose, limit),
    }
  }

  async #listSignIns({ organizationId, userId }: Whose, limit: number): Promise<StoredAboutPerson['signIns']> {
    const rows = await this.#db
      .selectFrom('web_session')
      .select(['browser', 'opened_at', 'last_seen_at'])
      .where('organization_id', '=', organizationId)
      .where('user_id', '=', userId)
      .orderBy('last_seen_at', 'desc')
      .limit(limit)
      .execute()
    return rows.map(({ browser, opened_at, last_seen_at }) => ({
      browser,
      openedAt: opened_at,
      lastSeenAt: last_seen_at,
    }))
  }

  async #listApps({ organizationId, userId }: Whose, limit: number): Promise<StoredAboutPerson['apps']> {
    const rows = await this.#db
      .selectFrom('user_grant')
      .select(['client_id', 'scopes'])
      .where('organization_id', '=', organizationId)
      .where('user_id', '=', userId)
      .orderBy('client_id')
      .limit(limit)
      .execute()
    return rows.map(({ client_id, scopes }) => ({ clientId: client_id, scopes: JSON.parse(scopes) as string[] }))
  }

  async #listMeetings({ organizationId, unionId }: Whose, limit: number): Promise<StoredAboutPerson['meetings']> {
    const rows = await this.#db
      .selectFrom('member')
      .innerJoin('conference', 'conference.id', 'member.conference_id')
      .selectAll('member')
      .select(['conference.title', 'conference.started_at as begun_at', 'conference.ended_at as over_at'])
      .where('member.union_id', '=', unionId)
      .where('conference.organization_id', '=', organizationId)
      .orderBy('conference.started_at', 'desc')
      .orderBy('conference.id', 'desc')
      .limit(limit)
      .execute()
    const sessions = await this.#db
      .selectFrom('session')
      .innerJoin('member', (join) =>
        join
          .onRef('member.conference_id', '=', 'session.conference_id')
          .onRef('member.person_key', '=', 'session.member_key'),
      )
      .select(['session.conference_id', 'session.device', 'session.joined_at', 'session.left_at', 'session.reason'])
      .where('member.union_id', '=', unionId)
      .orderBy('session.joined_at', 'desc')
      .limit(limit * 10)
      .execute()
    const byConference = Map.groupBy(sessions, ({ conference_id }) => conference_id)
    return rows.map((row) => ({
      conferenceId: row.conference_id,
      title: row.title,
      startedAt: row.begun_at,
      ...(row.over_at !== null && { endedAt: row.over_at }),
      nick: row.nick,
      ...(row.job_number !== null && { jobNumber: row.job_number }),
      isHost: row.host === 1,
      isCoHost: row.co_host === 1,
      ...(row.joined_at !== null && { joinedAt: row.joined_at }),
      ...(row.left_at !== null && { leftAt: row.left_at }),
      insideMs: row.done_ms,
      sessions: (byConference.get(row.conference_id) ?? [])
        .toReversed()
        .map(({ device, joined_at, left_at, reason }) => ({
          device,
          joinedAt: joined_at,
          ...(left_at !== null && { leftAt: left_at }),
          ...(reason !== null && { reason }),
        })),
    }))
  }

  async #listQuality({ organizationId, unionId }: Whose, limit: number): Promise<StoredAboutPerson['quality']> {
    const rows = await this.#db
      .selectFrom('member')
      .innerJoin('conference', 'conference.id', 'member.conference_id')
      .innerJoin('quality_sample', (join) =>
        join
          .onRef('quality_sample.conference_id', '=', 'member.conference_id')
          .onRef('quality_sample.member_key', '=', 'member.person_key'),
      )
      .select(['quality_sample.conference_id', 'quality_sample.at', 'quality_sample.body'])
      .where('member.union_id', '=', unionId)
      .where('conference.organization_id', '=', organizationId)
      .orderBy('quality_sample.at', 'desc')
      .limit(limit)
      .execute()
    return rows.map(({ conference_id, at, body }) => ({
      conferenceId: conference_id,
      at,
      measured: JSON.parse(body) as Record<string, unknown>,
    }))
  }

  async #listBookings({ organizationId, unionId }: Whose, limit: number): Promise<StoredAboutPerson['bookings']> {
    const rooms = sql<string>`(select booking_id from own_room
      where organization_id = ${organizationId} and union_id = ${unionId})`
    const rows = await this.#db
      .selectFrom('booking')
      .select(['id', 'title', 'starts_at', 'ends_at', 'creator_union_id', 'terms', 'invitees'])
      .where('organization_id', '=', organizationId)
      .where(({ eb, or, exists, selectFrom }) =>
        or([
          eb('booking.id', '=', rooms as never),
          exists(
            selectFrom('own_booking')
              .select('own_booking.booking_id')
              .whereRef('own_booking.booking_id', '=', 'booking.id')
              .where('own_booking.union_id', '=', unionId),
          ),
        ]),
      )
      .orderBy('starts_at', 'desc')
      .orderBy('id')
      .limit(limit)
      .execute()
    return rows.map(({ id, title, starts_at, ends_at, creator_union_id, terms, invitees }) => {
      const { host, coHosts } = JSON.parse(terms) as BookingTerms
      const roles = [
        creator_union_id === unionId && 'organizer',
        host === unionId && 'host',
        coHosts.includes(unionId) && 'co-host',
        (JSON.parse(invitees) as UnionId[]).includes(unionId) && 'invitee',
      ] as const
      const present = roles.filter((role) => role !== false)
      return { bookingId: id, title, startsAt: starts_at, endsAt: ends_at, roles: present }
    })
  }

  /** What they did, and what was done to them: all that an erasure would change. */
  async #listAudit(whose: Whose, limit: number): Promise<readonly AuditEntry[]> {
    const rows = await selectNaming(this.#db, whose).execute()
    const entries = rows.map(toEntry).filter((entry) => isAbout(entry, whose))
    return entries.toReversed().slice(0, limit)
  }
}
