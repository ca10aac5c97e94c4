import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { EpochMs } from '../../conference/identity.ts'
import { CREATE, ID, join, processOn } from './conductor.fixture.ts'
import { ManualClock, RecordedStore } from './recorded-store.fixture.ts'
import { UnannouncedChanges } from './unannounced-changes.ts'

/** What the processes of one store note about interruptions. */
function interruptionsOf() {
  const marks: EpochMs[] = []
  const interruptions = { mark: async (at: EpochMs) => void marks.push(at), findLatest: async () => marks.at(-1) }
  return { interruptions, marks }
}

test('[FD7] while wake-ups are interrupted, and once after it, a process finds what others committed', async () => {
  const store = new RecordedStore()
  const [writer, reader] = [processOn(store), processOn(store)]
  const clock = new ManualClock()
  const bus = { isConnected: true, interruptions: 0 }
  const shared = { cacheTrust: 'when-read', listRunning: () => store.listRunning() } as const
  const { interruptions } = interruptionsOf()
  const unannounced = new UnannouncedChanges({ store: shared, interruptions, feed: reader.feed, bus, clock })
  await writer.conductor.execute(ID, CREATE)
  await unannounced.follow()
  assert.deepEqual(reader.seqs(), []) // wake-ups arrive
  Object.assign(bus, { isConnected: false, interruptions: 1 })
  await unannounced.follow()
  assert.deepEqual(reader.seqs(), [1])
  await writer.conductor.execute(ID, join('ann'))
  await unannounced.follow()
  await writer.conductor.execute(ID, join('bob'))
  bus.isConnected = true
  await unannounced.follow()
  assert.deepEqual(reader.seqs(), [1, 2, 3])
  await writer.conductor.execute(ID, { type: 'close', by: { kind: 'app', clientId: 'app' } })
  clock.forward(5_000)
  await unannounced.follow()
  assert.deepEqual(reader.seqs(), [1, 2, 3])
  clock.forward(30_000) // a wake-up may be lost at any time
  await unannounced.follow()
  assert.deepEqual(reader.seqs(), writer.seqs())
  assert.notEqual(reader.changes.at(-1)?.head.endedAt, undefined)
  assert.deepEqual([...writer.errors, ...reader.errors], [])
})

test('[TO23] while the bus of another process is interrupted, and for 5 s after it, a process finds what others committed', async () => {
  const store = new RecordedStore()
  const [writer, reader] = [processOn(store), processOn(store)]
  const clock = new ManualClock()
  const shared = { cacheTrust: 'when-read', listRunning: () => store.listRunning() } as const
  const { interruptions, marks } = interruptionsOf()
  const [cutOff, connected] = [writer, reader].map(({ feed }, index) => {
    const bus = { isConnected: index === 1, interruptions: 0 }
    return new UnannouncedChanges({ store: shared, interruptions, feed, bus, clock })
  })
  await writer.conductor.execute(ID, CREATE)
  await connected?.follow()
  assert.deepEqual([reader.seqs(), marks], [[], []])
  await cutOff?.follow()
  await connected?.follow()
  assert.deepEqual([reader.seqs(), marks], [[1], [clock.now()]])
  await writer.conductor.execute(ID, join('ann'))
  clock.forward(4_999)
  await connected?.follow()
  assert.deepEqual(reader.seqs(), [1, 2])
  await writer.conductor.execute(ID, join('bob'))
  clock.forward(1)
  await connected?.follow()
  assert.deepEqual(reader.seqs(), [1, 2])
})

test('[FD7] the only writer of a store never looks for changes of others', async () => {
  const store = new RecordedStore()
  const listRunning = () => assert.fail('it looked')
  const unannounced = new UnannouncedChanges({
    store: { cacheTrust: store.cacheTrust, listRunning },
    interruptions: { mark: listRunning, findLatest: listRunning },
    feed: processOn(store).feed,
    bus: { isConnected: false, interruptions: 1 },
    clock: new ManualClock(),
  })
  await unannounced.follow()
})
