import type { When } from '../../contract/sandbox/types.ts'
import type { EpochMs } from '../conference/identity.ts'

const UNITS_MS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 24 * 3_600_000 } as const
const DISTANCE = /^([+-])(\d+)(ms|s|m|h|d)$/

/** The instant that a request names. `when` has the form that the contract requires. */
export function toInstant(when: When, now: EpochMs): EpochMs {
  if (typeof when === 'number') return when as EpochMs
  const [, sign, count, unit] = DISTANCE.exec(when) ?? []
  if (sign === undefined) return now
  const lengthMs = Number(count) * UNITS_MS[unit as keyof typeof UNITS_MS]
  return (now + (sign === '-' ? -lengthMs : lengthMs)) as EpochMs
}
