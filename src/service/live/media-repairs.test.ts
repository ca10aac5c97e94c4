import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import type { ConferenceId } from '../../conference/identity.ts'
import type { EngineRooms } from './media.ts'
import { MediaRepairs } from './media-repairs.ts'

const [C1, C2] = ['c1', 'c2'] as ConferenceId[] as [ConferenceId, ConferenceId]

function opened(part: Partial<EngineRooms> = {}) {
  const compared: ConferenceId[] = []
  const repaired: number[] = []
  const errors: unknown[] = []
  const rooms: EngineRooms = {
    list: async () => [C1, C2],
    repair: async (id) => compared.push(id),
    readReport: async () => undefined,
    ...part,
  }
  const conductor = { findCommitted: async () => undefined }
  const repairs = new MediaRepairs({ rooms, conductor, onError: (error) => errors.push(error) })
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

test('[LK12] hints of the same moment lead to one comparison of the room', async (t: TestContext) => {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  const { repairs, compared } = opened()
  for (let hints = 0; hints < 5; hints += 1) repairs.hint(C1)
  assert.deepEqual(compared, [])
  t.mock.timers.tick(200)
  assert.deepEqual(compared, [C1])
  repairs.hint(C1)
  t.mock.timers.tick(200)
  assert.deepEqual(compared, [C1, C1])
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
