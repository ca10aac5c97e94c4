import type { EpochMs } from '../conference/identity.ts'

export interface Clock {
  /**
   * Server time. It never goes backwards, even if the wall clock is set back: stored times come from it, and timeouts are
   * measured by it. Its seconds are exact to 0.5 %.
   */
  now(): EpochMs
}

/** Everything that must be unpredictable or unique. */
export interface Ids {
  /** 24 lower-case hex digits; the first eight are the seconds of `at`. */
  object(at: EpochMs): string
  /** `count` decimal digits, the first of them not 0. */
  digits(count: number): string
  /** A lower-case UUID, version 4. */
  uuid(): string
  /** `count` ASCII letters and digits. */
  letters(count: number): string
}
