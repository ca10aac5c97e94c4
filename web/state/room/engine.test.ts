import assert from 'node:assert/strict'
import { test } from 'node:test'
import { person, room, settle } from './room.fixture.ts'

function joined(...others: string[]) {
  const met = room()
  met.conference.welcome([person('me'), ...others.map((key) => person(key))])
  for (const key of others) met.conference.setMediaStateOf(key, { audio: true, video: true })
  return met
}

test('[LP6] while only the media server is lost, the room says so; without the meeting it says only that', () => {
  const met = joined('a')
  assert.deepEqual(met.model.status.get(), { phase: 'joined', mediaInterrupted: false })
  met.engine.connect('interrupted')
  const status = met.model.status.get()
  assert.deepEqual(status, { phase: 'joined', mediaInterrupted: true })
  met.engine.show('p-a', { state: 'connected' })
  assert.equal(met.model.status.get(), status, 'nothing is drawn again')
  met.conference.put({ connection: { phase: 'reconnecting', since: 0, until: 15_000 } })
  assert.deepEqual(met.model.status.get(), { phase: 'reconnecting', since: 0, until: 15_000 })
  met.conference.put({ connection: { phase: 'joined' } })
  met.engine.connect('connected')
  assert.deepEqual(met.model.status.get(), { phase: 'joined', mediaInterrupted: false })
})

test('[LP6] a page without sound misses nothing if the media server is lost', () => {
  const met = room()
  const me = person('me')
  const sessions = me.sessions.map((session) => ({ ...session, withoutSound: true as const }))
  met.conference.welcome([{ ...me, sessions }])
  met.engine.connect('interrupted')
  assert.deepEqual(met.model.status.get(), { phase: 'joined', mediaInterrupted: false })
})

test('[LP6] when the server says that the media server is back, the engine tries at once', () => {
  const met = joined()
  met.conference.put({ mediaDown: true })
  assert.equal(met.engine.retries, 0)
  const { mediaDown: _, ...up } = met.conference.state.get()
  met.conference.state.set(up)
  met.conference.put({ grades: {} })
  assert.equal(met.engine.retries, 1)
})

test('[LP6] the engine gets a new grant from the server, or none if that refuses', async () => {
  const met = joined()
  assert.deepEqual(await met.engine.events.renewGrant(), met.conference.state.get().grant)
  met.conference.answer = { ok: false, code: 'draining' }
  assert.equal(await met.engine.events.renewGrant(), undefined)
})

test('[LP3] the engine knows which pictures are shown: those of the page, the large one, and screens', async () => {
  const met = joined('a', 'b', 'c')
  const view = () => met.model.stage.get()
  const seen = () => [[...met.engine.sight.cameras], [...met.engine.sight.screens]]
  assert.deepEqual(seen(), [['p-a', 'p-b', 'p-c'], []], 'not the own one')
  view().fit(2)
  assert.deepEqual(seen(), [['p-a'], []])
  view().nextPage?.()
  assert.deepEqual(seen(), [['p-b', 'p-c'], []])
  met.conference.setMediaStateOf('a', { screen: true })
  await settle()
  view().previousPage?.()
  assert.deepEqual(seen(), [['p-a'], ['p-a']])
})

test('[LP12] a media server gets the camera once its pictures are large; a mesh gets it as it is', async () => {
  for (const engine of ['livekit', 'mesh'] as const) {
    const met = room()
    const resized = Promise.withResolvers<void>()
    met.devices.resizing = resized.promise
    await met.media.set('camera', true)
    const grant = engine === 'livekit' ? { grant: { engine, url: '', token: '', expiresAt: 0, maxAudio: 100 } } : {}
    met.conference.welcome([person('me')], grant)
    await settle()
    const hasCamera = () => met.engine.tracks.camera !== undefined
    assert.deepEqual([met.devices.sizes, hasCamera()], engine === 'livekit' ? [['large'], false] : [[], true])
    resized.resolve()
    await settle()
    assert.ok(hasCamera())
  }
})
