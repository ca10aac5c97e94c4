import type { TFunction } from 'i18next'
import { serverClock } from '../state/server-clock.ts'
import { toDurationText } from '../state/room/duration.ts'

/** The general text for an error code. A page that has a text of its own for the code shows that one instead. */
export function errorText(t: TFunction, code: string): string {
  switch (code) {
    case 'offline':
      return t('error.offline')
    case 'unavailable':
      return t('error.unavailable')
    case 'fault':
      return t('error.fault')
    case 'malformed':
      return t('error.malformed')
    case 'too-many-tries':
      return t('error.tooManyTries')
    case 'signed-out':
      return t('error.signedOut')
    case 'not-signed-in':
      return t('error.notSignedIn')
    case 'incomplete':
      return t('error.incomplete')
    case 'provider-unknown':
      return t('error.providerUnknown')
    case 'provider-unavailable':
      return t('error.providerUnavailable')
    case 'provider-failed':
      return t('error.providerFailed')
    case 'not-permitted':
      return t('error.notPermitted')
    case 'times-wrong':
      return t('home.booking.timesWrong')
    case 'booking-not-found':
    case 'date-not-found':
      return t('home.booking.gone')
    case 'too-many-dates':
      return t('home.bookingForm.tooManyDates')
    case 'no-date':
      return t('home.bookingForm.noDate')
    case 'no-such-date':
      return t('home.bookingForm.noSuchDate')
    case 'no-such-time-zone':
      return t('home.bookingForm.noSuchTimeZone')
    case 'too-many-bookings':
      return t('home.bookingForm.tooManyBookings')
    case 'number-wrong':
      return t('home.bookingForm.numberWrong')
    case 'user-not-found':
      return t('home.bookingForm.inviteeUnknown')
    case 'booking-canceled':
      return t('home.bookingForm.canceled')
    default:
      return t('error.unknown', { code })
  }
}

export function formatDuration(t: TFunction, durationMs: number): string {
  const text = toDurationText(durationMs)
  return text.key === 'time.hours' ? t(text.key, text) : t(text.key, { count: text.count })
}

/** Hours without a leading zero. */
const CLOCK: Intl.DateTimeFormatOptions = { hour: 'numeric', minute: '2-digit' }

/** The date and time of `at`, in epoch ms. The day is left out if it is today, and the year if it is this year. */
export function formatDateTime(language: string, at: number): string {
  const [then, now] = [new Date(at), new Date(serverClock.now())]
  const isToday = then.toDateString() === now.toDateString()
  const day = { weekday: 'short', day: 'numeric', month: 'short' } as const
  return new Intl.DateTimeFormat(language, {
    ...(then.getFullYear() !== now.getFullYear() && { year: 'numeric' }),
    ...(!isToday && day),
    ...CLOCK,
  }).format(at)
}

/** A day in words: "Today", "Yesterday", "Tomorrow", or its date, with its year unless it is this year. `day`: a moment of it, epoch ms. */
export function formatDay(language: string, day: number): string {
  const [then, now] = [new Date(day), new Date(serverClock.now())]
  const daysAgo = Math.round((now.setHours(0, 0, 0, 0) - then.setHours(0, 0, 0, 0)) / 86_400_000)
  if (Math.abs(daysAgo) <= 1) {
    const word = new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(-daysAgo, 'day')
    return word.charAt(0).toLocaleUpperCase(language) + word.slice(1)
  }
  const isThisYear = then.getFullYear() === now.getFullYear()
  return new Intl.DateTimeFormat(language, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(!isThisYear && { year: 'numeric' }),
  }).format(day)
}

/** The time of `at`, and its day if that is another one than that of `from`. Both in epoch ms. */
export function formatTimeAfter(language: string, at: number, from: number): string {
  const isSameDay = new Date(at).toDateString() === new Date(from).toDateString()
  const day = { weekday: 'short', day: 'numeric', month: 'short' } as const
  return new Intl.DateTimeFormat(language, { ...(!isSameDay && day), ...CLOCK }).format(at)
}

/** Hours and minutes as the language writes them, `1:25 PM` or `9:25`; `at` in epoch ms. */
export function formatTime(language: string, at: number): string {
  return new Intl.DateTimeFormat(language, CLOCK).format(at)
}
