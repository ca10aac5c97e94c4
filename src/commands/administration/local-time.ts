import { toZonedTime } from '../../files/zoned-time.ts'

/** The time of a time zone at a moment in epoch milliseconds, such as `2026-03-29 09:30:00`. By default, that of this machine. */
export function toLocalTime(at: number, timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone): string {
  return toZonedTime(at, timeZone).text.slice(0, 19).replace('T', ' ')
}
