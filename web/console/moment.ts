import { formatDateTime, formatDay, formatTime } from '../i18n/format.ts'
import { serverClock } from '../state/server-clock.ts'

/** Day and time of `at`, epoch ms, also for today: in a list of many days, a time alone says no day. */
export function formatMoment(language: string, at: number): string {
  const isToday = new Date(at).toDateString() === new Date(serverClock.now()).toDateString()
  if (!isToday) return formatDateTime(language, at)
  return [formatDay(language, at), formatTime(language, at)].join(language.startsWith('zh') ? ' ' : ', ')
}
