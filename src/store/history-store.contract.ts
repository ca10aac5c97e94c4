import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { EpochMs, OrganizationId } from '../conference/identity.ts'
import type { ConferenceFilter, Position } from '../service/read/history-model.ts'
import type { Store } from './store.ts'
import { booking } from './booking-store.contract.ts'
import { ACME, BY_APP, Meeting, T0, user, type NewDatabase } from './meeting.contract.ts'

const GLOBEX = 'dingglobex' as OrganizationId
const RUNNING: ConferenceFilter = { organizationId: ACME, kind: 'running' }
const begun = (from: number, to: number): ConferenceFilter => ({
  organizationId: ACME,
  kind: 'begun',
  from: (T0 + from) as EpochMs,
  to: (T0 + to) as EpochMs,
})
const ids = (meetings: readonly Meeting[]) => meetings.map(({ id }) => id)

/** A conference of another organisation. */
function abroad(meeting: Meeting, roomCode: string) {
  const details = { organizationId: GLOBEX, title: 'Secret', creator: { unionId: 'gus' as never, nick: 'Gus' } }
  const secrets = { roomCode, linkToken: 'link', passcode: '1', hostPasscode: '2', autoTransferHost: true }
  return meeting.do({ type: 'create', details: { ...details, ...secrets }, invitees: [], inviteCreator: false })
}

/** All of a list, two rows at a time; `between` happens after each page. */
async function walk(store: Store, filter: ConferenceFilter, between: () => Promise<unknown> = async () => {}) {
  const found: string[] = []
  for (let after: Position | undefined; ;) {
    const rows = await store.history.listConferences(filter, { ...(after && { after }), limit: 2 })
    found.push(...rows.map(({ id }) => id))
    const last = rows.at(-1)
    if (!last || rows.length < 2) return found
    after = { at: last.startedAt, id: last.id }
    await between()
  }
}

export function testHistory(newDatabase: NewDatabase): void {
  test('[QU1] [QU15] a batch has the heads of all conferences, and members only for own ongoing ones', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const [running, ended, foreign, empty] = [new Meeting(), new Meeting(), new Meeting(), new Meeting()]
    await store.conferences.commit([
      running.create([user('bob')]),
      running.join('ada'),
      ended.create([user('eve')]),
      ended.do({ type: 'close', ...BY_APP }),
      abroad(foreign, '1'),
      foreign.join('gus'),
      empty.create(),
    ])
    const asked = [...ids([running, ended, foreign, empty]), new Meeting().id]
    const found = new Map((await store.history.listWithMembers(ACME, asked)).map((one) => [one.head.id, one]))
    assert.deepEqual([...found.keys()].sort(), ids([running, ended, foreign, empty]).sort())
    const page = await store.rosters.findPage(running.id, { after: 0, limit: 9 })
    assert.deepEqual(found.get(running.id), {
      head: await store.conferences.findHead(running.id),
      members: page?.page.members.map((member) => ({ ...member, key: `user:${member.unionId}` })),
    })
    assert.deepEqual(
      [ended, foreign, empty].map(({ id }) => found.get(id)?.members),
      [[], [], []],
    )
    assert.deepEqual(await store.history.listWithMembers(ACME, []), [])
  })

  test('[QU3] [QU15] the ongoing conferences of one organization are listed newest first, and counted', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const [first, second, third, over, foreign] = [0, 10, 10, 20, 30].map((at) => new Meeting({ at })) as [
      Meeting,
      Meeting,
      Meeting,
      Meeting,
      Meeting,
    ]
    const created = [first, second, third, over].map((meeting) => meeting.create())
    await store.conferences.commit([...created, abroad(foreign, '1')])
    await store.conferences.commit([over.do({ type: 'close', ...BY_APP })])
    const expected = ids([third, second, first])
    assert.deepEqual(await walk(store, RUNNING), expected)
    const counted = await store.history.pageConferencesWithTotal(RUNNING, { limit: 2 })
    assert.deepEqual([ids(counted.rows as never), counted.total], [expected.slice(0, 2), 3])
    const last = counted.rows[1]
    assert.ok(last)
    const rest = await store.history.pageConferencesWithTotal(RUNNING, {
      after: { at: last.startedAt, id: last.id },
      limit: 2,
    })
    assert.deepEqual([ids(rest.rows as never), rest.total], [expected.slice(2), 3])
    const beyond = await store.history.pageConferencesWithTotal(RUNNING, { after: { at: T0, id: '0' }, limit: 2 })
    assert.deepEqual(beyond, { rows: [], total: 3 })
    const nowhere = { organizationId: 'dingnowhere' as OrganizationId, kind: 'running' } as const
    assert.deepEqual(await store.history.pageConferencesWithTotal(nowhere, { limit: 2 }), { rows: [], total: 0 })
  })

  test('[QU5] a cursor skips and repeats nothing while conferences start and end', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const meetings = Array.from({ length: 9 }, (_, at) => new Meeting({ at: Math.floor(at / 2) }))
    await store.conferences.commit(meetings.map((meeting) => meeting.create()))
    const expected = ids(meetings).toReversed()
    let at = 100
    const found = await walk(store, begun(0, 1_000), async () => {
      const ending = meetings.shift() as Meeting
      const beginning = new Meeting({ at: at++ })
      await store.conferences.commit([beginning.create(), ending.do({ type: 'close', ...BY_APP })])
    })
    assert.deepEqual(found, expected)
  })

  test('[QU7] [QU8] [QU15] a room code lists the conferences of one organization, including ended ones', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const [over, now, foreign] = [new Meeting({ at: 0 }), new Meeting({ at: 5 }), new Meeting({ at: 9 })]
    const commits = [over.create([], '77'), over.do({ type: 'close', ...BY_APP }), now.create([], '77')]
    await store.conferences.commit([...commits, abroad(foreign, '77')])
    const coded = (roomCode: string, organizationId = ACME): ConferenceFilter => ({
      kind: 'room-code',
      roomCode,
      organizationId,
    })
    assert.deepEqual(await walk(store, coded('77')), ids([now, over]))
    assert.deepEqual(await walk(store, coded('77', GLOBEX)), [foreign.id])
    assert.equal((await store.history.pageConferencesWithTotal(coded('77'), { limit: 1 })).total, 2)
    assert.deepEqual(await walk(store, coded('78')), [])
    await store.bookings.insert(booking(1, { organizationId: GLOBEX, roomCode: '79' }))
    const taken = ['77', '78', '79'].map((code) => store.history.isRoomCodeTaken(code, { othersThan: ACME }))
    assert.deepEqual(await Promise.all(taken), [true, false, true])
    assert.equal(await store.history.isRoomCodeTaken('79', { othersThan: GLOBEX }), false, 'of its own booking')
  })

  test('[QU12] [QU15] an interval lists the conferences of one organization that started in it, both ends included', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const meetings = [0, 10, 20, 30].map((at) => new Meeting({ at }))
    const foreign = new Meeting({ at: 10 })
    await store.conferences.commit([...meetings.map((meeting) => meeting.create()), abroad(foreign, '1')])
    assert.deepEqual(await walk(store, begun(10, 20)), ids(meetings.slice(1, 3)).toReversed())
    assert.deepEqual(await walk(store, begun(11, 19)), [])
    assert.deepEqual(await walk(store, begun(20, 10)), [])
  })

  test('[QU10] the sessions of a conference are listed by start, with their people', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const [meeting, other] = [new Meeting(), new Meeting()]
    const guest = { person: { kind: 'guest', guestId: 'g' }, nick: 'Guest', outside: true } as const
    await store.conferences.commit([
      other.create(),
      other.join('zoe'),
      meeting.create(),
      meeting.join('ada', 'Mac'),
      meeting.wait(5).join('ada', 'other'),
      meeting.do({ type: 'join', participantId: meeting.sessionId(9), device: 'iOS', ...guest }),
    ])
    await store.conferences.commit([meeting.wait(5).do({ type: 'leave', participantId: meeting.sessionId(1) })])
    const ada = { conferenceId: meeting.id, unionId: 'ada', nick: 'ada', host: true, coHost: false, outside: false }
    const { unionId: _, ...somebody } = ada
    const expected = [
      { ...ada, participantId: meeting.sessionId(1), device: 'Mac', joinedAt: T0, leftAt: T0 + 10, reason: 'left' },
      { ...ada, participantId: meeting.sessionId(2), device: 'other', joinedAt: T0 + 5 },
      {
        ...somebody,
        participantId: meeting.sessionId(9),
        nick: 'Guest',
        host: false,
        outside: true,
        device: 'iOS',
        joinedAt: T0 + 5,
      },
    ]
    assert.deepEqual(await store.history.listSessions(meeting.id, { limit: 9 }), expected)
    const after = { at: (T0 + 5) as EpochMs, id: meeting.sessionId(2) }
    assert.deepEqual(await store.history.listSessions(meeting.id, { after, limit: 9 }), expected.slice(2))
    assert.deepEqual(await store.history.listSessions(meeting.id, { limit: 1 }), expected.slice(0, 1))
    assert.deepEqual(await store.history.listSessions(new Meeting().id, { limit: 1 }), [])
  })
}
