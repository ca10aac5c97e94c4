import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { EpochMs } from '../conference/identity.ts'
import { MachineHealth } from './server-health.ts'

type Listener = Parameters<ConstructorParameters<typeof MachineHealth>[0]['media']['onInterruption']>[0]

function opened({ check = async () => {}, dataFolder = '/nowhere', isShared = false } = {}) {
  let listener: Listener = () => {}
  let isDown = false
  let checks = 0
  const health = new MachineHealth({
    check: () => {
      checks += 1
      return check()
    },
    storeKind: 'postgres',
    bus: { isConnected: false },
    isShared,
    media: { engine: 'livekit', isDown: () => isDown, onInterruption: (given) => (listener = given) },
    dataFolder,
    clock: { now: () => 5 as EpochMs },
  })
  const interrupt = () => {
    isDown = true
    listener({ engine: 'livekit', state: 'down' })
  }
  return { health, interrupt, checks: () => checks }
}

test('[CO28] the health names what fails, and since when the media engine does', async () => {
  const { health, interrupt } = opened({ check: () => Promise.reject(new Error('disk full')), isShared: true })
  assert.deepEqual(health.media, { engine: 'livekit', isDown: false })
  interrupt()
  const { database, media, disk, redis } = await health.read()
  assert.deepEqual([database.kind, database.isUp], ['postgres', false])
  assert.deepEqual(media, { engine: 'livekit', isDown: true, since: 5 })
  assert.deepEqual([disk, redis], [undefined, { isConnected: false }])
})

test('[CO28] a database that does not answer is down after some seconds', async () => {
  const { health } = opened({ check: () => new Promise(() => {}) })
  const { database } = await health.read()
  assert.equal(database.isUp, false)
})

test('[CO28] pages that ask at the same time check the database once, and a server alone has no others', async () => {
  const { health, checks } = opened({ dataFolder: '.' })
  const [one, two] = await Promise.all([health.read(), health.read()])
  assert.equal(one, two)
  assert.equal(checks(), 1)
  assert.equal(one?.redis, undefined)
  assert.ok((one?.disk?.totalBytes ?? 0) > 0)
})
