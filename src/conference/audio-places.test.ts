import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { audioPlaces, isPlaceFree } from './audio-places.ts'
import type { SoundSession } from './member.ts'
import { guest, keyOf, phone, Scenario, session, user } from './scenario.fixture.ts'
import { requireRunning } from './state.ts'

/** `i…` is of the organization, `o…` is not. The first two characters name the person. */
const placesOf = (names: readonly string[], maxAudio = 4) => [
  ...audioPlaces({ soundSessions: names.map(toSoundSession) }, maxAudio),
]
const toSoundSession = (name: string): SoundSession => ({
  participantId: session(name),
  member: keyOf(name.slice(0, 2)),
  outside: name.startsWith('o'),
})

const soundOf = ({ state }: Scenario) => requireRunning(state).soundSessions.map(({ participantId }) => participantId)

test('[ST13] places go to the sessions in their order, and the next gets the one that becomes free', () => {
  assert.deepEqual(placesOf(['i1', 'i2', 'i3', 'i4', 'i5', 'i6']), ['i1', 'i2', 'i3', 'i4'])
  assert.deepEqual(placesOf(['i1', 'i3', 'i4', 'i5', 'i6']), ['i1', 'i3', 'i4', 'i5'])
  assert.equal(isPlaceFree({ soundSessions: ['i1', 'i2', 'i3'].map(toSoundSession) }, false, 4), true)
  assert.equal(isPlaceFree({ soundSessions: ['i1', 'i2', 'i3', 'i4'].map(toSoundSession) }, false, 4), false)
})

test('[ST14] people from outside use all places, and give back those that people of the organization need', () => {
  assert.deepEqual(placesOf(['o1', 'o2', 'o3', 'o4', 'o5']), ['o1', 'o2', 'o3', 'o4'])
  assert.deepEqual(placesOf(['o1', 'o2', 'o3', 'o4', 'i1']), ['o1', 'o2', 'i1', 'o3'])
  assert.deepEqual(placesOf(['o1', 'o2', 'o3', 'o4', 'i1', 'i2', 'i3']), ['o1', 'o2', 'i1', 'i2'])
  const full = { soundSessions: ['o1', 'o2', 'o3', 'o4'].map(toSoundSession) }
  assert.deepEqual([isPlaceFree(full, true, 4), isPlaceFree(full, false, 4)], [false, true])
})

test('[ST14] one person from outside with several devices has one place for sure', () => {
  assert.deepEqual(placesOf(['o1a', 'o1b', 'o1c', 'o1d']), ['o1a', 'o1b', 'o1c', 'o1d'], 'nobody else needs one')
  assert.deepEqual(placesOf(['o1a', 'o1b', 'o1c', 'o1d', 'o2']), ['o1a', 'o2', 'o1b', 'o1c'])
  assert.deepEqual(placesOf(['o1a', 'o1b', 'o1c', 'o1d', 'o2', 'o3', 'i1']), ['o1a', 'o2', 'i1', 'o3'])
  assert.deepEqual(
    placesOf(['o1b', 'o2', 'o3', 'i1', 'i2']),
    ['o1b', 'o2', 'i1', 'i2'],
    'a device that is left is the first',
  )
  assert.deepEqual(placesOf(['i1a', 'i1b', 'i1c', 'i1d', 'i2']), ['i1a', 'i1b', 'i1c', 'i1d'])
})

test('[ST13] [ST14] nobody loses a place because others leave, and none is unused while somebody waits for one', () => {
  const anyOrder = fc.uniqueArray(fc.tuple(fc.boolean(), fc.nat(99)), { maxLength: 14, selector: ([, id]) => id })
  fc.assert(
    fc.property(anyOrder, fc.integer({ min: 1, max: 8 }), fc.nat(), (people, maxAudio, at) => {
      const names = people.map(([outside, id]) => `${outside ? 'o' : 'i'}${id}`)
      const before = placesOf(names, maxAudio)
      assert.equal(before.length, Math.min(maxAudio, names.length))
      if (names.length === 0) return
      const after = placesOf(names.toSpliced(at % names.length, 1), maxAudio)
      const lost = before.filter((name) => !after.includes(name) && name !== names[at % names.length])
      assert.deepEqual(lost, [])
    }),
  )
})

test('[ST13] every open session with sound is in the order, and telephones are not', () => {
  const met = new Scenario().create(0).join(1, user('ann'), 'a').join(2, guest, 'g').join(3, user('ann'), 'b')
  met.join(4, phone, 't')
  assert.deepEqual(soundOf(met), ['a', 'g', 'b'])
  met.leave(5, 'a')
  assert.deepEqual(soundOf(met), ['g', 'b'])
  met.when(6, { type: 'remove', targets: [{ member: keyOf('ann') }], forbidRejoin: false })
  assert.deepEqual(soundOf(met), ['g'])
})

test('[ST13] a session that replaces others of its person takes over their place', () => {
  const met = new Scenario().create(0).join(1, user('ann'), 'a').join(2, user('bob'), 'b1')
  met.join(3, guest, 'g').join(4, user('bob'), 'b2').join(5, user('cat'), 'c')
  const joins = (at: number, id: string, how: object) =>
    met.when(at, { type: 'join', ...user('bob'), participantId: session(id), device: 'iOS', ...how })
  joins(6, 'b3', { maxSessions: 2 })
  assert.deepEqual(soundOf(met), ['a', 'b3', 'g', 'b2', 'c'])
  joins(7, 'b4', { movesHere: true })
  assert.deepEqual(soundOf(met), ['a', 'b4', 'g', 'c'])
  joins(8, 'b5', { movesHere: true, withoutSound: true })
  assert.deepEqual(soundOf(met), ['a', 'g', 'c'])
})

test('[ST15] a session without sound is not in the order', () => {
  const met = new Scenario().create(0).join(1, user('ann'), 'a')
  met.when(2, { type: 'join', ...user('bob'), participantId: session('b'), device: 'Mac', withoutSound: true })
  assert.deepEqual(soundOf(met), ['a'])
  assert.equal(met.member(keyOf('bob')).sessions[0]?.withoutSound, true)
  for (const type of ['fall-silent', 'resume'] as const)
    met.when(3, { type, participantId: session('b'), lastSeenAt: 3 as never })
  assert.equal(met.member(keyOf('bob')).sessions[0]?.withoutSound, true)
})
