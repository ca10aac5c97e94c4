import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { EpochMs } from '../../conference/identity.ts'
import type { Relay, RelayChannel } from '../relay.ts'
import { ProvenTime } from './proven-time.ts'
import { ManualClock } from './recorded-store.fixture.ts'

/** Servers that share a store. Messages between them arrive when `deliver` is called. */
function openServers(count: number) {
  const clock = new ManualClock()
  const start = clock.now()
  const stored: { earliest: number | undefined } = { earliest: undefined }
  const sessions = { findEarliestHeartbeat: async () => stored.earliest as EpochMs | undefined }
  const waiting: (() => void)[] = []
  const channels: RelayChannel<object>[] = []
  const open: Relay['open'] = (_, channel) => {
    const own = channel as unknown as RelayChannel<object>
    channels.push(own)
    return (message) => void waiting.push(() => channels.forEach((other) => other !== own && other.receive(message)))
  }
  const servers = Array.from(
    { length: count },
    (_, serverNumber) => new ProvenTime({ sessions, clock, relay: { serverNumber, open }, isSoleWriter: count === 1 }),
  )
  const deliver = () => waiting.splice(0).forEach((send) => send())
  return { servers, clock, stored, start, deliver, proven: () => servers.map((server) => server.now() - start) }
}

test('[MS19] what is proven follows the earliest stored heartbeat, is never ahead of it, and never runs backwards', async () => {
  const { servers, clock, stored, start } = openServers(1)
  const [server] = servers as [ProvenTime]
  const provenMs = async () => {
    await server.advance()
    return server.now() - start
  }
  assert.equal(await provenMs(), 0)
  clock.forward(2_000)
  stored.earliest = start + 1_500
  assert.equal(await provenMs(), 0, 'a join that was decided before may not be stored yet')
  clock.forward(2_000)
  assert.equal(await provenMs(), 1_500)
  stored.earliest = start + 900 // a session that another server has opened
  assert.equal(await provenMs(), 1_500)
  clock.forward(2_000)
  stored.earliest = undefined
  assert.equal(await provenMs(), 4_000, 'nobody is in a meeting')
})

test('[MS19] what is proven advances on all servers at the same moment', async () => {
  const { servers, clock, deliver, proven } = openServers(2)
  for (const server of servers) await server.advance()
  deliver()
  clock.forward(4_000)
  await servers[0]?.advance()
  clock.forward(100)
  deliver() // late, but in time
  await servers[1]?.advance()
  deliver()
  assert.deepEqual(proven(), [0, 0])
  clock.forward(399)
  assert.deepEqual(proven(), [0, 0])
  clock.forward(4_000)
  await servers[1]?.advance()
  deliver()
  assert.deepEqual(proven(), [0, 0])
  clock.forward(500)
  assert.deepEqual(proven(), [4_100, 4_100])
})
