/** Jobs that one run takes together. */
export const MAX_AT_ONCE = 100
/** Far longer than a job takes. If the server that took a job is gone, another server takes it after this time. */
export const LEASE_MS = 10_000

const FIRST_DELAY_MS = 1_000
const MAX_DELAY_MS = 5 * 60_000

/** 1 s after the first failed attempt, then twice as long each time, up to 5 min. */
export function retryDelayMs(attempt: number): number {
  return Math.min(FIRST_DELAY_MS * 2 ** (attempt - 1), MAX_DELAY_MS)
}
