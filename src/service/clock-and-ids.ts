import type { EpochMs } from '../conference/identity.ts'

export interface Clock {
  /**
   * Server time. Never earlier than it was before, whatever is done to the wall clock: what is stored takes its instants
   * from it, and every window is measured by it. Within 0.5 % a second of it is a second.
   */
  now(): EpochMs
}

/** Everything that must be unpredictable or unique. */
export interface Ids {
  /** 24 lower-case hex digits; the first eight are the seconds of `at`. */
  object(at: EpochMs): string
  /** `count` decimal digits, the first of them not 0. */
  digits(count: number): string
  /** Lower-case version 4. */
  uuid(): string
  /** `count` letters and digits of ASCII. */
  letters(count: number): string
}
