import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ConferenceError } from '../../conference/conference-error.ts'
import {
  personKey,
  type BookingId,
  type OrganizationId,
  type PersonKey,
  type UnionId,
} from '../../conference/identity.ts'
import { ann, at, bob, cat, guest, keyOf, meeting, phone, session } from '../../conference/scenario.fixture.ts'
import { defaultTerms } from '../../conference/terms.ts'
import { ADMINISTRATOR, ID, over, personOf, reader, reportOf } from './attendance.fixture.ts'

const booked = {
  ...defaultTerms('ann' as UnionId),
  bookingId: 'b' as BookingId,
  coHosts: ['cat' as UnionId],
  planned: { startsAt: at(100), endsAt: at(1_000) },
}

test('[AR4] the report says how each person came in for the first time', async () => {
  const conference = meeting({ invitees: [bob, cat] })
  conference.join(10, ann, 'a').join(20, bob, 'b').join(30, guest, 'g')
  conference.when(35, { type: 'invite', invitees: [phone, guest], telephony: true })
  conference.join(40, phone, 'p').leave(45, 'b').join(50, bob, 'b2')
  conference.leave(55, 'g')
  conference.when(57, { type: 'invite', invitees: [guest] })
  conference.join(58, guest, 'g2')
  conference.when(60, { type: 'time-out-ring', member: keyOf('cat'), since: at(0) })
  const report = await reportOf(conference, 100)
  assert.deepEqual(
    report.people.map(({ nick, kind, wayIn, callFailure }) => [nick, kind, wayIn, callFailure]),
    [
      ['bob', 'user', 'invited', undefined],
      ['cat', 'user', undefined, 'timed-out'],
      ['ann', 'user', 'host', undefined],
      ['Guest', 'guest', 'link', undefined],
      ['Desk', 'phone', 'phone', undefined],
    ],
  )
  assert.deepEqual([report.totals.came, report.totals.absent], [4, 1])
})

test('[AR5] roles, removals and the reasons of leaving have their times', async () => {
  const conference = meeting({ details: { booked } }).join(10, ann, 'a').join(20, bob, 'b').join(25, cat, 'c', 'iOS')
  conference.when(30, { type: 'add-co-hosts', members: [keyOf('bob')] })
  conference.when(40, { type: 'hand-over-host', to: keyOf('bob') })
  conference.when(50, { type: 'hand-over-host', to: keyOf('ann') })
  conference.when(60, { type: 'remove-co-hosts', members: [keyOf('bob')] })
  conference.when(70, { type: 'remove', targets: [{ member: keyOf('cat') }], forbidRejoin: false })
  conference.when(90, { type: 'close' })
  const report = await reportOf(conference)
  assert.deepEqual(personOf(report, 'bob').roles, [
    { role: 'co-host', from: 30, to: 40 },
    { role: 'host', from: 40, to: 50 },
    { role: 'co-host', from: 50, to: 60 },
  ])
  assert.deepEqual(personOf(report, 'ann').roles, [
    { role: 'host', from: 10, to: 40 },
    { role: 'host', from: 50, to: 90 },
  ])
  const { removedAt, sessions } = personOf(report, 'cat')
  assert.deepEqual(removedAt, [70])
  assert.deepEqual(sessions, [
    { participantId: 'c', device: 'iOS', from: 25, to: 70, countedTo: 70, reason: 'removed' },
  ])
})

test('[AR6] late and early are counted against the planned times, early leaving only while the meeting went on', async () => {
  const conference = meeting({ details: { booked } }).join(90, ann, 'a').join(130, bob, 'b').join(100, cat, 'c')
  conference.leave(700, 'c').leave(800, 'b')
  conference.when(900, { type: 'close' })
  const report = await reportOf(conference)
  const late = (name: string) => [personOf(report, name).lateMs, personOf(report, name).leftEarlyMs]
  assert.deepEqual(
    [late('ann'), late('bob'), late('cat')],
    [
      [undefined, undefined],
      [30, 100],
      [undefined, 200],
    ],
  )
  assert.deepEqual(report.planned, booked.planned)
  const { planned: _, ...older } = booked
  const unplanned = await reportOf(
    meeting({ details: { booked: older } })
      .join(130, bob, 'b')
      .leave(200, 'b'),
    300,
  )
  assert.deepEqual([unplanned.planned, personOf(unplanned, 'bob').lateMs], [undefined, undefined])
})

test('[AR8] the time of an open session counts up to what is proven, and that of a silent one to its last heartbeat', async () => {
  const conference = meeting().join(100, ann, 'a').join(200, bob, 'b').join(1_000, cat, 'c')
  conference.when(900, { type: 'fall-silent', participantId: session('b'), lastSeenAt: at(600) })
  const { people, until, endedAt, totals } = await reportOf(conference, 800)
  assert.deepEqual(
    people.map(({ insideMs, sessions }) => [insideMs, sessions[0]?.countedTo, sessions[0]?.to]),
    [
      [700, 800, undefined],
      [400, 600, undefined],
      [0, 1_000, undefined],
    ],
  )
  assert.deepEqual([until, endedAt, totals.peak], [800, undefined, { at: 1_000, count: 3 }])
  assert.deepEqual([people[0]?.share, people[0]?.lastOut], [0.875, undefined])
})

test('[AR8] a session that was silent and is heard again keeps what was proven before', async () => {
  const conference = meeting().join(100, ann, 'a')
  conference.when(900, { type: 'fall-silent', participantId: session('a'), lastSeenAt: at(600) })
  conference.when(950, { type: 'resume', participantId: session('a') })
  const insideAt = async (provenUntil: number) => (await reportOf(conference, provenUntil)).people[0]?.insideMs
  assert.deepEqual([await insideAt(400), await insideAt(700)], [500, 600])
})

test('[AR1] a guest keeps the name with which they were admitted', async () => {
  const conference = meeting({ details: { booked: { ...booked, waitingRoom: true } } }).join(10, ann, 'a')
  conference.when(20, { type: 'knock', ...guest })
  conference.when(30, { type: 'let-in', members: [personKey(guest.person)] })
  conference.join(40, { ...guest, nick: 'Boss' }, 'g')
  const { people } = await reportOf(conference, 50)
  assert.deepEqual(people[1]?.nick, 'Guest')
})

test('[AR9] the roster of a moment has statuses, roles and devices of that moment, and a lost session ends at its last heartbeat', async () => {
  const conference = meeting({ invitees: [bob] }).join(10, ann, 'a')
  conference.when(20, { type: 'confirm-ring', member: keyOf('bob') })
  conference.join(30, bob, 'b', 'iOS').join(35, bob, 'b2', 'Mac')
  conference.when(40, { type: 'fall-silent', participantId: session('b'), lastSeenAt: at(38) })
  conference.when(60, { type: 'lose-session', participantId: session('b'), lastSeenAt: at(38) })
  conference.when(65, { type: 'hand-over-host', to: keyOf('bob') })
  conference.leave(70, 'b2')
  const { service } = over(conference, 100)
  const bobAt = async (moment: number) => {
    const { members } = await service.loadRosterAt(ADMINISTRATOR, ID, at(moment))
    const member = members.find(({ nick }) => nick === 'bob')
    return [member?.status, member?.devices, member?.host, member?.insideMs, member?.leftAt]
  }
  assert.deepEqual(await bobAt(15), [1, [], false, 0, undefined])
  assert.deepEqual(await bobAt(25), [2, [], false, 0, undefined])
  assert.deepEqual(await bobAt(37), [3, ['iOS', 'Mac'], false, 7, undefined])
  assert.deepEqual(await bobAt(39), [3, ['Mac'], false, 9, undefined])
  assert.deepEqual(await bobAt(90), [6, ['Mac'], true, 40, 70])
  assert.deepEqual((await service.loadRosterAt(ADMINISTRATOR, ID, at(-1))).members, [])
})

async function refusalOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise
    return 'allowed'
  } catch (error) {
    assert.ok(error instanceof ConferenceError)
    return error.code
  }
}

test('[AR10] hosts, co-hosts, the booker and administrators read the whole report, others at most their own line', async () => {
  const creator = { unionId: 'dan' as UnionId, nick: 'Dan' }
  const conference = meeting({ details: { booked, creator } }).join(10, ann, 'a').join(20, bob, 'b').join(30, cat, 'c')
  conference.join(35, { ...bob, person: { kind: 'user', unionId: 'eve' as UnionId }, nick: 'eve' }, 'e')
  conference.when(40, { type: 'add-co-hosts', members: [keyOf('bob')] })
  conference.when(50, { type: 'remove-co-hosts', members: [keyOf('bob')] })
  const { service } = over(conference, 60)
  const GLOBEX = 'globex' as OrganizationId
  for (const [who, whole, own] of [
    [reader('ann'), 'allowed', 'allowed'],
    [reader('bob'), 'allowed', 'allowed'],
    [reader('cat'), 'allowed', 'allowed'],
    [reader('dan'), 'allowed', 'conference-not-found'],
    [ADMINISTRATOR, 'allowed', 'conference-not-found'],
    [reader('root', { organizationId: GLOBEX, operator: true }), 'allowed', 'conference-not-found'],
    [{ principal: { kind: 'terminal', user: 'root' } } as const, 'allowed', 'conference-not-found'],
    [reader('eve'), 'not-permitted', 'allowed'],
    [reader('fay'), 'not-permitted', 'conference-not-found'],
    [reader('eve', { organizationId: GLOBEX, admin: true }), 'not-permitted', 'allowed'],
    [reader('fay', { organizationId: GLOBEX, admin: true }), 'conference-not-found', 'conference-not-found'],
  ] as const) {
    assert.equal(await refusalOf(service.loadReport(who, ID)), whole, JSON.stringify(who))
    assert.equal(await refusalOf(service.loadRosterAt(who, ID, at(30))), whole, JSON.stringify(who))
    assert.equal(await refusalOf(service.loadOwn(who, ID)), own, JSON.stringify(who))
  }
  assert.equal(await refusalOf(over({ log: [] }).service.loadReport(ADMINISTRATOR, ID)), 'conference-not-found')
})

test('[AR11] the own part has one line, and no numbers of others', async () => {
  const conference = meeting().join(10, ann, 'a').join(20, bob, 'b').leave(50, 'b')
  const { people, totals, inside } = await over(conference, 60).service.loadOwn(reader('bob'), ID)
  assert.deepEqual(
    people.map(({ key }) => key),
    ['user:bob' as PersonKey],
  )
  assert.deepEqual([totals, inside], [{ came: 1, absent: 0, sessions: 1, insideMs: 30 }, []])
})

test('[AR18] a long log is read in parts of 2000 events, each once', async () => {
  const conference = meeting()
  for (let i = 0; i < 2_500; i += 1) conference.join(i, guestNumber(i), `s${i}`)
  const { service, reads } = over(conference, 5_000)
  const { people } = await service.loadReport(ADMINISTRATOR, ID)
  assert.equal(people.length, 2_500)
  assert.deepEqual(reads, [2_000, conference.log.length - 2_000])
})

const guestNumber = (i: number) => ({
  ...guest,
  person: { kind: 'guest', guestId: `g${i}` } as const,
  nick: `Guest ${i}`,
})
