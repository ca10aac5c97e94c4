import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hearLoudest, openTone, Relay } from './peers.fixture.ts'

const soundOf = (relay: Relay, at: string, from: string) => {
  const track = relay.engines.get(at)?.peers().get(from)?.sound?.getAudioTracks()[0]
  assert.ok(track, `${at} has no sound of ${from}`)
  return track
}
const offersFrom = (relay: Relay, id: string) =>
  relay.sent.filter(({ from, signal }) => from === id && 'description' in signal && signal.description.type === 'offer')

test('[ME1] two pages connect over a relay of signals and hear each other', { timeout: 20_000 }, async () => {
  using relay = new Relay()
  using tone = openTone()
  relay.open('a')
  relay.open('b').setTracks({ microphone: tone.track })
  relay.meet()
  await relay.allConnected()
  assert.ok((await hearLoudest(soundOf(relay, 'a', 'b'), 100)) > 1_000)
  assert.ok((await hearLoudest(soundOf(relay, 'b', 'a'), 20)) < 100, 'the other sends nothing')
})

test('[ME2] the page with the greater id makes one offer', { timeout: 20_000 }, async () => {
  using relay = new Relay()
  for (const id of ['c', 'a', 'b']) relay.open(id)
  relay.meet()
  await relay.allConnected()
  assert.deepEqual(
    ['a', 'b', 'c'].map((id) => new Set(offersFrom(relay, id).map(({ to }) => to)).size),
    [0, 1, 2],
  )
})

test(
  '[ME2] when both look for another way at once, one offer is taken and both go on',
  { timeout: 20_000 },
  async () => {
    using relay = new Relay()
    using tone = openTone()
    relay.open('a')
    relay.open('b').setTracks({ microphone: tone.track })
    relay.meet()
    await relay.allConnected()
    const before = relay.sent.length
    relay.hold()
    for (const each of relay.connections) each.set(true)
    const isInterrupted = (id: string) =>
      relay.engines
        .get(id)
        ?.peers()
        .get(id === 'a' ? 'b' : 'a')?.trouble === 'interrupted'
    assert.deepEqual([isInterrupted('a'), isInterrupted('b')], [true, true])
    const said = () =>
      relay.sent
        .slice(before)
        .flatMap(({ from, signal }) => ('description' in signal ? [`${from} ${signal.description.type}`] : []))
    while (!['a offer', 'b offer'].every((offer) => said().includes(offer)))
      await new Promise((resolve) => setTimeout(resolve, 10))
    for (const each of relay.connections) each.set(false)
    relay.release()
    while (!said().some((one) => one.endsWith('answer'))) await new Promise((resolve) => setTimeout(resolve, 10))
    assert.ok(said().includes('a answer') && !said().includes('b answer'))
    await relay.allConnected()
    while (relay.connections.some(({ connection }) => connection.signalingState !== 'stable'))
      await new Promise((resolve) => setTimeout(resolve, 10))
    assert.ok((await hearLoudest(soundOf(relay, 'a', 'b'), 100)) > 1_000)
  },
)

test(
  '[ME3] switching on and off needs no negotiation, and media that are off are silent',
  { timeout: 20_000 },
  async () => {
    using relay = new Relay()
    using tone = openTone()
    relay.open('a')
    const speaker = relay.open('b')
    relay.meet()
    await relay.allConnected()
    const before = relay.sent.filter(({ signal }) => 'description' in signal).length
    speaker.setTracks({ microphone: tone.track })
    assert.ok((await hearLoudest(soundOf(relay, 'a', 'b'), 100)) > 1_000)
    speaker.setTracks({})
    await hearLoudest(soundOf(relay, 'a', 'b'), 50) // what was on its way
    assert.ok((await hearLoudest(soundOf(relay, 'a', 'b'), 50)) < 100)
    assert.equal(relay.sent.filter(({ signal }) => 'description' in signal).length, before)
  },
)

test(
  '[ME4] a person who must not be heard is silent at the listener, even if they keep sending',
  { timeout: 20_000 },
  async () => {
    using relay = new Relay()
    using tone = openTone()
    const listener = relay.open('a')
    relay.open('b').setTracks({ microphone: tone.track })
    relay.meet()
    await relay.allConnected()
    const track = soundOf(relay, 'a', 'b')
    assert.ok((await hearLoudest(track, 100)) > 1_000)
    listener.setPeers([{ participantId: 'b', audible: false, sharing: false, hasPlace: true }])
    assert.equal(listener.peers().get('b')?.sound, undefined)
    assert.equal(track.enabled, false)
    assert.equal(listener.levels().get('b'), 0)
    listener.setPeers([{ participantId: 'b', audible: true, sharing: false, hasPlace: true }])
    assert.ok((await hearLoudest(soundOf(relay, 'a', 'b'), 100)) > 1_000)
  },
)

test(
  '[EF4] the sound of a screen arrives beside the microphone, is not muted with it, and is silent when nothing is shared',
  { timeout: 20_000 },
  async () => {
    using relay = new Relay()
    using tone = openTone()
    const listener = relay.open('a')
    const sharer = relay.open('b')
    sharer.setTracks({ screenSound: tone.track })
    relay.meet()
    await relay.allConnected()
    const screenSound = () => listener.peers().get('b')?.screenSound?.getAudioTracks()[0]
    const track = screenSound() ?? assert.fail('no sound of the screen')
    assert.ok((await hearLoudest(track, 100)) > 1_000)
    assert.ok((await hearLoudest(soundOf(relay, 'a', 'b'), 20)) < 100, 'the microphone is another sound')
    listener.setPeers([{ participantId: 'b', audible: false, sharing: true, hasPlace: true }])
    assert.deepEqual([screenSound(), track.enabled], [track, true])
    listener.setPeers([{ participantId: 'b', audible: true, sharing: false, hasPlace: true }])
    assert.deepEqual([screenSound(), track.enabled], [undefined, false])
  },
)

for (const reloaded of ['a', 'b']) {
  test(`[ME5] a reloaded page is connected again (${reloaded})`, { timeout: 20_000 }, async () => {
    using relay = new Relay()
    using tone = openTone()
    const other = reloaded === 'a' ? 'b' : 'a'
    relay.open('a')
    relay.open('b')
    relay.meet()
    await relay.allConnected()
    relay.open(reloaded).setTracks({ microphone: tone.track })
    relay.meet()
    await relay.until(() => relay.engines.get(reloaded)?.peers().get(other)?.state === 'connected')
    assert.ok((await hearLoudest(soundOf(relay, other, reloaded), 200)) > 1_000)
  })
}

test('[ME15] a page that comes back as another session is connected anew', { timeout: 20_000 }, async () => {
  using relay = new Relay()
  using tone = openTone()
  relay.open('b')
  relay.open('c').setTracks({ microphone: tone.track })
  relay.meet()
  await relay.allConnected()
  // The other page makes the offer now, since its id is the greater one.
  relay.renew('c', 'a')
  relay.meet()
  await relay.allConnected()
  assert.equal(relay.connections.length, 4)
  assert.deepEqual(new Set(offersFrom(relay, 'b').map(({ to }) => to)), new Set(['a']))
  assert.ok((await hearLoudest(soundOf(relay, 'b', 'a'), 100)) > 1_000)
})

test('[ME6] signals that come before their sender is on the roster are stored', { timeout: 20_000 }, async () => {
  using relay = new Relay()
  const early = relay.open('b')
  const late = relay.open('a')
  early.setPeers([{ participantId: 'a', audible: true, sharing: false, hasPlace: true }])
  await new Promise((resolve) => setTimeout(resolve, 200)) // offer and candidates have come
  late.setPeers([{ participantId: 'b', audible: true, sharing: false, hasPlace: true }])
  await relay.allConnected()
})

test('[ME7] a lost offer is sent again', { timeout: 30_000 }, async () => {
  using relay = new Relay()
  relay.open('a')
  relay.open('b')
  relay.cut.add('a')
  relay.meet()
  await relay.until(() => true)
  while (offersFrom(relay, 'b').length === 0) await new Promise((resolve) => setTimeout(resolve, 20))
  relay.cut.clear()
  await relay.allConnected()
})

test(
  '[ME8] only sessions with an audio place are connected, and the page is told which have none',
  { timeout: 20_000 },
  async () => {
    using relay = new Relay()
    const third = relay.open('c')
    for (const id of ['a', 'b']) relay.open(id)
    const troubles = (id: string) =>
      Array.from(relay.engines.get(id)?.peers() ?? [], ([peer, { trouble }]) => [peer, trouble])
    relay.meet(['c'])
    await relay.until(() => relay.engines.get('a')?.peers().get('b')?.state === 'connected')
    assert.deepEqual(troubles('a'), [
      ['b', undefined],
      ['c', 'full'],
    ])
    assert.deepEqual(troubles('c'), [
      ['a', 'full'],
      ['b', 'full'],
    ])
    relay.meet()
    await relay.allConnected()
    relay.meet(['c'])
    assert.equal(third.peers().get('a')?.trouble, 'full', 'it lost its place')
    relay.meet()
    await relay.allConnected()
  },
)

test('[ME9] it measures bit rates, round trips and losses', { timeout: 20_000 }, async () => {
  using relay = new Relay()
  using tone = openTone()
  const listener = relay.open('a')
  const speaker = relay.open('b')
  speaker.setTracks({ microphone: tone.track })
  relay.meet()
  await relay.allConnected()
  await hearLoudest(soundOf(relay, 'a', 'b'), 50)
  await Promise.all([listener.measure(), speaker.measure()])
  await hearLoudest(soundOf(relay, 'a', 'b'), 100)
  const [heard, said] = await Promise.all([listener.measure(), speaker.measure()])
  assert.ok((said.audioSendBitRate ?? 0) > 5_000, JSON.stringify(said))
  assert.ok((heard.audioRecvBitRate ?? 0) > 5_000, JSON.stringify(heard))
  assert.equal(heard.audioSendBitRate, undefined)
  assert.equal(said.cameraSendBitRate, undefined)
  assert.equal(typeof said.roundTripTime, 'number')
  assert.ok((heard.lostRate ?? 100) < 50)
})
