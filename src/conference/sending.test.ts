import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ann, bob, cat, keyOf, Scenario } from './scenario.fixture.ts'
import { refusalToSend, type MediaSource } from './sending.ts'
import { requireRunning } from './state.ts'
import { defaultTerms } from './terms.ts'
import type { BookingId, UnionId } from './identity.ts'

type Given = Readonly<{ maxAudio?: number; isCameraFree?: boolean }>

/** Ann is host. Bob and Cat have joined. */
const meeting = () => new Scenario().create(0).join(1, ann, 'a').join(2, bob, 'b').join(3, cat, 'c')

function refusal(scenario: Scenario, name: string, source: MediaSource, given: Given = {}) {
  const conference = requireRunning(scenario.state)
  const member = conference.members.get(keyOf(name)) ?? assert.fail(name)
  const session = member.sessions[0] ?? assert.fail(`${name} has not joined`)
  const { maxAudio = 8, isCameraFree = true } = given
  return refusalToSend(source, { conference, member, session, isCameraFree }, { maxAudio })
}

test('[ST3] a person or a device that the host has muted may send pictures but no sound', () => {
  const scenario = meeting()
  scenario.when(4, { type: 'mute', member: keyOf('bob') })
  scenario.when(5, { type: 'mute', member: keyOf('cat'), participantId: 'c' as never })
  for (const name of ['bob', 'cat']) {
    assert.equal(refusal(scenario, name, 'audio'), 'muted-by-host')
    assert.equal(refusal(scenario, name, 'video'), undefined)
  }
  assert.equal(refusal(scenario, 'ann', 'audio'), undefined)
})

test('[ST7] when only hosts may share a screen, everyone but host and co-hosts is refused', () => {
  const scenario = meeting()
  scenario.when(4, { type: 'set-sharing', who: 'hosts' })
  scenario.when(5, { type: 'add-co-hosts', members: [keyOf('cat')] })
  const refusals = ['ann', 'bob', 'cat'].map((name) => refusal(scenario, name, 'screen'))
  assert.deepEqual(refusals, [undefined, 'sharing-limited', undefined])
})

test('[ST6] [ST8] only as many cameras may be on as the engine carries, apart from those of host and co-hosts', () => {
  const scenario = meeting()
  const refusals = (isCameraFree: boolean) =>
    ['ann', 'bob'].map((name) => refusal(scenario, name, 'video', { isCameraFree }))
  assert.deepEqual(refusals(true), [undefined, undefined])
  assert.deepEqual(refusals(false), [undefined, 'media-full'])
  assert.equal(refusal(scenario, 'bob', 'audio', { isCameraFree: false }), undefined)
})

test('[ST6] [ST13] without an audio place a person may send nothing, unless they are host or co-host', () => {
  const scenario = meeting()
  for (const source of ['audio', 'video', 'screen'] as const) {
    const refusals = ['ann', 'bob', 'cat'].map((name) => refusal(scenario, name, source, { maxAudio: 2 }))
    assert.deepEqual(refusals, [undefined, undefined, 'media-full'])
  }
  scenario.when(4, { type: 'add-co-hosts', members: [keyOf('cat')] })
  assert.equal(refusal(scenario, 'cat', 'audio', { maxAudio: 2 }), undefined)
})

test('[BK18] chat is allowed unless the conference was booked without it', () => {
  const booked = { ...defaultTerms('ann' as UnionId), bookingId: 'b1' as BookingId }
  const chatOf = (chat: boolean) =>
    requireRunning(new Scenario().create(0, { details: { booked: { ...booked, chat } } }).state).chat
  assert.deepEqual([requireRunning(meeting().state).chat, chatOf(true), chatOf(false)], [true, true, false])
})
