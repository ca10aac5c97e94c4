import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Actor } from './actor.ts'
import { entryPolicy } from './entry.ts'
import {
  at,
  ann,
  APP,
  bob,
  cat,
  guest,
  keyOf,
  meeting,
  person,
  session,
  user,
  type Scenario,
} from './scenario.fixture.ts'
import { requireRunning } from './state.ts'
import { defaultTerms } from './terms.ts'
import type { BookingId, UnionId } from './identity.ts'

/** Ann is host, Bob is co-host, Cat has no role. */
function trio(): Scenario {
  const conference = meeting().join(1, ann, 'a1').join(2, bob, 'b1').join(3, cat, 'c1').join(3, cat, 'c2')
  conference.when(4, { type: 'add-co-hosts', by: APP, members: [keyOf('bob')] })
  return conference
}

const settingsOf = ({ state }: Scenario) => {
  const { waitingRoom, muteOnJoin, chat } = requireRunning(state)
  return { waitingRoom, muteOnJoin, chat }
}
const lower = (by: Actor, name?: string) =>
  ({ type: 'lower-hands', by, ...(name !== undefined && { member: keyOf(name) }) }) as const
const stop = (by: Actor, name: string) => ({ type: 'stop-video', by, member: keyOf(name) }) as const

test('[HC26] host and co-hosts lower one hand or all; others may not', () => {
  const conference = trio()
  assert.throws(() => conference.when(5, lower(person('cat'))), { code: 'not-permitted' })
  assert.throws(() => conference.when(5, lower(person('cat'), 'cat')), { code: 'not-permitted' })
  assert.throws(() => conference.when(5, lower(person('ann'), 'dan')), { code: 'member-not-found' })
  assert.deepEqual(conference.when(6, lower(person('bob'), 'cat')), [
    { type: 'hands-lowered', member: keyOf('cat'), at: 6 },
  ])
  assert.deepEqual(conference.when(7, lower(person('ann'))), [{ type: 'hands-lowered', at: 7 }])
  assert.deepEqual(conference.log.at(-1)?.by, person('ann'))
  conference.leave(8, 'c1').leave(8, 'c2')
  assert.deepEqual(conference.when(9, lower(APP, 'cat')), [], 'who has left has no hand up')
})

test('[HC27] host and co-hosts stop the camera of a person or of one device; a co-host not that of the host', () => {
  const conference = trio()
  const device = (name: string) => ({ ...stop(person('ann'), 'cat'), participantId: session(name) })
  assert.throws(() => conference.when(5, stop(person('cat'), 'bob')), { code: 'not-permitted' })
  assert.throws(() => conference.when(5, stop(person('bob'), 'ann')), { code: 'not-permitted' })
  assert.throws(() => conference.when(5, device('a1')), { code: 'session-not-found' })
  const stopped = { type: 'video-stopped', member: keyOf('cat'), at: 6 }
  assert.deepEqual(conference.when(6, stop(person('bob'), 'cat')), [stopped])
  assert.deepEqual(conference.when(6, device('c2')), [{ ...stopped, participantId: 'c2' }])
  assert.deepEqual(conference.when(7, stop(APP, 'ann')), [{ ...stopped, member: keyOf('ann'), at: 7 }])
})

test('[HC31] host and co-hosts stop the share of a person; a co-host not that of the host', () => {
  const conference = trio()
  const end = (by: Actor, name: string) => ({ type: 'stop-screen', by, member: keyOf(name) }) as const
  assert.throws(() => conference.when(5, end(person('cat'), 'bob')), { code: 'not-permitted' })
  assert.throws(() => conference.when(5, end(person('bob'), 'ann')), { code: 'not-permitted' })
  assert.throws(() => conference.when(5, end(person('ann'), 'dan')), { code: 'member-not-found' })
  const stopped = { type: 'screen-stopped', member: keyOf('cat'), at: 6 }
  assert.deepEqual(conference.when(6, end(person('bob'), 'cat')), [stopped])
  conference.leave(7, 'c1').leave(7, 'c2')
  assert.deepEqual(conference.when(8, end(person('ann'), 'cat')), [], 'who has left shares nothing')
})

test('[HC28] host and co-hosts change waiting room, muting on joining and chat of a conference that nobody booked', () => {
  const conference = trio()
  assert.deepEqual(settingsOf(conference), { waitingRoom: false, muteOnJoin: 'never', chat: true })
  for (const ask of [
    { type: 'set-waiting-room', on: true },
    { type: 'set-mute-on-join', who: 'always' },
    { type: 'set-chat', allowed: false },
  ] as const) {
    assert.throws(() => conference.when(5, { ...ask, by: person('cat') }), { code: 'not-permitted' }, ask.type)
    assert.equal(conference.when(6, { ...ask, by: person('bob') }).length, 1, ask.type)
    assert.deepEqual(conference.when(7, { ...ask, by: person('ann') }), [], 'it is so already')
  }
  assert.deepEqual(settingsOf(conference), { waitingRoom: true, muteOnJoin: 'always', chat: false })
})

test('[HC28] a waiting room that is turned on keeps out only people who were never in; turned off, it keeps out no one', () => {
  const conference = trio().join(4, guest, 'g1').leave(5, 'g1')
  const turn = (instant: number, on: boolean) =>
    conference.when(instant, { type: 'set-waiting-room', by: person('ann'), on })
  turn(6, true)
  const dan = user('dan')
  assert.deepEqual(
    [guest, ann, bob, cat, dan].map((who) => entryPolicy(conference.state, { ...who, at: at(6) })),
    [undefined, undefined, undefined, undefined, 'waiting-room'],
  )
  assert.equal(conference.when(7, { type: 'knock', ...dan }).length, 1)
  turn(8, false)
  assert.equal(entryPolicy(conference.state, { ...dan, at: at(8) }), undefined)
  assert.equal(conference.join(9, dan, 'd1').member(keyOf('dan')).wait.state, 'none')
})

test('[HC28] muting on joining applies from its change on', () => {
  const conference = trio()
  const turn = (instant: number, who: 'always' | 'never') =>
    conference.when(instant, { type: 'set-mute-on-join', by: person('bob'), who })
  turn(5, 'always')
  assert.equal(conference.member(keyOf('cat')).audio, 'allowed')
  assert.equal(conference.join(6, user('dan'), 'd1').member(keyOf('dan')).audio, 'muted')
  turn(7, 'never')
  assert.equal(conference.join(8, user('eva'), 'e1').member(keyOf('eva')).audio, 'allowed')
})

test('[HC28] a conference begins with the values of its booking', () => {
  const booked = { ...defaultTerms('ann' as UnionId), bookingId: 'b1' as BookingId }
  const terms = { waitingRoom: true, muteOnJoin: 'crowd', chat: false } as const
  const conference = meeting({ details: { booked: { ...booked, ...terms } } })
  assert.deepEqual(settingsOf(conference), terms)
  conference.when(1, { type: 'set-chat', by: person('ann'), allowed: true })
  assert.deepEqual(settingsOf(conference), { ...terms, chat: true })
})
