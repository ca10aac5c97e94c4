import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { evolve } from '../conference/evolve.ts'
import { newConference } from '../conference/state.ts'
import type { ConferenceId, OrganizationId, UnionId } from '../conference/identity.ts'
import { attendStatus, attendance } from '../conference/member.ts'
import type { Commit } from '../service/conduct/conference-store.ts'
import type { Store } from './store.ts'
import { ACME, BY_APP, keyOf, listDue, Meeting, T0, user, type NewDatabase } from './meeting.contract.ts'

const GLOBEX = 'dingglobex' as OrganizationId
const MAX_INT32 = 2 ** 31 - 1

export function testRosters(newDatabase: NewDatabase): void {
  test('[RS11] a page has the members after its cursor in order of arrival, and `next` only if more follow', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const meeting = new Meeting()
    await store.conferences.commit([meeting.create(), ...['c', 'a', 'd', 'b'].map((name) => meeting.join(name))])
    const page = async (after: number, limit: number) => {
      const found = await store.rosters.findPage(meeting.id, { after, limit })
      assert.equal(found?.page.total, 4)
      assert.equal(found.version, 5)
      return [found.page.members.map(({ nick }) => nick).join(''), found.page.next]
    }
    assert.deepEqual(await page(0, 1), ['c', 1])
    assert.deepEqual(await page(0, 3), ['cad', 3])
    assert.deepEqual(await page(0, 4), ['cadb', undefined])
    assert.deepEqual(await page(0, 5), ['cadb', undefined])
    assert.deepEqual(await page(2, 2), ['db', undefined])
    assert.deepEqual(await page(2, 1), ['d', 3])
    assert.deepEqual(await page(4, 1), ['', undefined])
    assert.deepEqual(await page(0, MAX_INT32), ['cadb', undefined])
    assert.deepEqual(await page(MAX_INT32, MAX_INT32), ['', undefined])
  })

  test('[RS12] a conference without members has an empty page, and a last page has no `next` key', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const meeting = new Meeting()
    await store.conferences.commit([meeting.create()])
    assert.deepEqual(await store.rosters.findPage(meeting.id, { after: 0, limit: 1 }), {
      version: 1,
      page: { conferenceId: meeting.id, members: [], total: 0 },
    })
  })

  test('[RS54] the versions of a person’s ongoing conferences are those of the list, and users are known', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const meetings = [new Meeting(), new Meeting(), new Meeting()]
    for (const meeting of meetings) await store.conferences.commit([meeting.create(), meeting.join('ada')])
    const [, second, third] = meetings as [Meeting, Meeting, Meeting]
    await store.conferences.commit([second.join('bob'), third.do({ type: 'close', ...BY_APP })])
    const ada = { organizationId: ACME, userId: 'ada', unionId: 'ada' as UnionId, name: 'Ada', admin: false }
    await store.directory.saveOrganization({ id: ACME, name: 'Acme' })
    await store.directory.saveUser(ada)
    const check = async (name: string, count: number) => {
      const unionId = name as UnionId
      const [list, { isUser, versions }, elsewhere] = await Promise.all([
        store.rosters.listOngoing(unionId),
        store.rosters.findOngoingVersions(ACME, unionId),
        store.rosters.findOngoingVersions(GLOBEX, unionId),
      ])
      assert.equal(isUser, name === 'ada')
      assert.deepEqual(elsewhere, { isUser: false, versions })
      assert.equal(versions.length, count)
      assert.deepEqual(
        versions,
        list.map(({ conferenceId, version }) => ({ conferenceId, version })),
      )
    }
    await Promise.all([check('ada', 2), check('bob', 1), check('nobody', 0)])
  })

  test('[RS56] a look-up may be of any text, and does not disturb those that share its statement', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const names = ['{"a"}', '\\', 'NULL', '', ',', ' ', "'", 'two\nlines', '\0', '\ud800', '张']
    const storable = names.filter((name) => name.isWellFormed() && name !== '\0')
    await store.directory.saveOrganization({ id: ACME, name: 'Acme' })
    for (const name of storable) {
      const unionId = `${name}!` as UnionId
      await store.directory.saveUser({ organizationId: ACME, userId: name, unionId, name: 'Somebody', admin: false })
    }
    const found = await Promise.all(names.map((name) => store.rosters.findOngoingVersions(ACME, `${name}!` as UnionId)))
    assert.deepEqual(
      names.filter((_name, index) => found[index]?.isUser),
      storable,
    )
    const versions = names.map((name) => store.conferences.findVersion(name as ConferenceId))
    assert.deepEqual(new Set(await Promise.all(versions)), new Set([undefined]))
  })

  test('[RS13] a value that a member does not have is an absent key', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const meeting = new Meeting()
    const phone = { person: { kind: 'phone', number: '+1' }, nick: 'Phone', outside: true } as const
    await store.conferences.commit([
      meeting.create([phone]),
      meeting.do({
        type: 'join',
        participantId: meeting.sessionId(900),
        device: 'Mac',
        ...user('ada'),
        jobNumber: '7',
      }),
      meeting.wait(1000).do({ type: 'leave', participantId: meeting.sessionId(900) }),
    ])
    const members = async () => (await store.rosters.findPage(meeting.id, { after: 0, limit: 9 }))?.page.members
    const ada = { seq: 2, unionId: 'ada', nick: 'ada', jobNumber: '7', host: true, coHost: false, outside: false }
    assert.deepEqual(await members(), [
      { seq: 1, nick: 'Phone', status: 1, host: false, coHost: false, outside: true, byPhone: true, doneMs: 0 },
      { ...ada, status: 6, byPhone: false, joinedAt: T0, leftAt: T0 + 1000, doneMs: 1000, device: 'Mac' },
    ])
    await store.conferences.commit([meeting.wait(1000).join('ada', 'iOS')])
    const back = { status: 3, byPhone: false, joinedAt: T0, doneMs: 1000, since: T0 + 2000, device: 'iOS' }
    assert.deepEqual((await members())?.[1], { ...ada, ...back })
  })

  test('[RS14] exactly one member is host, even after the role was handed over', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const meeting = new Meeting()
    await store.conferences.commit([meeting.create(), meeting.join('ada'), meeting.join('bob')])
    const hosts = async () =>
      (await store.rosters.findPage(meeting.id, { after: 0, limit: 9 }))?.page.members
        .filter(({ host }) => host)
        .map(({ nick }) => nick)
    assert.deepEqual(await hosts(), ['ada'])
    const handOver = (to: string) => meeting.do({ type: 'hand-over-host', to: keyOf(to), ...BY_APP })
    await store.conferences.commit([handOver('bob')])
    assert.deepEqual(await hosts(), ['bob'])
    await store.conferences.commit([handOver('ada'), meeting.join('eve'), handOver('eve')])
    assert.deepEqual(await hosts(), ['eve'])
  })

  test('[RS15] a person’s ongoing conferences are those with a row of theirs, by start and then id', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const late = new Meeting({ id: 'a'.repeat(24), at: 9 })
    const early = new Meeting({ id: 'c'.repeat(24), at: 1 })
    const twin = new Meeting({ id: 'b'.repeat(24), at: 1 })
    const strange = new Meeting({ at: 0 })
    const bob = 'bob' as UnionId
    assert.deepEqual(await store.rosters.listOngoing(bob), [])
    await store.conferences.commit([late.create([user('bob')]), early.create(), early.join('bob'), strange.create()])
    await store.conferences.commit([twin.create(), twin.join('bob'), strange.join('eve')])
    await store.conferences.commit([twin.do({ type: 'leave', participantId: twin.sessionId(1) })])
    const list = await store.rosters.listOngoing(bob)
    assert.deepEqual(
      list.map(({ conferenceId, organizationId, member }) => [conferenceId, organizationId, member.status]),
      [
        [twin.id, ACME, 6],
        [early.id, ACME, 3],
        [late.id, ACME, 1],
      ],
    )
    assert.deepEqual(list[1]?.member, (await store.rosters.findPage(early.id, { after: 0, limit: 1 }))?.page.members[0])
  })

  test('[RS16] an ended conference is not ongoing for anybody and has no jobs, but can be read', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const [meeting, other] = [new Meeting(), new Meeting()]
    await store.conferences.commit([meeting.create([user('bob')]), meeting.join('eve'), other.create([user('bob')])])
    await store.conferences.commit([meeting.wait(60).do({ type: 'close', ...BY_APP })])
    assert.deepEqual(await store.rosters.listOngoing('eve' as UnionId), [])
    assert.deepEqual(
      (await store.rosters.listOngoing('bob' as UnionId)).map(({ conferenceId }) => conferenceId),
      [other.id],
    )
    const version = (await store.conferences.readLog(other.id)).length
    assert.deepEqual(await store.conferences.listRunning(), [{ conferenceId: other.id, version }])
    const due = await listDue(store, (T0 + 1e9) as typeof T0, 99)
    assert.deepEqual([...new Set(due.map(({ conferenceId }) => conferenceId))], [other.id])
    assert.equal((await store.conferences.findHead(meeting.id))?.endedAt, meeting.now)
    const members = (await store.rosters.findPage(meeting.id, { after: 0, limit: 9 }))?.page.members
    assert.deepEqual(
      members?.map(({ status, leftAt }) => [status, leftAt]),
      [
        [4, undefined],
        [6, meeting.now],
      ],
    )
  })

  test('[RS17] the rows agree with the replayed log, for any batches of commits', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    await fc.assert(
      fc.asyncProperty(fc.array(MOVE, { maxLength: 40 }), async (moves) => agrees(store, moves)),
      { numRuns: 60 },
    )
  })
}

const WHO = ['ada', 'bob', 'eve'] as const
const MOVE = fc.record({
  what: fc.constantFrom(
    'join',
    'join',
    'leave',
    'lose',
    'silence',
    'resume',
    'invite',
    'reach',
    'remove',
    'host',
    'end',
  ),
  who: fc.constantFrom(...WHO),
  nth: fc.integer({ min: 1, max: 6 }),
  ms: fc.integer({ min: 0, max: 20_000 }),
  write: fc.boolean(),
})
type Move = typeof MOVE extends fc.Arbitrary<infer T> ? T : never

async function agrees(store: Store, moves: readonly Move[]): Promise<void> {
  const meeting = new Meeting()
  let batch: Commit[] = [meeting.create()]
  for (const move of moves) {
    meeting.wait(move.ms)
    // A command that is refused, or changes nothing, writes nothing.
    try {
      batch.push(play(meeting, move))
    } catch {}
    if (move.write) {
      assert.ok((await store.conferences.commit(batch)).every(Boolean))
      batch = []
    }
  }
  assert.ok((await store.conferences.commit(batch)).every(Boolean))

  const log = await store.conferences.readLog(meeting.id)
  const state = log.reduce((before, { event }) => evolve(before, event), newConference())
  if (state.phase === 'absent') throw new Error('the log is empty')
  const found = await store.rosters.findPage(meeting.id, { after: 0, limit: 99 })
  assert.equal(found?.version, log.length)
  assert.deepEqual(
    found.page.members.map((row) => ({ seq: row.seq, status: row.status, host: row.host, ...timesOf(row) })),
    [...state.members.values()].map((member) => ({
      seq: member.seq,
      status: attendStatus(member),
      host: member.key === state.host,
      ...timesOf({ ...attendance(member), ...member }),
    })),
  )
  const open = [...state.members.values()].flatMap(({ sessions }) => sessions.map(({ participantId }) => participantId))
  const listed = (await store.sessions.listSilent((meeting.now + 1) as typeof T0, 1e6))
    .filter(({ conferenceId }) => conferenceId === meeting.id)
    .map(({ participantId }) => participantId)
  assert.deepEqual(listed.sort(), open.sort())
}

type Times = { joinedAt?: number; leftAt?: number; doneMs: number; since?: number; sessions?: readonly unknown[] }

function timesOf({ joinedAt, leftAt, doneMs, since, sessions = [] }: Times) {
  return { joinedAt, leftAt: sessions.length === 0 ? leftAt : undefined, doneMs, since }
}

function play(meeting: Meeting, { what, who, nth, ms }: Move): Commit {
  const participantId = meeting.sessionId(nth)
  switch (what) {
    case 'join':
      return meeting.join(who, nth % 2 ? 'Win' : 'iOS')
    case 'leave':
      return meeting.do({ type: 'leave', participantId })
    case 'lose':
      return meeting.do({ type: 'lose-session', participantId, lastSeenAt: (meeting.now - ms) as typeof T0 })
    case 'silence':
      return meeting.do({ type: 'fall-silent', participantId, lastSeenAt: (meeting.now - ms) as typeof T0 })
    case 'resume':
      return meeting.do({ type: 'resume', participantId })
    case 'invite':
      return meeting.do({ type: 'invite', by: { kind: 'app', clientId: 'app' }, invitees: [user(who)] })
    case 'reach':
      return meeting.do({ type: 'confirm-ring', member: keyOf(who) })
    case 'remove':
      return meeting.do({ type: 'remove', targets: [{ member: keyOf(who) }], forbidRejoin: false, ...BY_APP })
    case 'host':
      return meeting.do({ type: 'hand-over-host', to: keyOf(who), ...BY_APP })
    case 'end':
      return meeting.do({ type: 'close', ...BY_APP })
  }
}
