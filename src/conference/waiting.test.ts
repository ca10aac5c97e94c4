import assert from 'node:assert/strict'
import { test } from 'node:test'
import { entryPolicy } from './entry.ts'
import { DEFAULT_TIMEOUTS, dueAfter, dueIntent } from './due.ts'
import type { Newcomer } from './event.ts'
import { personKey, type BookingId, type PersonKey, type UnionId } from './identity.ts'
import { attendStatus } from './member.ts'
import { ann, APP, at, bob, cat, guest, keyOf, meeting, person, type Scenario, user } from './scenario.fixture.ts'
import { defaultTerms, type BookingTerms } from './terms.ts'
import { WAIT_EXPIRY_MS } from './waiting.ts'

const GUEST = personKey(guest.person)
const guestNamed = (guestId: string, nick = 'Guest'): Newcomer => ({
  person: { kind: 'guest', guestId },
  nick,
  outside: true,
})

/** A conference with a waiting room. Bob, its host, has joined; Cat is its co-host. */
function waitingRoom(terms: Partial<BookingTerms> = {}): Scenario {
  const whole = {
    ...defaultTerms('ann' as UnionId),
    host: 'bob' as UnionId,
    coHosts: ['cat' as UnionId],
    waitingRoom: true,
    ...terms,
  }
  return meeting({ details: { booked: { ...whole, bookingId: 'b' as BookingId } } }).join(1, bob, 'b1')
}
const knock = (conference: Scenario, instant: number, who: Newcomer, waits?: true) =>
  conference.when(instant, { type: 'knock', ...who, ...(waits && { waits }) })
const letIn = (conference: Scenario, instant: number, ...members: PersonKey[]) =>
  conference.when(instant, { type: 'let-in', by: APP, members })
const remove = (conference: Scenario, instant: number, member: PersonKey, forbidRejoin = false) =>
  conference.when(instant, { type: 'remove', by: person('bob'), targets: [{ member }], forbidRejoin })
const refusal = ({ state }: Scenario, who: Newcomer) => entryPolicy(state, { ...who, at: at(99) })

test('[BK15] a waiting person, guest or not, is on the roster once, as not joined', () => {
  const conference = waitingRoom()
  for (const who of [ann, guest]) {
    const [event, ...more] = knock(conference, 2, who)
    assert.deepEqual([event?.type, more], ['member-knocked', []])
    assert.deepEqual(knock(conference, 3_000, who, true), [], 'asking every few seconds is no news')
    const member = conference.member(personKey(who.person))
    assert.deepEqual([attendStatus(member), member.wait.state, member.invited], [1, 'waiting', false])
    assert.equal(refusal(conference, who), 'waiting-room')
  }
  assert.equal(conference.state.phase === 'running' && conference.state.invitedCount, 0)
})

test('[BK15] only people that the waiting room refuses wait', () => {
  const outsider = { ...user('eve'), outside: true }
  for (const [terms, who] of [
    [{ insidersOnly: true }, outsider],
    [{ guests: false }, guest],
    [{ locked: true }, ann],
    [{ waitingRoom: false }, ann],
    [{}, cat],
  ] as const) {
    assert.deepEqual(knock(waitingRoom(terms), 2, who), [])
  }
  const conference = waitingRoom()
  conference.when(2, { type: 'invite', by: APP, invitees: [ann] })
  assert.deepEqual(knock(conference, 3, ann), [], 'who is called may come')
})

test('[BK23] the host, co-hosts and apps admit people: all of those named, or nobody if one is unknown; nothing rings', () => {
  const conference = waitingRoom().join(1, cat, 'c1')
  for (const who of [ann, guest]) knock(conference, 2, who)
  const order = { type: 'let-in', members: [keyOf('ann'), GUEST, GUEST] } as const
  assert.throws(() => conference.when(3, { ...order, by: person('ann') }), { code: 'not-permitted' })
  assert.throws(() => letIn(conference, 3, keyOf('ann'), keyOf('nobody')), { code: 'member-not-found' })
  assert.equal(refusal(conference, ann), 'waiting-room')
  const events = conference.when(4, { ...order, by: person('cat') })
  assert.deepEqual(
    events.map((event) => [event.type, 'member' in event && event.member]),
    [
      ['member-let-in', keyOf('ann')],
      ['member-let-in', GUEST],
    ],
  )
  assert.deepEqual([conference.when(5, { ...order, by: person('bob') }), letIn(conference, 5, keyOf('bob'))], [[], []])
  for (const who of [ann, guest]) {
    assert.equal(refusal(conference, who), undefined)
    assert.deepEqual(knock(conference, 6, who), [])
    const { call, invited, wait } = conference.member(personKey(who.person))
    assert.deepEqual([call.state, invited, wait.state], ['none', false, 'let-in'])
  }
  assert.equal(conference.join(7, guest, 'g1').leave(8, 'g1').member(GUEST).wait.state, 'none')
  assert.equal(refusal(conference, guest), undefined, 'has joined before')
})

test('[BK24] a person removed while they wait, or before they join, has to ask again', () => {
  for (const letInFirst of [false, true]) {
    const conference = waitingRoom()
    knock(conference, 2, guest)
    if (letInFirst) letIn(conference, 3, GUEST)
    assert.deepEqual(
      remove(conference, 4, GUEST).map(({ type }) => type),
      ['member-removed'],
    )
    assert.deepEqual([refusal(conference, guest), attendStatus(conference.member(GUEST))], ['waiting-room', 5])
    assert.throws(() => knock(conference, 5, guest, true), { code: 'not-permitted' })
    assert.equal(knock(conference, 6, guest).length, 1, 'asking anew is another matter')
    assert.deepEqual(knock(conference, 7, guest, true), [])
    letIn(conference, 8, GUEST)
    assert.equal(refusal(conference, guest), undefined)
    assert.equal(attendStatus(conference.join(9, guest, 'g1').member(GUEST)), 3)
  }
})

test('[BK24] a banned person cannot ask, and nobody can admit them', () => {
  const conference = waitingRoom()
  knock(conference, 2, guest)
  remove(conference, 3, GUEST, true)
  assert.equal(refusal(conference, guest), 'banned')
  assert.deepEqual([knock(conference, 4, guest), letIn(conference, 5, GUEST)], [[], []])
  assert.equal(refusal(conference, guest), 'banned')
})

test('[BK25] a person who stops asking no longer waits, and has failed to join', () => {
  const conference = waitingRoom()
  const [first] = knock(conference, 2, guest)
  const due = first ? dueAfter(first, conference.state, DEFAULT_TIMEOUTS) : []
  assert.deepEqual(due, [{ kind: 'give-up-waiting', subject: GUEST, since: at(2), dueAt: at(2 + WAIT_EXPIRY_MS) }])
  const giveUp = (instant: number) => conference.when(instant, due[0] ? dueIntent(due[0]) : assert.fail())
  const again = 60_000
  assert.equal(knock(conference, again, { ...guest, nick: 'Gus' }, true).length, 1, 'still asks')
  assert.equal(conference.member(GUEST).nick, 'Gus')
  assert.deepEqual(giveUp(2 + WAIT_EXPIRY_MS), [])
  const since = at(again)
  const ended = conference.when(again + WAIT_EXPIRY_MS, { type: 'give-up-waiting', member: GUEST, since })
  assert.deepEqual([ended.length, attendStatus(conference.member(GUEST))], [1, 4])
  assert.equal(knock(conference, again + WAIT_EXPIRY_MS + 1, guest, true).length, 1, 'asks again')
  assert.equal(attendStatus(conference.member(GUEST)), 1)
})

test('[BK25] a person who waits when the conference ends has failed to join, admitted or not', () => {
  const conference = waitingRoom()
  knock(conference, 2, ann)
  knock(conference, 2, guest)
  letIn(conference, 3, GUEST)
  conference.when(4, { type: 'close', by: APP })
  assert.deepEqual([attendStatus(conference.member(keyOf('ann'))), attendStatus(conference.member(GUEST))], [4, 4])
})

test('[BK26] at most 2,000 guests wait at a time; people with an account can still wait', () => {
  const conference = waitingRoom()
  for (let i = 0; i < 2_000; i += 1) knock(conference, 2, guestNamed(`g${i}`))
  const late = guestNamed('late')
  assert.throws(() => knock(conference, 3, late), { code: 'guests-full' })
  assert.ok(conference.state.phase === 'running' && !conference.state.members.has(personKey(late.person)))
  assert.equal(knock(conference, 4, ann).length, 1)
  assert.deepEqual(knock(conference, 5, guestNamed('g7'), true), [])
  letIn(conference, 6, personKey(guestNamed('g7').person))
  assert.equal(knock(conference, 7, late).length, 1)
})

test('[BK27] a guest joins under the admitted name; where renaming is allowed, another name can be used next time', () => {
  for (const [renaming, next] of [
    [true, 'Boss'],
    [false, 'Gus'],
  ] as const) {
    const conference = waitingRoom({ renaming })
    const [gus, boss] = [guestNamed('g1', 'Gus'), guestNamed('g1', 'Boss')]
    knock(conference, 2, gus)
    letIn(conference, 3, GUEST)
    assert.equal(conference.join(4, boss, 's1').member(GUEST).nick, 'Gus')
    assert.equal(conference.join(5, boss, 's2').member(GUEST).nick, next)
  }
})
