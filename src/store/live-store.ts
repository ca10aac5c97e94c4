import { sql, type Kysely, type RawBuilder } from 'kysely'
import type { ConferenceId, OrganizationId } from '../conference/identity.ts'
import type { CreationDetails } from '../conference/event.ts'
import type { LiveCount, LiveDetails, LiveStore } from '../service/console/live-store.ts'
import type { Dialect } from './dialect.ts'
import type { Schema } from './schema.ts'

export class SqlLiveStore implements LiveStore {
  readonly #db: Kysely<Schema>
  /** As in the list of conferences in progress: without it, SQLite reads those that have ended as well. */
  readonly #hint: RawBuilder<unknown>

  constructor(db: Kysely<Schema>, dialect: Dialect) {
    this.#db = db
    this.#hint = dialect.indexedBy('conference_ongoing_idx')
  }

  async countNow(organizationId: OrganizationId): Promise<LiveCount> {
    const { rows } = await sql<LiveCount>`
      select count(*) as conferences, coalesce(sum(active_count), 0) as people
      from conference ${this.#hint} where organization_id = ${organizationId} and ended_at is null`.execute(this.#db)
    return { conferences: Number(rows[0]?.conferences), people: Number(rows[0]?.people) }
  }

  async listDetails(ids: readonly ConferenceId[]): Promise<ReadonlyMap<ConferenceId, LiveDetails>> {
    if (ids.length === 0) return new Map()
    const rows = await this.#db
      .selectFrom('conference')
      .innerJoin('conference_event', (join) =>
        // The first event is the creation, which says the engine.
        join.onRef('conference_event.conference_id', '=', 'conference.id').on('conference_event.seq', '=', 1),
      )
      .leftJoin('member', (join) =>
        join.onRef('member.conference_id', '=', 'conference.id').onRef('member.person_key', '=', 'conference.host'),
      )
      .select(['conference.id', 'conference_event.body', 'member.nick'])
      .where('conference.id', 'in', ids)
      .execute()
    return new Map(
      rows.map(({ id, body, nick }) => {
        const { engine = 'mesh' } = JSON.parse(body) as Pick<CreationDetails, 'engine'>
        return [id, { engine, ...(nick !== null && { hostNick: nick }) }]
      }),
    )
  }
}
