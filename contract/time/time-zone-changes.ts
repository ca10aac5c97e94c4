import { toWallTime, wallDifference } from './wall-time.ts'

/** A change of the clocks: from one distance to UTC to another, in milliseconds. */
export type ZoneChange = Readonly<{ at: number; fromMs: number; toMs: number }>

/** Changes of a time zone are at least this far apart. */
const STEP_MS = 7 * 86_400_000
const MINUTE_MS = 60_000

/** How far the clocks of the time zone are ahead of UTC at a moment, in milliseconds. */
export function offsetAt(at: number, timeZone: string): number {
  const minute = Math.floor(at / MINUTE_MS) * MINUTE_MS
  return wallDifference(toWallTime(minute, 'UTC'), toWallTime(minute, timeZone))
}

/** All changes of the clocks between two moments, in order. */
export function listZoneChanges(
  timeZone: string,
  { from, to }: Readonly<{ from: number; to: number }>,
): readonly ZoneChange[] {
  const changes: ZoneChange[] = []
  for (let start = from; start < to; start += STEP_MS) {
    const end = Math.min(start + STEP_MS, to)
    const [fromMs, toMs] = [offsetAt(start, timeZone), offsetAt(end, timeZone)]
    if (fromMs !== toMs) changes.push({ at: changeBetween(start, end, timeZone), fromMs, toMs })
  }
  return changes
}

/** The clocks change once between the two moments. Changes are at whole minutes. */
function changeBetween(start: number, end: number, timeZone: string): number {
  const before = offsetAt(start, timeZone)
  let [low, high] = [Math.floor(start / MINUTE_MS), Math.ceil(end / MINUTE_MS)]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (offsetAt(middle * MINUTE_MS, timeZone) === before) low = middle
    else high = middle
  }
  return high * MINUTE_MS
}
