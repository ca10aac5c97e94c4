import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toOwnRoomId, type EpochMs, type UnionId } from '../conference/identity.ts'
import { defaultTerms } from '../conference/terms.ts'
import type { AuditEntry } from '../service/account/audit-entry.ts'
import { booking } from './booking-store.contract.ts'
import { ACME, Meeting, T0, type NewDatabase } from './meeting.contract.ts'
import { hold } from './retention-store.contract.ts'
import type { Store } from './store.ts'

const BRAM = 'bram' as UnionId
const FORMER = 'former-1' as UnionId
const NOW = (T0 + 1e10) as EpochMs
const until = (ms: number) => (NOW + ms) as EpochMs

const begin = (store: Store) =>
  store.directory.change(ACME, async (within) => {
    const erasure = { unionId: BRAM, userId: 'bram', name: 'Bram', pseudonym: FORMER, at: NOW }
    await within.insertErasure(erasure)
    await within.insertErasure({ ...erasure, pseudonym: 'another' })
  })

async function take(store: Store, now = NOW) {
  const [run] = await store.erasures.take({ now, leaseMs: 1_000, limit: 9 })
  return run ?? assert.fail('no erasure is due')
}

export function testErasures(newDatabase: NewDatabase): void {
  test('[CO70] the log, the roster, the sessions and the quality of a meeting forget a person', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    await store.directory.saveOrganization({ id: ACME, name: 'Acme' })
    const id = await hold(store, { start: 0, end: 1 })
    const running = await hold(store, { start: 0 })
    const before = await store.conferences.findHead(id)
    await begin(store)
    const revision = await store.pastChanges.findRevision()
    const batch = await store.erasures.rewriteBatch(await take(store), { now: NOW, leasedUntil: until(2_000) })
    assert.ok(batch)
    assert.deepEqual([batch.rewritten, batch.isLast, batch.isWaiting], [[id], true, true])
    assert.notEqual(await store.pastChanges.findRevision(), revision)
    const log = JSON.stringify(await store.conferences.readLog(id))
    assert.ok(!log.includes('bram') && log.includes('"unionId":"former-1"'))
    const roster = await store.rosters.findPage(id, { after: 0, limit: 9 })
    assert.deepEqual(
      roster?.page.members.map(({ nick }) => nick),
      ['ada', 'Former member'],
    )
    assert.deepEqual(await store.conferences.findHead(id), before)
    assert.equal((await store.rosters.listEnded(FORMER, 9)).length, 1)
    assert.ok(JSON.stringify(await store.conferences.readLog(running)).includes('bram'), 'in progress')
    assert.equal(
      await store.erasures.rewriteBatch(batch.run, { now: NOW, leasedUntil: until(3_000) }).then((b) => b?.isWaiting),
      true,
    )
  })

  test('[CO71] bookings and the audit log forget a person, and their own room closes', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    await store.directory.saveOrganization({ id: ACME, name: 'Acme' })
    const { bookings, audit } = store
    const terms = { ...defaultTerms(BRAM), coHosts: ['ada' as UnionId, BRAM] }
    const own = booking(1, { creator: { unionId: BRAM, nick: 'Bram' }, title: 'Bram', terms })
    const invited = booking(2, { invitees: [BRAM], passive: { minutesOwnerUnionId: 'bram', other: 'bram' } })
    const room = booking(3, { ...own, id: toOwnRoomId(booking(3).id), roomCode: '603', shareCode: 'room3' })
    for (const one of [own, invited]) await bookings.insert(one)
    await bookings.insertOwnRoom(room)
    const by = { kind: 'person', organizationId: ACME, userId: 'bram', name: 'Bram' } as const
    const other = { kind: 'app', id: 'app', name: 'App' } as const
    const user = { kind: 'user', id: 'bram', name: 'Bram' } as const
    const entries: AuditEntry[] = [
      {
        id: 'b',
        organizationId: ACME,
        at: NOW,
        action: 'app-added',
        by,
        target: other,
        address: '::1',
        details: { count: 1 },
      },
      { id: 'a', organizationId: ACME, at: NOW, action: 'user-changed', by, target: user, details: { name: 'Bram' } },
    ]
    const meeting = { kind: 'booking', id: own.id, name: 'Bram' } as const
    const administrator = { kind: 'person', organizationId: ACME, userId: 'ada', name: 'Ada' } as const
    const acts = { organizationId: ACME, at: NOW, by: administrator, target: meeting } as const
    const called = { userIds: ['cleo', 'bram'], names: ['Cleo', 'Bram at work'] }
    const removed = { name: 'Bram at work', unionId: BRAM, forbidRejoin: true }
    entries.push(
      { ...acts, id: '9', action: 'member-removed', details: removed },
      { ...acts, id: '8', action: 'members-called', details: called },
      { ...acts, id: '7', action: 'conference-ended', address: '::1' },
    )
    for (const entry of entries) await audit.insert(entry)
    await begin(store)
    await store.erasures.finish(await take(store), until(5))
    const found = await Promise.all([own, invited, room].map(({ id }) => bookings.find(id)))
    const forgot = { ...terms, host: FORMER, coHosts: ['ada', FORMER] }
    const creator = { unionId: FORMER, nick: 'Former member' }
    assert.deepEqual(found[0], { ...own, version: 2, title: 'Former member', creator, terms: forgot })
    const passive = { minutesOwnerUnionId: FORMER, other: 'bram' }
    assert.deepEqual(found[1], { ...invited, version: 2, invitees: [FORMER], passive })
    assert.equal(found[2]?.canceledAt, until(5))
    assert.equal(await bookings.findOwnRoom({ organizationId: ACME, unionId: BRAM }), undefined)
    const former = { userId: FORMER, name: 'Former member' }
    const [app, erased] = entries as [AuditEntry, AuditEntry]
    const { address: _, ...appAct } = app
    const { details: __, ...userAct } = erased
    assert.deepEqual(await audit.list(ACME, {}, { limit: 9 }), [
      { ...appAct, by: { ...by, ...former } },
      { ...userAct, by: { ...by, ...former }, target: { kind: 'user', id: FORMER, name: 'Former member' } },
      ...[
        { id: '9', action: 'member-removed', details: { ...removed, name: 'Former member', unionId: FORMER } },
        { id: '8', action: 'members-called', details: { userIds: ['cleo', FORMER], names: ['Cleo', 'Former member'] } },
        { id: '7', action: 'conference-ended', address: '::1' },
      ].map((act) => ({ ...acts, target: { ...meeting, name: 'Former member' }, ...act })),
    ])
    assert.deepEqual(await store.erasures.take({ now: until(1e6), leaseMs: 1, limit: 9 }), [], 'it is finished')
    for (const [unionId, userId, isKnown] of [
      [BRAM, 'another', true],
      ['another', 'bram', true],
      ['another', 'another', false],
    ] as const)
      assert.equal(await store.directory.wasDeleted(ACME, { unionId: unionId as UnionId, userId }), isKnown)
  })

  test('[CO73] one server at a time has an erasure, and it goes on where the last one stopped', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const meetings: Meeting[] = []
    for (let index = 0; index < 120; index += 1) {
      const meeting = new Meeting({ at: index })
      meetings.push(meeting)
      const commits = [meeting.create(), meeting.join(index % 2 === 0 ? 'bram' : 'ada')]
      await store.conferences.commit([...commits, meeting.do({ type: 'close', by: { kind: 'app', clientId: 'app' } })])
    }
    await begin(store)
    const account = { organizationId: ACME, unionId: BRAM }
    const first = await store.erasures.takeOne(account, { now: NOW, leaseMs: 1_000 })
    assert.ok(first)
    assert.equal(first.who.pseudonym.unionId, FORMER, 'the first one stays the only one')
    assert.equal(await store.erasures.takeOne(account, { now: until(999), leaseMs: 1_000 }), undefined)
    const batch = await store.erasures.rewriteBatch(first, { now: NOW, leasedUntil: until(2_000) })
    assert.deepEqual([batch?.rewritten.length, batch?.isLast], [50, false])
    const second = await take(store, until(2_000))
    assert.ok(batch)
    assert.equal(await store.erasures.rewriteBatch(batch.run, { now: NOW, leasedUntil: until(9_000) }), undefined)
    await store.erasures.postpone(batch.run, NOW)
    const rest = await store.erasures.rewriteBatch(second, { now: NOW, leasedUntil: until(4_000) })
    assert.deepEqual([rest?.rewritten.length, rest?.isLast, rest?.isWaiting], [10, true, false])
    for (const { id } of meetings) assert.ok(!JSON.stringify(await store.conferences.readLog(id)).includes('bram'))
  })

  test('[CO74] what is stored about a person is given with the times of their meetings', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    await store.directory.saveOrganization({ id: ACME, name: 'Acme' })
    const id = await hold(store, { start: 0, end: 1 })
    await bookingsOf(store)
    const by = { kind: 'terminal', user: 'root' } as const
    const target = { kind: 'conference', id } as const
    const act = { organizationId: ACME, by, target, action: 'member-muted' } as const
    for (const [place, unionId] of ['bob', 'ada'].entries())
      await store.audit.insert({ ...act, id: `${place}`, at: NOW, details: { name: 'Someone', unionId } })
    // It has the text of their id, and is about something else.
    await store.audit.insert({ ...act, id: '2', at: NOW, target: { kind: 'conference', id: 'ada' } })
    const data = await store.personalData.load({ organizationId: ACME, userId: 'ada', unionId: 'ada' as UnionId }, 9)
    assert.deepEqual(
      data.meetings.map(({ conferenceId, title, insideMs, isHost, sessions }) => [
        conferenceId,
        title,
        insideMs,
        isHost,
        sessions.map(({ device, reason }) => [device, reason]),
      ]),
      [[id, 'Weekly', 86_400_000, true, [['Win', 'conference-ended']]]],
    )
    assert.deepEqual(
      data.quality.map(({ conferenceId, measured }) => [conferenceId, measured]),
      [[id, { roundTripTime: 10 }]],
    )
    assert.deepEqual(
      data.bookings.map(({ title, roles }) => [title, roles]),
      [['Review', ['organizer', 'host']]],
    )
    assert.deepEqual([data.signIns, data.apps], [[], []])
    assert.deepEqual(
      data.audit.map(({ details }) => details?.unionId),
      ['ada'],
    )
  })
}

const bookingsOf = ({ bookings }: Store) => bookings.insert(booking(1))
