import type { TFunction } from 'i18next'
import type { BookedMeeting } from '../../contract/web/types.ts'
import { serverClock } from '../state/server-clock.ts'

/** 1 January 2024 was a Monday. */
const MONDAY_MS = Date.UTC(2024, 0, 1)
const DAY_MS = 86_400_000

/** A date such as `2026-03-29` with its weekday; its year only if it is not this year. */
export function formatDate(language: string, date: string): string {
  const at = Date.parse(`${date}T00:00Z`)
  const isThisYear = date.startsWith(`${new Date(serverClock.now()).getFullYear()}-`)
  const parts = { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' } as const
  return new Intl.DateTimeFormat(language, { ...parts, ...(!isThisYear && { year: 'numeric' }) }).format(at)
}

/** The short names of the weekdays, from Monday. `weekday`: 1 to 7. */
export function weekdayNames(language: string): readonly Readonly<{ weekday: number; name: string }>[] {
  const names = new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' })
  return [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, name: names.format(MONDAY_MS + (weekday - 1) * DAY_MS) }))
}

/** Such as “Weekly on Mon, Wed until Dec 24”. */
export function recurrenceText(
  t: TFunction,
  language: string,
  { recurrence, lastDate }: NonNullable<BookedMeeting['series']>,
): string {
  const { frequency, interval: count, weekdays = [] } = recurrence
  const names = weekdayNames(language).filter(({ weekday }) => weekdays.includes(weekday))
  const days = names.map(({ name }) => name).join(t('home.booking.dayComma'))
  const until = formatDate(language, lastDate)
  const how =
    count === 1 ? t(`home.booking.repeats.${frequency}`) : t(`home.booking.repeatsEvery.${frequency}`, { count })
  return frequency === 'weekly' && days !== ''
    ? t('home.booking.repeatsOn', { how, days, until })
    : t('home.booking.repeatsUntil', { how, until })
}
