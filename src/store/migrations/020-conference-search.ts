import { sql, type Kysely } from 'kysely'
import type { Dialect } from '../dialect.ts'
import { toTitlePieces } from '../title-pieces.ts'

type Tables = {
  conference: { id: string; organization_id: string; title: string; started_at: number }
  title_piece: { organization_id: string; piece: string; started_at: number; conference_id: string }
}

const CONFERENCES_AT_ONCE = 100

/** Conferences are found by parts of their titles and by the people on their rosters, newest first. */
export async function up(untyped: Kysely<unknown>, { tableEnd, bytewiseText }: Dialect): Promise<void> {
  const db = untyped as Kysely<Tables>
  await db.schema
    .createTable('title_piece')
    .addColumn('organization_id', 'text', (column) => column.notNull())
    .addColumn('piece', sql`${bytewiseText}`, (column) => column.notNull())
    .addColumn('started_at', 'bigint', (column) => column.notNull())
    .addColumn('conference_id', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('title_piece_pkey', ['organization_id', 'piece', 'started_at', 'conference_id'])
    .modifyEnd(tableEnd)
    .execute()
  await fillPieces(db)

  // Of the conference.
  await db.schema
    .alterTable('member')
    .addColumn('started_at', 'bigint', (column) => column.notNull().defaultTo(0))
    .execute()
  await sql`update member set started_at =
    (select conference.started_at from conference where conference.id = member.conference_id)`.execute(db)
  await db.schema
    .createIndex('member_started_idx')
    .on('member')
    .columns(['union_id', 'started_at', 'conference_id'])
    .where(sql<boolean>`union_id is not null`)
    .execute()

  // The upcoming bookings of an organization, those that end first first.
  for (const [name, condition] of [
    ['booking_once_idx', sql<boolean>`cancelled_at is null and series is null`],
    ['booking_repeating_idx', sql<boolean>`cancelled_at is null and series is not null`],
  ] as const) {
    await db.schema
      .createIndex(name)
      .on('booking')
      .columns(['organization_id', 'ends_at', 'id'])
      .where(condition)
      .execute()
  }
}

async function fillPieces(db: Kysely<Tables>): Promise<void> {
  for (let after = ''; ;) {
    const found = await db
      .selectFrom('conference')
      .select(['id', 'organization_id', 'title', 'started_at'])
      .where('id', '>', after)
      .orderBy('id')
      .limit(CONFERENCES_AT_ONCE)
      .execute()
    const rows = found.flatMap(({ id: conference_id, organization_id, title, started_at }) =>
      toTitlePieces(title).map((piece) => ({ organization_id, piece, started_at, conference_id })),
    )
    if (rows.length > 0) await db.insertInto('title_piece').values(rows).execute()
    const last = found.at(-1)
    if (!last || found.length < CONFERENCES_AT_ONCE) return
    after = last.id
  }
}
