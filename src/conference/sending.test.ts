import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ann, bob, cat, keyOf, Scenario } from './scenario.fixture.ts'
import { refusalToSend, type MediaLimits, type MediaSource } from './sending.ts'
import { requireRunning } from './state.ts'
import { defaultTerms } from './terms.ts'
import type { BookingId, UnionId } from './identity.ts'

const AMPLE: MediaLimits = { maxVideo: 8, maxAudio: 8 }

/** Ann is host. Bob and Cat have joined. */
const meeting = () => new Scenario().create(0).join(1, ann, 'a').join(2, bob, 'b').join(3, cat, 'c')

function refusal(scenario: Scenario, name: string, source: MediaSource, limits = AMPLE) {
  const conference = requireRunning(scenario.state)
  const member = conference.members.get(keyOf(name)) ?? assert.fail(name)
  const session = member.sessions[0] ?? assert.fail(`${name} has not joined`)
  return refusalToSend(source, { conference, member, session }, limits)
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

test('[ST6] [ST8] above the limits nobody but host and co-hosts may start to send', () => {
  const scenario = meeting()
  const fewCameras = { maxVideo: 2, maxAudio: 8 }
  assert.equal(refusal(scenario, 'bob', 'video', fewCameras), 'media-full')
  assert.equal(refusal(scenario, 'bob', 'audio', fewCameras), undefined)
  const full = { maxVideo: 2, maxAudio: 2 }
  for (const source of ['audio', 'video', 'screen'] as const) {
    assert.equal(refusal(scenario, 'bob', source, full), 'media-full')
    assert.equal(refusal(scenario, 'ann', source, full), undefined)
  }
  const exact = { maxVideo: 3, maxAudio: 3 }
  assert.equal(refusal(scenario, 'bob', 'video', exact), undefined)
})

test('[BK18] chat is allowed unless the conference was booked without it', () => {
  const booked = { ...defaultTerms('ann' as UnionId), bookingId: 'b1' as BookingId }
  const chatOf = (chat: boolean) =>
    requireRunning(new Scenario().create(0, { details: { booked: { ...booked, chat } } }).state).chat
  assert.deepEqual([requireRunning(meeting().state).chat, chatOf(true), chatOf(false)], [true, true, false])
})
