import { sql, type Kysely } from 'kysely'
import {
  FORMER_NAME,
  keyWithout,
  titleWithout,
  withoutPerson,
  type ErasedPerson,
  type Pseudonym,
} from '../conference/erasure.ts'
import { toEvent } from '../conference/event.ts'
import { userKey, type ConferenceId, type UnionId } from '../conference/identity.ts'
import { BulkStatements, type Bulk } from './bulk.ts'
import { contains } from './contains.ts'
import type { Dialect } from './dialect.ts'
import { eraseFromEvents } from './outbox-rows.ts'
import type { EventRow, Schema } from './schema.ts'
import type { ErasureRow } from './privacy-rows.ts'
import { replaceTitlePieces } from './title-piece-rows.ts'

/** Events that are read at once. */
const PART = 1_000

type Body = Pick<EventRow, 'conference_id' | 'seq' | 'body'>

export function toErasedPerson(row: ErasureRow): ErasedPerson {
  const { organization_id, union_id, user_id, name, other_names, pseudonym } = row
  const instead: Pseudonym = { unionId: pseudonym as UnionId, userId: pseudonym, name: FORMER_NAME }
  return {
    organizationId: organization_id,
    unionId: union_id,
    userId: user_id,
    names: [...(name === null ? [] : [name]), ...(JSON.parse(other_names) as string[])],
    pseudonym: instead,
  }
}

/** Rewrites conferences that have ended. */
export class ConferenceEraser {
  readonly #forUpdate: Dialect['forUpdate']
  readonly #replaceBodies: Bulk<Body, never>

  constructor(db: Kysely<Schema>, dialect: Dialect) {
    this.#forUpdate = dialect.forUpdate
    this.#replaceBodies = new BulkStatements(db, dialect).statement<Body>(
      { conference_id: 'text', seq: 'bigint', body: 'text' },
      (rows) => sql`update conference_event set body = given.body from (${rows}) as given
        where conference_event.conference_id = given.conference_id and conference_event.seq = given.seq`,
    )
  }

  /** Those of the conferences whose log contains an id of the person. */
  async findNaming(
    transaction: Kysely<Schema>,
    ids: readonly ConferenceId[],
    { unionId, userId }: ErasedPerson,
  ): Promise<ReadonlySet<ConferenceId>> {
    if (ids.length === 0) return new Set()
    const texts = [JSON.stringify(unionId), `${JSON.stringify(userKey(unionId))}`, `"userId":${JSON.stringify(userId)}`]
    const found = await transaction
      .selectFrom('conference_event')
      .select('conference_id')
      .distinct()
      .where('conference_id', 'in', ids)
      .where(({ or }) => or(texts.map((text) => contains('body', text))))
      .execute()
    return new Set(found.map(({ conference_id }) => conference_id))
  }

  /** Rewrites everything that is stored with one conference. Its version stays. */
  async rewrite(transaction: Kysely<Schema>, id: ConferenceId, who: ErasedPerson): Promise<void> {
    await sql`select id from conference where id = ${id} ${this.#forUpdate}`.execute(transaction)
    const isCreator = await rewriteHead(transaction, id, who)
    for (let after = 0; ;) {
      const rows = await transaction
        .selectFrom('conference_event')
        .select(['seq', 'body'])
        .where('conference_id', '=', id)
        .where('seq', '>', after)
        .orderBy('seq')
        .limit(PART)
        .execute()
      const changed = rows.flatMap(({ seq, body }) => {
        const event = toEvent(JSON.parse(body))
        const text = JSON.stringify(withoutPerson(event, who, isCreator))
        return text === JSON.stringify(event) ? [] : [{ conference_id: id, seq, body: text }]
      })
      await this.#replaceBodies(transaction, changed)
      const last = rows.at(-1)
      if (rows.length < PART || !last) break
      after = last.seq
    }
    await rewriteMembers(transaction, id, who)
    await eraseFromEvents(transaction, who, id)
  }
}

/** @returns whether the person created the conference */
async function rewriteHead(transaction: Kysely<Schema>, id: ConferenceId, who: ErasedPerson): Promise<boolean> {
  const head = await transaction
    .selectFrom('conference')
    .select(['id', 'organization_id', 'started_at', 'title', 'creator_union_id', 'creator_nick', 'host', 'focus'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const isCreator = head.creator_union_id === who.unionId
  const { unionId, name } = who.pseudonym
  const title = isCreator ? titleWithout(head.title, head.creator_nick, who) : head.title
  await replaceTitlePieces(transaction, head, title)
  await transaction
    .updateTable('conference')
    .set({
      title,
      host: keyWithout(head.host, who),
      ...(head.focus !== null && { focus: keyWithout(head.focus, who) }),
      ...(isCreator && { creator_union_id: unionId, creator_nick: name }),
    })
    .where('id', '=', id)
    .execute()
  return isCreator
}

async function rewriteMembers(transaction: Kysely<Schema>, id: ConferenceId, who: ErasedPerson): Promise<void> {
  const { unionId, name } = who.pseudonym
  const [before, after] = [userKey(who.unionId), userKey(unionId)]
  await transaction
    .updateTable('member')
    .set({ person_key: after, union_id: unionId, nick: name, job_number: null })
    .where('conference_id', '=', id)
    .where('person_key', '=', before)
    .execute()
  for (const table of ['session', 'quality_sample'] as const)
    await transaction
      .updateTable(table)
      .set({ member_key: after })
      .where('conference_id', '=', id)
      .where('member_key', '=', before)
      .execute()
}
