import type { Kysely } from 'kysely'
import type { OrganizationId } from '../conference/identity.ts'
import type { OutboxEvent } from '../service/outbox/outbox-event.ts'
import type { OutboxStore } from '../service/outbox/outbox-store.ts'
import { GroupedLookup } from './grouped-lookup.ts'
import { toOutboxEvent } from './outbox-rows.ts'
import type { Schema } from './schema.ts'

type Page = Parameters<OutboxStore['list']>[1]

/** Reads the outbox in SQL. */
export class SqlOutboxStore implements OutboxStore {
  readonly #db: Kysely<Schema>
  /** A new event wakes all subscriptions of its organization, and most of them want the same page. */
  readonly #pages: GroupedLookup<string, readonly OutboxEvent[]>

  constructor(db: Kysely<Schema>) {
    this.#db = db
    this.#pages = new GroupedLookup(async (keys) => {
      const pages = keys.map(async (key) => [key, await this.#load(...fromKey(key))] as const)
      return new Map(await Promise.all(pages))
    })
  }

  async list(organizationId: OrganizationId, { after, limit }: Page): Promise<readonly OutboxEvent[]> {
    return (await this.#pages.find(JSON.stringify([organizationId, { after, limit }]))) ?? []
  }

  async #load(organizationId: OrganizationId, { after, limit }: Page): Promise<readonly OutboxEvent[]> {
    const rows = await this.#db
      .selectFrom('outbox')
      .selectAll()
      .where('organization_id', '=', organizationId)
      .where('id', '>', after)
      .orderBy('id')
      .limit(limit)
      .execute()
    return rows.map(toOutboxEvent)
  }

  async listNewest(organizationIds: readonly OrganizationId[]): Promise<ReadonlyMap<OrganizationId, number>> {
    if (organizationIds.length === 0) return new Map()
    const rows = await this.#db
      .selectFrom('outbox_head')
      .selectAll()
      .where('organization_id', 'in', organizationIds)
      .execute()
    return new Map(rows.map(({ organization_id, last_id }) => [organization_id, Number(last_id)]))
  }

  /** Ids grow with time except among changes of the same moment, so the halves between two ids are searched. */
  async findIdBefore(organizationId: OrganizationId, at: number): Promise<number> {
    let [low, high] = [0, (await this.listNewest([organizationId])).get(organizationId) ?? 0]
    while (low < high) {
      const middle = Math.ceil((low + high) / 2)
      const row = await this.#db
        .selectFrom('outbox')
        .select(['id', 'at'])
        .where('organization_id', '=', organizationId)
        .where('id', '<=', middle)
        .where('id', '>', low)
        .orderBy('id', 'desc')
        .limit(1)
        .executeTakeFirst()
      if (row === undefined) low = middle
      else if (row.at < at) low = middle
      else high = Number(row.id) - 1
    }
    return low
  }
}

function fromKey(key: string): [OrganizationId, Page] {
  return JSON.parse(key) as [OrganizationId, Page]
}
