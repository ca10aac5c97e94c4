import { randomBytes, randomInt, randomUUID } from 'node:crypto'
import type { EpochMs } from '../conference/identity.ts'
import type { Clock, Ids } from '../service/clock-and-ids.ts'

/** The machine's clock. It stands still while the machine's clock is behind an earlier reading. */
export function systemClock(): Clock {
  let latest = 0
  return {
    now() {
      latest = Math.max(latest, Date.now())
      return latest as EpochMs
    },
  }
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
