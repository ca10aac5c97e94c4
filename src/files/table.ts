import type { EpochMs } from '../conference/identity.ts'

/** `at`: a moment. `minutes`: a length in milliseconds that is shown in minutes. `share`: 0 to 1, shown in percent. */
export type Cell =
  | string
  | number
  | Readonly<{ at: EpochMs }>
  | Readonly<{ minutes: number }>
  | Readonly<{ share: number }>

/** A table for people. An absent cell is empty. Times are local times of `timeZone`, an IANA name. */
export type Table = Readonly<{
  name: string
  timeZone: string
  columns: readonly string[]
  rows: readonly (readonly (Cell | undefined)[])[]
}>

const MINUTE_MS = 60_000

/** With two digits after the point. */
export function toMinutes(lengthMs: number): number {
  return Math.round((lengthMs / MINUTE_MS) * 100) / 100
}

/** With two digits after the point. */
export function toPercent(share: number): number {
  return Math.round(share * 10_000) / 100
}
