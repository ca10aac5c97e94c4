import assert from 'node:assert/strict'
import { test } from 'node:test'
import { entryPolicy } from './entry.ts'
import { DEFAULT_TIMEOUTS, dueAfter, dueIntent } from './due.ts'
import type { Newcomer } from './event.ts'
import { personKey, type BookingId, type PersonKey, type UnionId } from './identity.ts'
import { attendStatus } from './member.ts'
import { ann, APP, at, bob, cat, guest, keyOf, meeting, person, type Scenario, user } from './scenario.ts'
import { defaultTerms, type BookingTerms } from './terms.ts'
import { WAIT_LASTS_MS } from './waiting.ts'

const GUEST = personKey(guest.person)
const guestNamed = (guestId: string, nick = 'Guest'): Newcomer => ({
  person: { kind: 'guest', guestId },
  nick,
  outside: true,
})

/** Bob is inside a meeting with a waiting room as its host; Cat is its co-host. */
function waitingRoom(terms: Partial<BookingTerms> = {}): Scenario {
  const whole = {
    ...defaultTerms('ann' as UnionId),
    host: 'bob' as UnionId,
    coHosts: ['cat' as UnionId],
    waitingRoom: true,
    ...terms,
  }
  return meeting({ founding: { booked: { ...whole, bookingId: 'b' as BookingId } } }).join(1, bob, 'b1')
}
const knock = (held: Scenario, instant: number, who: Newcomer, waits?: true) =>
  held.when(instant, { type: 'knock', ...who, ...(waits && { waits }) })
const letIn = (held: Scenario, instant: number, ...members: PersonKey[]) =>
  held.when(instant, { type: 'let-in', by: APP, members })
const remove = (held: Scenario, instant: number, member: PersonKey, forbidRejoin = false) =>
  held.when(instant, { type: 'remove', by: person('bob'), targets: [{ member }], forbidRejoin })
const refusal = ({ state }: Scenario, who: Newcomer) => entryPolicy(state, who)

test('[BK15] whoever waits is on the roster, once, as one who has not come; a guest as well', () => {
  const held = waitingRoom()
  for (const who of [ann, guest]) {
    const [event, ...more] = knock(held, 2, who)
    assert.deepEqual([event?.type, more], ['member-knocked', []])
    assert.deepEqual(knock(held, 3_000, who, true), [], 'asking every few seconds is no news')
    const member = held.member(personKey(who.person))
    assert.deepEqual([attendStatus(member), member.wait.state, member.invited], [1, 'waiting', false])
    assert.equal(refusal(held, who), 'waiting-room')
  }
  assert.equal(held.state.phase === 'running' && held.state.invitedCount, 0)
})

test('[BK15] whom something else keeps out, or nothing, does not wait', () => {
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
  const held = waitingRoom()
  held.when(2, { type: 'invite', by: APP, invitees: [ann] })
  assert.deepEqual(knock(held, 3, ann), [], 'who is called may come')
})

test('[BK23] host, co-hosts and apps let in; all of those named, or if one is unknown nobody; nothing rings', () => {
  const held = waitingRoom().join(1, cat, 'c1')
  for (const who of [ann, guest]) knock(held, 2, who)
  const order = { type: 'let-in', members: [keyOf('ann'), GUEST, GUEST] } as const
  assert.throws(() => held.when(3, { ...order, by: person('ann') }), { code: 'not-permitted' })
  assert.throws(() => letIn(held, 3, keyOf('ann'), keyOf('nobody')), { code: 'member-not-found' })
  assert.equal(refusal(held, ann), 'waiting-room')
  const events = held.when(4, { ...order, by: person('cat') })
  assert.deepEqual(
    events.map((event) => [event.type, 'member' in event && event.member]),
    [
      ['member-let-in', keyOf('ann')],
      ['member-let-in', GUEST],
    ],
  )
  assert.deepEqual([held.when(5, { ...order, by: person('bob') }), letIn(held, 5, keyOf('bob'))], [[], []])
  for (const who of [ann, guest]) {
    assert.equal(refusal(held, who), undefined)
    assert.deepEqual(knock(held, 6, who), [])
    const { call, invited, wait } = held.member(personKey(who.person))
    assert.deepEqual([call.state, invited, wait.state], ['none', false, 'let-in'])
  }
  assert.equal(held.join(7, guest, 'g1').leave(8, 'g1').member(GUEST).wait.state, 'none')
  assert.equal(refusal(held, guest), undefined, 'he was in before')
})

test('[BK24] who is removed while he waits, or before he comes, has to ask again', () => {
  for (const letInFirst of [false, true]) {
    const held = waitingRoom()
    knock(held, 2, guest)
    if (letInFirst) letIn(held, 3, GUEST)
    assert.deepEqual(
      remove(held, 4, GUEST).map(({ type }) => type),
      ['member-removed'],
    )
    assert.deepEqual([refusal(held, guest), attendStatus(held.member(GUEST))], ['waiting-room', 5])
    assert.throws(() => knock(held, 5, guest, true), { code: 'not-permitted' })
    assert.equal(knock(held, 6, guest).length, 1, 'asking anew is another matter')
    assert.deepEqual(knock(held, 7, guest, true), [])
    letIn(held, 8, GUEST)
    assert.equal(refusal(held, guest), undefined)
    assert.equal(attendStatus(held.join(9, guest, 'g1').member(GUEST)), 3)
  }
})

test('[BK24] who may not come back asks nobody any more, and nobody lets him in', () => {
  const held = waitingRoom()
  knock(held, 2, guest)
  remove(held, 3, GUEST, true)
  assert.equal(refusal(held, guest), 'banned')
  assert.deepEqual([knock(held, 4, guest), letIn(held, 5, GUEST)], [[], []])
  assert.equal(refusal(held, guest), 'banned')
})

test('[BK25] who does not ask any more waits no more, and has failed to join', () => {
  const held = waitingRoom()
  const [first] = knock(held, 2, guest)
  const due = first ? dueAfter(first, held.state, DEFAULT_TIMEOUTS) : []
  assert.deepEqual(due, [{ kind: 'give-up-waiting', subject: GUEST, since: at(2), dueAt: at(2 + WAIT_LASTS_MS) }])
  const giveUp = (instant: number) => held.when(instant, due[0] ? dueIntent(due[0]) : assert.fail())
  const again = 60_000
  assert.equal(knock(held, again, { ...guest, nick: 'Gus' }, true).length, 1, 'he still asks')
  assert.equal(held.member(GUEST).nick, 'Gus')
  assert.deepEqual(giveUp(2 + WAIT_LASTS_MS), [])
  const since = at(again)
  const ended = held.when(again + WAIT_LASTS_MS, { type: 'give-up-waiting', member: GUEST, since })
  assert.deepEqual([ended.length, attendStatus(held.member(GUEST))], [1, 4])
  assert.equal(knock(held, again + WAIT_LASTS_MS + 1, guest, true).length, 1, 'he is back')
  assert.equal(attendStatus(held.member(GUEST)), 1)
})

test('[BK25] who still waits when the conference ends has failed to join, let in or not', () => {
  const held = waitingRoom()
  knock(held, 2, ann)
  knock(held, 2, guest)
  letIn(held, 3, GUEST)
  held.when(4, { type: 'close', by: APP })
  assert.deepEqual([attendStatus(held.member(keyOf('ann'))), attendStatus(held.member(GUEST))], [4, 4])
})

test('[BK26] a hundred guests wait at a time and no more; people with an account do all the same', () => {
  const held = waitingRoom()
  for (let i = 0; i < 100; i += 1) knock(held, 2, guestNamed(`g${i}`))
  const late = guestNamed('late')
  assert.throws(() => knock(held, 3, late), { code: 'too-many-tries' })
  assert.ok(held.state.phase === 'running' && !held.state.members.has(personKey(late.person)))
  assert.equal(knock(held, 4, ann).length, 1)
  assert.deepEqual(knock(held, 5, guestNamed('g7'), true), [])
  letIn(held, 6, personKey(guestNamed('g7').person))
  assert.equal(knock(held, 7, late).length, 1)
})

test('[BK27] a guest comes in by the name that he was let in by, and by another the next time if people may rename themselves', () => {
  for (const [renaming, next] of [
    [true, 'Boss'],
    [false, 'Gus'],
  ] as const) {
    const held = waitingRoom({ renaming })
    const [gus, boss] = [guestNamed('g1', 'Gus'), guestNamed('g1', 'Boss')]
    knock(held, 2, gus)
    letIn(held, 3, GUEST)
    assert.equal(held.join(4, boss, 's1').member(GUEST).nick, 'Gus')
    assert.equal(held.join(5, boss, 's2').member(GUEST).nick, next)
  }
})
