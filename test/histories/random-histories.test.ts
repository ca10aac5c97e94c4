import { test } from 'node:test'
import fc from 'fast-check'
import { play } from './play.ts'
import { anyHistory } from './steps.ts'
import { openHistoryWorld } from './world.ts'

/** How long to search, if the number of histories is not set. */
const SEARCH_MS = 25_000
const MAX_HISTORIES = 1_000
/** How long to look for a shorter history after a failure. */
const SHRINK_MS = 20_000
const HISTORIES = Number(process.env['TEST_HISTORIES'] ?? 0)
const SEED = process.env['TEST_SEED']

test('[AG1] [AG2] [AG3] [AG4] [AG5] [AG6] [AG7] [AG8] no random history contradicts itself', async (t) => {
  await using world = await openHistoryWorld()
  const startedAt = performance.now()
  let endsAt = HISTORIES > 0 ? Infinity : startedAt + SEARCH_MS
  let histories = 0
  let steps = 0
  const property = fc.asyncProperty(anyHistory, async (history) => {
    // At least one, however slow the machine is.
    if (histories > 0 && performance.now() > endsAt) return
    histories += 1
    steps += history.length
    try {
      await play(world, history)
    } catch (error) {
      if (endsAt === startedAt + SEARCH_MS) endsAt = performance.now() + SHRINK_MS
      throw error
    }
  })
  const seed = SEED === undefined ? {} : { seed: Number(SEED) }
  await fc.assert(property, { numRuns: HISTORIES || MAX_HISTORIES, ...seed })
  t.diagnostic(`${histories} histories of ${steps} steps in ${Math.round(performance.now() - startedAt)} ms`)
})
