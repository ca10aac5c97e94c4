import { randomBytes, randomInt, randomUUID } from 'node:crypto'
import { uptime } from 'node:os'
import type { EpochMs } from '../conference/identity.ts'
import type { Clock, Ids } from '../service/clock-and-ids.ts'

/** The clocks of a machine. */
export type TimeSource = Readonly<{
  /** The time of day, in epoch ms. It can be set forward and back. */
  wallMs: () => number
  /** It cannot be set. On some systems it stands still while the machine sleeps. */
  monotonicMs: () => number
  /** The time since the machine was started, including sleep. */
  uptimeMs: () => number
}>

/** Those of this machine. */
export const MACHINE: TimeSource = {
  wallMs: () => Date.now(),
  monotonicMs: () => performance.now(),
  uptimeMs: () => uptime() * 1_000,
}

/**
 * How fast server time approaches a wall clock that was set: 5 ms per second. So every window of up to 200 s is right
 * within a second, an hour in a meeting within 18 s, and one second is made up for in 200 s.
 */
const SLEW = 0.005
/**
 * Between two readings, both clocks normally advance alike. A larger difference means that the wall clock was set, or
 * that the machine slept.
 */
const STEP_MS = 1_000
/** If the wall clock is further behind the stored instants, the wall clock is right and the stored instants are wrong. */
const MAX_BEHIND_MS = 24 * 3_600_000

/**
 * Server time: the wall clock at the start plus the time that has passed, brought back to the wall clock slowly.
 *
 * @param given.latest the latest instant in the store that something waits on. Server time starts there if the wall
 *   clock is up to a day behind it
 * @param given.onStep called when the wall clock was set by more than a second, with the milliseconds
 */
export function systemClock(
  given: Readonly<{ source?: TimeSource; latest?: EpochMs; onStep?: (byMs: number) => void }> = {},
): Clock {
  const { source = MACHINE, latest = 0 } = given
  let monotonicMs = source.monotonicMs()
  let wallMs = source.wallMs()
  let asleepMs = source.uptimeMs() - monotonicMs
  let serverMs = latest - wallMs > MAX_BEHIND_MS ? wallMs : Math.max(wallMs, latest)
  return {
    now() {
      const before = { monotonicMs, wallMs }
      monotonicMs = source.monotonicMs()
      wallMs = source.wallMs()
      let passedMs = monotonicMs - before.monotonicMs
      let stepMs = wallMs - before.wallMs - passedMs
      if (Math.abs(stepMs) > STEP_MS) {
        const sleptMs = source.uptimeMs() - monotonicMs - asleepMs
        if (sleptMs > STEP_MS) {
          asleepMs += sleptMs
          passedMs += sleptMs
          stepMs -= sleptMs
        }
        if (Math.abs(stepMs) > STEP_MS) given.onStep?.(Math.round(stepMs))
      }
      serverMs += passedMs
      const mostMs = SLEW * passedMs
      serverMs += Math.max(-mostMs, Math.min(missingMs(serverMs, wallMs), mostMs))
      return Math.floor(serverMs) as EpochMs
    },
  }
}

/**
 * How far server time is behind the wall clock; negative if it is ahead. The wall clock shows whole milliseconds only, so
 * server time is not ahead of it within the same millisecond.
 */
function missingMs(serverMs: number, wallMs: number): number {
  if (serverMs < wallMs) return wallMs - serverMs
  return Math.min(0, wallMs + 0.999 - serverMs)
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** Ids from the machine's secure random source. */
export function randomIds(): Ids {
  return {
    object: (at) =>
      Math.floor(at / 1_000)
        .toString(16)
        .padStart(8, '0') + randomBytes(8).toString('hex'),
    digits: (count) => `${randomInt(1, 10)}${Array.from({ length: count - 1 }, () => randomInt(0, 10)).join('')}`,
    uuid: () => randomUUID(),
    letters: (count) => Array.from({ length: count }, () => LETTERS[randomInt(LETTERS.length)]).join(''),
  }
}
