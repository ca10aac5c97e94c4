import assert from 'node:assert/strict'
import { test } from 'node:test'
import { person, room, settle, soundOf } from './room.fixture.ts'

test('[RM10] a lost connection is shown with its start and the time until which it can come back', () => {
  const met = room()
  assert.equal(met.model.status.get().phase, 'joining')
  met.conference.welcome([person('me')])
  const connection = { phase: 'reconnecting', since: 10, until: 20 } as const
  met.conference.put({ connection })
  assert.deepEqual(met.model.status.get(), connection)
  const shown = met.model.status.get()
  met.conference.change([person('me', { nick: 'I' })])
  assert.equal(met.model.status.get(), shown, 'the banner is not begun anew')
  met.conference.put({ connection: { phase: 'joined' } })
  assert.equal(met.model.status.get().phase, 'joined')
  assert.equal(met.model.notices.get().announced?.kind, 'resumed')
})

test('[RM108] while the page tries to come back the room stays, and can try now or leave', () => {
  const met = room()
  met.conference.welcome([person('me')])
  const connection = { phase: 'returning', since: 10, until: 20 } as const
  met.conference.put({ connection })
  const shown = met.model.status.get()
  assert.ok(shown.phase === 'returning' && shown.until === 20)
  shown.tryNow()
  assert.equal(met.conference.triesNow, 1)
  met.conference.change([person('me', { nick: 'I' })])
  assert.equal(met.model.status.get(), shown)
  shown.leave()
  assert.equal(met.conference.left, 1)
  const status = met.model.status.get()
  assert.ok(status.phase === 'ended' && status.reason === 'left')
})

test('[RM110] a new session has the devices as they were, without a screen share', async () => {
  const met = room()
  met.conference.welcome([person('me')])
  await met.media.set('camera', true)
  await met.media.shareScreen()
  const opened = met.devices.opened.map(({ kind }) => kind)
  met.conference.put({ connection: { phase: 'returning', since: 10, until: 20 } })
  const sessions = [{ participantId: 'p-new', device: 'Mac', silent: false } as const]
  met.conference.welcome([person('me', { sessions })], { self: 'p-new', mediaStates: {} })
  assert.deepEqual(met.conference.sentMediaStates.at(-1), { audio: false, video: true, screen: false })
  assert.deepEqual(
    met.devices.opened.map(({ kind }) => kind),
    opened,
    'nothing is opened again',
  )
  assert.equal(met.model.notices.get().announced?.kind, 'resumed')
})

test('[RM111] the end says that the link or the sign-in gives no second session', () => {
  for (const [code, reason] of [
    ['pass-used', 'link-used'],
    ['signed-out', 'signed-out'],
  ] as const) {
    const met = room()
    met.conference.welcome([person('me')])
    met.conference.end(code)
    const status = met.model.status.get()
    assert.ok(status.phase === 'ended' && status.reason === reason)
  }
})

test('[RM11] every end has its reason, and a way back where there is one', () => {
  for (const reason of ['left', 'lost', 'removed', 'conference-ended'] as const) {
    const met = room()
    met.conference.welcome([person('me')])
    met.conference.end(reason)
    const status = met.model.status.get()
    assert.ok(status.phase === 'ended' && status.reason === reason)
    assert.equal(status.rejoin === undefined, reason === 'conference-ended')
  }
})

test('[RM11] at the end camera, microphone, engine and sound are closed', async () => {
  const met = room()
  met.conference.welcome([person('me')])
  await met.media.set('camera', true)
  met.model.meeting.get().leave?.()
  assert.equal(met.conference.left, 1)
  assert.equal(met.devices.opened[0]?.stopped, true)
  assert.equal(met.engine.closed, true)
  met.meter.level = 1
  met.clock.pass(60_000)
  assert.equal(met.model.level.get(), 0)
  assert.deepEqual(met.conference.reported, [])
})

test('[RM12] a person who is muted by the server is not audible, whatever their page sends', () => {
  const met = room()
  const audible = () => met.engine.sessions.map((session) => [session.participantId, session.audible])
  met.conference.welcome([person('me'), person('a')])
  met.conference.setMediaStateOf('a', { audio: true })
  assert.deepEqual(audible(), [['p-a', true]])
  met.conference.change([person('a', { audio: 'muted' })])
  assert.deepEqual(audible(), [['p-a', false]])
  met.conference.change([person('a', { audio: 'barred' })])
  assert.deepEqual(audible(), [['p-a', false]])
  met.conference.change([person('a')])
  met.conference.setMediaStateOf('a', { audio: false })
  assert.deepEqual(audible(), [['p-a', false]], 'their own switch is off')
  met.conference.setMediaStateOf('a', { audio: true })
  const sessions = [{ participantId: 'p-a', device: 'Mac', silent: false, muted: true } as const]
  met.conference.change([person('a', { sessions })])
  assert.deepEqual(audible(), [['p-a', false]], 'one of their devices')
  met.conference.change([person('a', { status: 6, sessions: [] })])
  assert.deepEqual(audible(), [])
})

test('[RM12] only sounds that the engine provides are played', () => {
  const met = room()
  met.conference.welcome([person('me'), person('a')])
  met.engine.show('p-a', { state: 'connected', sound: soundOf('a') })
  assert.deepEqual(met.sound.playing, ['p-a'])
  met.engine.show('p-a', { state: 'connected' })
  assert.deepEqual(met.sound.playing, [])
})

test('[RM13] signals go from the server to the engine and back, after the own media state is reported', () => {
  const met = room()
  met.conference.welcome([person('me'), person('a')])
  assert.equal(met.conference.sentMediaStates.length, 1)
  met.conference.happen({ type: 'signal', from: 'p-a', signal: { reset: true } })
  assert.deepEqual(met.engine.received, ['p-a'])
  met.engine.events.send('p-a', { reset: true })
  assert.deepEqual(met.conference.signals, [{ to: 'p-a', signal: { reset: true } }])
})

test('[RM14] measurements are reported every ten seconds, if there are any', async () => {
  const met = room()
  met.conference.welcome([person('me'), person('a')])
  met.clock.pass(10_000)
  await settle()
  assert.deepEqual(met.conference.reported, [])
  met.engine.summary = { sendBitRate: 5 }
  met.clock.pass(10_000)
  await settle()
  assert.deepEqual(met.conference.reported, [{ sendBitRate: 5 }])
})

test('[RM15] a browser that plays only after a click is offered a button', () => {
  const met = room()
  met.conference.welcome([person('me')])
  met.sound.blocked.set(true)
  met.model.notices.get().soundBlocked?.allow()
  assert.equal(met.model.notices.get().soundBlocked, undefined)
})

test('[RM16] the own level is updated ten times a second, and is 0 while the microphone is off', async () => {
  const met = room()
  met.conference.welcome([person('me')])
  met.meter.level = 0.7
  met.clock.pass(100)
  assert.equal(met.model.level.get(), 0)
  await met.media.set('microphone', true)
  met.clock.pass(100)
  assert.equal(met.model.level.get(), 0.7)
  assert.equal(met.model.stage.get().tiles[0]?.speaking, true)
})

test('[RM17] a page that is removed closes the connection without leaving', () => {
  const met = room()
  met.conference.welcome([person('me')])
  met.model[Symbol.dispose]()
  assert.deepEqual([met.conference.closed, met.conference.left], [1, 0])
})
