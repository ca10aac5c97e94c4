import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Actor } from './actor.ts'
import { ann, APP, bob, cat, guest, keyOf, meeting, person, type Scenario, session, user } from './scenario.ts'

const audioOf = (held: Scenario, name: string) => held.member(keyOf(name)).audio
const mute = (by: Actor, name: string) => ({ type: 'mute', by, member: keyOf(name) }) as const
const unmute = (by: Actor, name: string) => ({ type: 'unmute', by, member: keyOf(name) }) as const
const unmuteSelf = (participantId: string) => ({ type: 'unmute-self', participantId: session(participantId) }) as const
const muteAll = (force: boolean) => ({ type: 'mute-all', by: person('ann'), force }) as const

/** Ann is host, Bob co-host, Cat an attendee; all of them are inside. */
function trio(): Scenario {
  const held = meeting().join(1, ann, 'a1').join(2, bob, 'b1').join(3, cat, 'c1')
  held.when(4, { type: 'add-co-hosts', by: APP, members: [keyOf('bob')] })
  return held
}

test('[HC6] who is muted stays so on every device until he unmutes himself', () => {
  const held = trio()
  assert.deepEqual(held.when(5, mute(person('ann'), 'cat')), [{ type: 'member-muted', member: keyOf('cat'), at: 5 }])
  assert.deepEqual(held.when(6, mute(person('bob'), 'cat')), [])
  held.join(7, cat, 'c2').leave(8, 'c1').leave(9, 'c2').join(10, cat, 'c3')
  assert.equal(audioOf(held, 'cat'), 'muted')
  assert.deepEqual(held.when(11, unmuteSelf('c3')), [{ type: 'member-unmuted', member: keyOf('cat'), at: 11 }])
  assert.deepEqual([audioOf(held, 'cat'), held.when(12, unmuteSelf('c3'))], ['allowed', []])
})

test('[HC6] one device is muted and unmuted without the others', () => {
  const held = trio().join(5, cat, 'c2')
  const muted = () => held.member(keyOf('cat')).sessions.map((open) => open.muted)
  const device = { participantId: session('c2') }
  held.when(6, { ...mute(person('ann'), 'cat'), ...device })
  assert.deepEqual([muted(), audioOf(held, 'cat')], [[undefined, true], 'allowed'])
  assert.deepEqual(held.when(7, { ...mute(person('ann'), 'cat'), ...device }), [])
  assert.deepEqual([held.when(8, unmuteSelf('c1')), muted()], [[], [undefined, true]])
  assert.equal(held.when(9, unmuteSelf('c2')).length, 1)
  held.when(10, { ...mute(person('ann'), 'cat'), ...device })
  held.when(11, { ...unmute(person('ann'), 'cat'), ...device })
  assert.deepEqual(muted(), [undefined, undefined])
  held.when(12, { ...mute(person('ann'), 'cat'), ...device }).concat(held.when(13, mute(person('ann'), 'cat')))
  assert.equal(held.when(14, unmute(person('ann'), 'cat')).length, 2)
  assert.deepEqual([muted(), audioOf(held, 'cat')], [[undefined, undefined], 'allowed'])
})

test('[HC6] who muted him, a device of his or everybody last is known, unless it was an app or a log of before', () => {
  const held = trio().join(5, user('dan'), 'd1')
  const mutedBy = (name: string) => held.member(keyOf(name)).mutedBy
  held.when(6, mute(person('bob'), 'cat'))
  assert.equal(mutedBy('cat'), keyOf('bob'))
  held.when(7, muteAll(true))
  assert.deepEqual(
    ['ann', 'bob', 'cat', 'dan'].map((name) => mutedBy(name)),
    [undefined, undefined, keyOf('ann'), keyOf('ann')],
  )
  held.when(8, { type: 'unmute-all', by: APP })
  held.when(9, { ...mute(person('bob'), 'cat'), participantId: session('c1') })
  assert.equal(mutedBy('cat'), keyOf('bob'))
  const [event] = held.when(10, mute(APP, 'cat'))
  assert.deepEqual([event, mutedBy('cat')], [{ type: 'member-muted', member: keyOf('cat'), at: 10 }, undefined])
  held.when(11, { type: 'change-settings', by: APP, settings: { selfUnmuting: false } })
  assert.deepEqual([audioOf(held, 'cat'), mutedBy('cat')], ['barred', undefined])
})

test('[HC6] muting whoever or whatever is not there is refused', () => {
  const held = trio().leave(5, 'c1')
  assert.throws(() => held.when(6, mute(APP, 'zoe')), { code: 'member-not-found' })
  assert.throws(() => held.when(6, unmute(APP, 'zoe')), { code: 'member-not-found' })
  for (const ask of [mute(APP, 'cat'), unmute(APP, 'cat'), mute(APP, 'ann')]) {
    assert.throws(() => held.when(7, { ...ask, participantId: session('c1') }), { code: 'session-not-found' })
  }
  assert.throws(() => held.when(8, unmuteSelf('c1')), { code: 'session-ended' })
  assert.throws(() => held.when(8, unmuteSelf('c9')), { code: 'session-not-found' })
})

test('[HC7] host and co-hosts mute, but a co-host not the host; everybody else only unmutes himself', () => {
  const held = trio()
  const refused = { code: 'not-permitted' }
  const by = person('cat')
  for (const ask of [
    mute(by, 'bob'),
    mute(by, 'cat'),
    unmute(by, 'cat'),
    { type: 'mute-all', by, force: false },
    { type: 'unmute-all', by },
    { type: 'set-focus', by, member: keyOf('cat') },
    { type: 'set-sharing', by, who: 'hosts' },
    { type: 'rename', by, member: keyOf('bob'), nick: 'Rob' },
  ] as const) {
    assert.throws(() => held.when(5, ask), refused, ask.type)
  }
  assert.throws(() => held.when(6, mute(person('bob'), 'ann')), refused)
  assert.throws(() => held.when(6, { ...mute(person('bob'), 'ann'), participantId: session('a1') }), refused)
  for (const ask of [
    mute(person('bob'), 'cat'),
    mute(person('bob'), 'bob'),
    mute(person('ann'), 'ann'),
    unmute(person('bob'), 'ann'),
  ]) {
    assert.equal(held.when(7, ask).length, 1)
  }
  assert.equal(held.when(8, mute(APP, 'ann')).length, 1)
})

test('[HC8] muting all mutes who is in but host and co-hosts, and not who comes later', () => {
  const held = trio().join(5, guest, 'g1')
  assert.deepEqual(held.when(6, muteAll(false)), [{ type: 'all-muted', barred: false, apart: true, at: 6 }])
  held.join(7, user('dan'), 'd1')
  assert.deepEqual(
    ['ann', 'bob', 'cat', 'dan'].map((name) => audioOf(held, name)),
    ['allowed', 'allowed', 'muted', 'allowed'],
  )
  assert.equal(held.when(8, unmuteSelf('g1')).length, 1)
  held.when(9, unmuteSelf('c1'))
  assert.equal(held.when(10, muteAll(false)).length, 1)
  assert.deepEqual([audioOf(held, 'cat'), held.when(11, muteAll(false))], ['muted', []])
})

test('[HC8] with force nobody unmutes himself, nor who comes in for the first time', () => {
  const held = trio()
  held.when(5, { type: 'invite', by: APP, invitees: [user('dan')] })
  held.when(6, muteAll(true))
  held.join(7, user('dan'), 'd1').join(7, user('eva'), 'e1')
  for (const own of ['c1', 'd1', 'e1']) assert.throws(() => held.when(8, unmuteSelf(own)), { code: 'muted-by-host' })
  assert.deepEqual([held.when(9, muteAll(true)), held.when(9, mute(APP, 'cat'))], [[], []])
  held.when(10, unmute(person('bob'), 'dan'))
  held.leave(11, 'd1').join(12, user('dan'), 'd2').leave(12, 'c1').join(13, cat, 'c2')
  assert.deepEqual([audioOf(held, 'dan'), audioOf(held, 'cat')], ['allowed', 'barred'])
})

test('[HC8] a host who was away all the time is not barred when he comes', () => {
  const held = meeting().join(1, bob, 'b1')
  held.when(2, { type: 'mute-all', by: APP, force: true })
  held.join(3, ann, 'a1')
  assert.deepEqual([audioOf(held, 'ann'), audioOf(held, 'bob')], ['allowed', 'barred'])
})

test('[HC8] unmuting all, or muting all without force, ends the bar for those there and those to come', () => {
  for (const [ask, now, next] of [
    [{ type: 'unmute-all', by: person('bob') }, 'allowed', 'allowed'],
    [muteAll(false), 'muted', 'allowed'],
  ] as const) {
    const held = trio()
    held.when(5, { ...mute(APP, 'bob'), participantId: session('b1') })
    held.when(6, muteAll(true))
    assert.deepEqual([held.when(7, ask).length, held.when(7, ask)], [1, []])
    held.join(8, user('dan'), 'd1')
    assert.deepEqual([audioOf(held, 'cat'), audioOf(held, 'dan')], [now, next])
    assert.equal(held.member(keyOf('bob')).sessions[0]?.muted, now === 'muted' ? true : undefined)
  }
})

test('[HC8] while nobody may unmute himself, who is muted anew may not either, on one device or all', () => {
  const held = trio()
  held.when(5, muteAll(true))
  held.when(6, unmute(person('ann'), 'cat'))
  held.when(7, { ...mute(person('ann'), 'cat'), participantId: session('c1') })
  assert.throws(() => held.when(8, unmuteSelf('c1')), { code: 'muted-by-host' })
  held.when(9, unmute(person('ann'), 'cat'))
  held.when(10, mute(person('ann'), 'cat'))
  assert.throws(() => held.when(11, unmuteSelf('c1')), { code: 'muted-by-host' })
  held.when(12, { ...mute(person('ann'), 'bob'), participantId: session('b1') })
  held.when(12, mute(person('ann'), 'bob'))
  assert.equal(held.when(13, unmuteSelf('b1')).length, 2)
})

test('[HC9] whoever comes to a role while he is barred may unmute himself again', () => {
  const held = trio().join(5, user('dan'), 'd1').join(6, user('eva'), 'e1')
  held.when(7, muteAll(true))
  held.when(8, { type: 'add-co-hosts', by: APP, members: [keyOf('cat')] })
  held.when(9, { type: 'hand-over-host', by: person('ann'), to: keyOf('dan') })
  assert.deepEqual(
    ['cat', 'dan', 'eva'].map((name) => audioOf(held, name)),
    ['allowed', 'allowed', 'barred'],
  )
})
