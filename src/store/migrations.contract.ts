import assert from 'node:assert/strict'
import type { Kysely } from 'kysely'
import type { Store } from './store.ts'
import type { Dialect } from './dialect.ts'
import type { UnionId } from '../conference/identity.ts'
import { ACME, Meeting } from './meeting.contract.ts'
import { up } from './migrations/001-init.ts'

type Older = {
  migration: { name: string }
  conference: Record<string, string | number | null>
  conference_event: Record<string, string | number>
}

/** Fills an empty database as the first version left it: one ongoing conference. */
export async function fillAsFirst(empty: Kysely<unknown>, dialect: Dialect): Promise<Meeting> {
  await up(empty, dialect)
  const db = empty as Kysely<Older>
  await db.schema.createTable('migration').addColumn('name', 'text').execute()
  await db.insertInto('migration').values({ name: '001-init' }).execute()
  const meeting = new Meeting()
  const { head, events } = meeting.create()
  await db
    .insertInto('conference')
    .values({
      id: head.id,
      organization_id: head.organizationId,
      version: head.version,
      title: head.title,
      creator_union_id: head.creatorUnionId,
      creator_nick: head.creatorNick,
      room_code: head.roomCode,
      link_token: head.linkToken,
      passcode: head.passcode,
      host_passcode: head.hostPasscode,
      host: head.host,
      locked: 0,
      started_at: head.startedAt,
      ended_at: null,
      invited_count: head.invitedCount,
      active_count: head.activeCount,
      attended_count: head.attendedCount,
    })
    .execute()
  for (const { seq, event } of events) {
    const { type, at } = event
    const row = { conference_id: head.id, seq, type, at, body: JSON.stringify(event) }
    await db.insertInto('conference_event').values(row).execute()
  }
  return meeting
}

/** Asserts that `store`, opened on that database, continues the conference. */
export async function assertGoesOn(store: Store, meeting: Meeting): Promise<void> {
  const found = await store.conferences.findHead(meeting.id)
  assert.deepEqual(
    [found?.version, found?.sharing, found?.focus, found?.audioPolicy],
    [1, 'everybody', undefined, 'free'],
  )
  assert.deepEqual(await store.conferences.commit([meeting.join('ada')]), [true])
  const search = { organizationId: ACME, title: 'week', unionId: 'ada' as UnionId }
  assert.equal((await store.conferenceSearch.search(search, { limit: 1 })).rows[0]?.id, meeting.id)
  assert.equal((await store.conferences.readLog(meeting.id)).length, 2)
  assert.equal((await store.rosters.findPage(meeting.id, { after: 0, limit: 1 }))?.page.total, 1)
}
