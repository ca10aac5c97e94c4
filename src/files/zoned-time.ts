import { fromAbsolute } from '@internationalized/date'

/** A local time of a time zone. `offset`: such as `+02:00`. `wallMs`: the time that the clock shows, as if it were UTC. */
export type ZonedTime = Readonly<{ text: string; offset: string; wallMs: number }>

const SECOND_MS = 1_000
const OFFSET = /[+-]\d\d:\d\d$/

/** The time at a moment, in epoch milliseconds. Parts of a second are cut off. `text`: ISO 8601 with offset. */
export function toZonedTime(at: number, timeZone: string): ZonedTime {
  const zoned = fromAbsolute(Math.floor(at / SECOND_MS) * SECOND_MS, timeZone)
  const [text = ''] = zoned.toString().split('[')
  const [offset = '+00:00'] = OFFSET.exec(text) ?? []
  return { text, offset, wallMs: zoned.toDate().getTime() + zoned.offset }
}
