import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ConferenceId } from '../../conference/identity.ts'
import type { EngineRooms } from './media.ts'
import { MediaRepairs } from './media-repairs.ts'
import { ManualClock } from '../conduct/recorded-store.fixture.ts'
import type { RelayChannel } from '../relay.ts'

const [C1, C2] = ['c1', 'c2'] as ConferenceId[] as [ConferenceId, ConferenceId]
const PERIOD_MS = 10_000

/** Carries the messages of all servers at once. */
class Servers {
  readonly #channels: RelayChannel<object>[] = []
  /** A server that is not connected hears nothing, and tells nothing. */
  isConnected = true

  relay(serverNumber: number) {
    return {
      serverNumber,
      open: <M extends object>(_: string, channel: RelayChannel<M>) => {
        const own = channel as unknown as RelayChannel<object>
        this.#channels.push(own)
        return (message: M) => {
          if (!this.isConnected) return
          for (const other of this.#channels) if (other !== own) other.receive(message)
        }
      },
    }
  }
}

function opened(
  part: Partial<EngineRooms> = {},
  { servers = new Servers(), serverNumber = 0, clock = new ManualClock() } = {},
) {
  const compared: ConferenceId[] = []
  const repaired: number[] = []
  const errors: unknown[] = []
  const rooms: EngineRooms = {
    list: async () => [C1, C2],
    repair: async (id) => compared.push(id),
    findSession: async () => undefined,
    readReport: async () => undefined,
    ...part,
  }
  const conductor = { findCommitted: async () => undefined }
  const relay = servers.relay(serverNumber)
  const onError = (error: unknown) => void errors.push(error)
  const repairs = new MediaRepairs({ rooms, conductor, clock, relay, periodMs: PERIOD_MS, onError })
  repairs.onRepaired((count) => repaired.push(count))
  return { repairs, compared, repaired, errors }
}

test('[LK11] every room is compared, and what was put right is counted', async () => {
  const { repairs, compared, repaired } = opened()
  await repairs.run()
  assert.deepEqual(
    [compared, repaired],
    [
      [C1, C2],
      [1, 2],
    ],
  )
})

test('[LK12] a hint leads to a comparison at once, and further ones to one more', async () => {
  const { repairs, compared } = opened()
  for (let hints = 0; hints < 5; hints += 1) repairs.hint(C1)
  repairs.hint(C2)
  assert.deepEqual(compared, [C1, C2])
  await repairs.runHinted()
  assert.deepEqual(compared, [C1, C2, C1])
  repairs.hint(C1)
  assert.deepEqual(compared, [C1, C2, C1], 'it was compared just now')
  await repairs.runHinted()
  await repairs.runHinted()
  repairs.hint(C1)
  assert.deepEqual(compared, [C1, C2, C1, C1, C1])
})

test('[LK22] several servers compare each room once in a period', async () => {
  const [servers, clock] = [new Servers(), new ManualClock()]
  const list = async () => Array.from({ length: 20 }, (_, index) => `c${index}` as ConferenceId)
  const slowly = { list, repair: async () => new Promise<number>((resolve) => void setImmediate(resolve, 0)) }
  const compared: ConferenceId[][] = []
  const all = [1, 2, 3].map((serverNumber) => {
    const own: ConferenceId[] = []
    compared.push(own)
    const repair = async (id: ConferenceId) => (own.push(id), slowly.repair())
    return opened({ ...slowly, repair }, { servers, serverNumber, clock })
  })
  for (let period = 1; period <= 3; period += 1) {
    await Promise.all(all.map(({ repairs }) => repairs.run()))
    assert.deepEqual(
      compared.flat().toSorted(),
      Array(period)
        .fill(await list())
        .flat()
        .toSorted(),
    )
    for (const own of compared) assert.ok(own.length >= 5 * period, `one server has compared ${own.length} rooms`)
    clock.forward(PERIOD_MS)
  }
})

test('[LK22] a server that is gone leaves no room uncompared, and without Redis each server compares all', async () => {
  const [servers, clock] = [new Servers(), new ManualClock()]
  const one = opened({}, { servers, serverNumber: 1, clock })
  const two = opened({}, { servers, serverNumber: 2, clock })
  await one.repairs.run()
  clock.forward(PERIOD_MS / 2)
  await two.repairs.run()
  assert.deepEqual([one.compared.length, two.compared.length], [2, 0])
  clock.forward(PERIOD_MS) // the first server is gone
  await two.repairs.run()
  assert.deepEqual(two.compared.toSorted(), [C1, C2])
  servers.isConnected = false
  for (const { repairs } of [one, two]) await repairs.run()
  assert.deepEqual([one.compared.length, two.compared.length], [2, 4])
  clock.forward(PERIOD_MS)
  for (const { repairs } of [one, two]) await repairs.run()
  assert.deepEqual([one.compared.length, two.compared.length], [4, 6])
})

test('[LK13] an engine that cannot be reached is reported once, and again after it was back', async () => {
  let isDown = true
  const list = async () => {
    if (isDown) throw new Error('connection refused')
    return []
  }
  const { repairs, errors } = opened({ list })
  await repairs.run()
  await repairs.run()
  assert.equal(errors.length, 1)
  isDown = false
  await repairs.run()
  isDown = true
  await repairs.run()
  assert.equal(errors.length, 2)
})
