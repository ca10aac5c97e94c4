import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Actor } from './actor.ts'
import { ann, APP, bob, cat, guest, keyOf, meeting, person, type Scenario, session, user } from './scenario.fixture.ts'

const audioOf = (conference: Scenario, name: string) => conference.member(keyOf(name)).audio
const mute = (by: Actor, name: string) => ({ type: 'mute', by, member: keyOf(name) }) as const
const unmute = (by: Actor, name: string) => ({ type: 'unmute', by, member: keyOf(name) }) as const
const unmuteSelf = (participantId: string) => ({ type: 'unmute-self', participantId: session(participantId) }) as const
const muteAll = (force: boolean) => ({ type: 'mute-all', by: person('ann'), force }) as const

/** Ann is host, Bob co-host, Cat an attendee; all of them are in the conference. */
function trio(): Scenario {
  const conference = meeting().join(1, ann, 'a1').join(2, bob, 'b1').join(3, cat, 'c1')
  conference.when(4, { type: 'add-co-hosts', by: APP, members: [keyOf('bob')] })
  return conference
}

test('[HC6] a muted person stays muted on every device until they unmute themselves', () => {
  const conference = trio()
  assert.deepEqual(conference.when(5, mute(person('ann'), 'cat')), [
    { type: 'member-muted', member: keyOf('cat'), at: 5 },
  ])
  assert.deepEqual(conference.when(6, mute(person('bob'), 'cat')), [])
  conference.join(7, cat, 'c2').leave(8, 'c1').leave(9, 'c2').join(10, cat, 'c3')
  assert.equal(audioOf(conference, 'cat'), 'muted')
  assert.deepEqual(conference.when(11, unmuteSelf('c3')), [{ type: 'member-unmuted', member: keyOf('cat'), at: 11 }])
  assert.deepEqual([audioOf(conference, 'cat'), conference.when(12, unmuteSelf('c3'))], ['allowed', []])
})

test('[HC6] one device is muted and unmuted without the others', () => {
  const conference = trio().join(5, cat, 'c2')
  const muted = () => conference.member(keyOf('cat')).sessions.map((open) => open.muted)
  const device = { participantId: session('c2') }
  conference.when(6, { ...mute(person('ann'), 'cat'), ...device })
  assert.deepEqual([muted(), audioOf(conference, 'cat')], [[undefined, true], 'allowed'])
  assert.deepEqual(conference.when(7, { ...mute(person('ann'), 'cat'), ...device }), [])
  assert.deepEqual([conference.when(8, unmuteSelf('c1')), muted()], [[], [undefined, true]])
  assert.equal(conference.when(9, unmuteSelf('c2')).length, 1)
  conference.when(10, { ...mute(person('ann'), 'cat'), ...device })
  conference.when(11, { ...unmute(person('ann'), 'cat'), ...device })
  assert.deepEqual(muted(), [undefined, undefined])
  conference
    .when(12, { ...mute(person('ann'), 'cat'), ...device })
    .concat(conference.when(13, mute(person('ann'), 'cat')))
  assert.equal(conference.when(14, unmute(person('ann'), 'cat')).length, 2)
  assert.deepEqual([muted(), audioOf(conference, 'cat')], [[undefined, undefined], 'allowed'])
})

test('[HC6] a member shows who muted them last, unless an app did', () => {
  const conference = trio().join(5, user('dan'), 'd1')
  const mutedBy = (name: string) => conference.member(keyOf(name)).mutedBy
  conference.when(6, mute(person('bob'), 'cat'))
  assert.equal(mutedBy('cat'), keyOf('bob'))
  conference.when(7, muteAll(true))
  assert.deepEqual(
    ['ann', 'bob', 'cat', 'dan'].map((name) => mutedBy(name)),
    [undefined, undefined, keyOf('ann'), keyOf('ann')],
  )
  conference.when(8, { type: 'unmute-all', by: APP })
  conference.when(9, { ...mute(person('bob'), 'cat'), participantId: session('c1') })
  assert.equal(mutedBy('cat'), keyOf('bob'))
  const [event] = conference.when(10, mute(APP, 'cat'))
  assert.deepEqual([event, mutedBy('cat')], [{ type: 'member-muted', member: keyOf('cat'), at: 10 }, undefined])
  conference.when(11, { type: 'change-settings', by: APP, settings: { selfUnmuting: false } })
  assert.deepEqual([audioOf(conference, 'cat'), mutedBy('cat')], ['barred', undefined])
})

test('[HC6] muting an unknown person or a closed session is refused', () => {
  const conference = trio().leave(5, 'c1')
  assert.throws(() => conference.when(6, mute(APP, 'zoe')), { code: 'member-not-found' })
  assert.throws(() => conference.when(6, unmute(APP, 'zoe')), { code: 'member-not-found' })
  for (const ask of [mute(APP, 'cat'), unmute(APP, 'cat'), mute(APP, 'ann')]) {
    assert.throws(() => conference.when(7, { ...ask, participantId: session('c1') }), { code: 'session-not-found' })
  }
  assert.throws(() => conference.when(8, unmuteSelf('c1')), { code: 'session-ended' })
  assert.throws(() => conference.when(8, unmuteSelf('c9')), { code: 'session-not-found' })
})

test('[HC7] the host and co-hosts mute others, but a co-host not the host; attendees only unmute themselves', () => {
  const conference = trio()
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
    assert.throws(() => conference.when(5, ask), refused, ask.type)
  }
  assert.throws(() => conference.when(6, mute(person('bob'), 'ann')), refused)
  assert.throws(() => conference.when(6, { ...mute(person('bob'), 'ann'), participantId: session('a1') }), refused)
  for (const ask of [
    mute(person('bob'), 'cat'),
    mute(person('bob'), 'bob'),
    mute(person('ann'), 'ann'),
    unmute(person('bob'), 'ann'),
  ]) {
    assert.equal(conference.when(7, ask).length, 1)
  }
  assert.equal(conference.when(8, mute(APP, 'ann')).length, 1)
})

test('[HC8] muting everybody spares the host, co-hosts and people who join later', () => {
  const conference = trio().join(5, guest, 'g1')
  assert.deepEqual(conference.when(6, muteAll(false)), [{ type: 'all-muted', barred: false, apart: true, at: 6 }])
  conference.join(7, user('dan'), 'd1')
  assert.deepEqual(
    ['ann', 'bob', 'cat', 'dan'].map((name) => audioOf(conference, name)),
    ['allowed', 'allowed', 'muted', 'allowed'],
  )
  assert.equal(conference.when(8, unmuteSelf('g1')).length, 1)
  conference.when(9, unmuteSelf('c1'))
  assert.equal(conference.when(10, muteAll(false)).length, 1)
  assert.deepEqual([audioOf(conference, 'cat'), conference.when(11, muteAll(false))], ['muted', []])
})

test('[HC8] with force nobody may unmute themselves, and newcomers join muted', () => {
  const conference = trio()
  conference.when(5, { type: 'invite', by: APP, invitees: [user('dan')] })
  conference.when(6, muteAll(true))
  conference.join(7, user('dan'), 'd1').join(7, user('eva'), 'e1')
  for (const own of ['c1', 'd1', 'e1'])
    assert.throws(() => conference.when(8, unmuteSelf(own)), { code: 'muted-by-host' })
  assert.deepEqual([conference.when(9, muteAll(true)), conference.when(9, mute(APP, 'cat'))], [[], []])
  conference.when(10, unmute(person('bob'), 'dan'))
  conference.leave(11, 'd1').join(12, user('dan'), 'd2').leave(12, 'c1').join(13, cat, 'c2')
  assert.deepEqual([audioOf(conference, 'dan'), audioOf(conference, 'cat')], ['allowed', 'barred'])
})

test('[HC8] a host who joins after everybody was muted by force is not muted', () => {
  const conference = meeting().join(1, bob, 'b1')
  conference.when(2, { type: 'mute-all', by: APP, force: true })
  conference.join(3, ann, 'a1')
  assert.deepEqual([audioOf(conference, 'ann'), audioOf(conference, 'bob')], ['allowed', 'barred'])
})

test('[HC8] unmuting everybody, or muting without force, lifts the bar for members and newcomers', () => {
  for (const [ask, now, next] of [
    [{ type: 'unmute-all', by: person('bob') }, 'allowed', 'allowed'],
    [muteAll(false), 'muted', 'allowed'],
  ] as const) {
    const conference = trio()
    conference.when(5, { ...mute(APP, 'bob'), participantId: session('b1') })
    conference.when(6, muteAll(true))
    assert.deepEqual([conference.when(7, ask).length, conference.when(7, ask)], [1, []])
    conference.join(8, user('dan'), 'd1')
    assert.deepEqual([audioOf(conference, 'cat'), audioOf(conference, 'dan')], [now, next])
    assert.equal(conference.member(keyOf('bob')).sessions[0]?.muted, now === 'muted' ? true : undefined)
  }
})

test('[HC8] while nobody may unmute themselves, newly muted people and devices may not either', () => {
  const conference = trio()
  conference.when(5, muteAll(true))
  conference.when(6, unmute(person('ann'), 'cat'))
  conference.when(7, { ...mute(person('ann'), 'cat'), participantId: session('c1') })
  assert.throws(() => conference.when(8, unmuteSelf('c1')), { code: 'muted-by-host' })
  conference.when(9, unmute(person('ann'), 'cat'))
  conference.when(10, mute(person('ann'), 'cat'))
  assert.throws(() => conference.when(11, unmuteSelf('c1')), { code: 'muted-by-host' })
  conference.when(12, { ...mute(person('ann'), 'bob'), participantId: session('b1') })
  conference.when(12, mute(person('ann'), 'bob'))
  assert.equal(conference.when(13, unmuteSelf('b1')).length, 2)
})

test('[HC9] a barred person who gets a role may unmute themselves again', () => {
  const conference = trio().join(5, user('dan'), 'd1').join(6, user('eva'), 'e1')
  conference.when(7, muteAll(true))
  conference.when(8, { type: 'add-co-hosts', by: APP, members: [keyOf('cat')] })
  conference.when(9, { type: 'hand-over-host', by: person('ann'), to: keyOf('dan') })
  assert.deepEqual(
    ['cat', 'dan', 'eva'].map((name) => audioOf(conference, name)),
    ['allowed', 'allowed', 'barred'],
  )
})
