import type { TFunction } from 'i18next'
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
      return t('home.booking.gone')
    default:
      return t('error.unknown', { code })
  }
}

export function formatDuration(t: TFunction, durationMs: number): string {
  const text = toDurationText(durationMs)
  return text.key === 'time.hours' ? t(text.key, text) : t(text.key, { count: text.count })
}

/** The date and time of `at`, in epoch ms. The day is left out if it is today, and the year if it is this year. */
export function formatDateTime(language: string, at: number): string {
  const [then, now] = [new Date(at), new Date()]
  const isToday = then.toDateString() === now.toDateString()
  const day = { weekday: 'short', day: 'numeric', month: 'short' } as const
  return new Intl.DateTimeFormat(language, {
    ...(then.getFullYear() !== now.getFullYear() && { year: 'numeric' }),
    ...(!isToday && day),
    ...clockParts(language),
  }).format(at)
}

/** Hours and minutes as the language writes them, `1:25 PM` or `09:25`; `at` in epoch ms. */
export function formatTime(language: string, at: number): string {
  return new Intl.DateTimeFormat(language, clockParts(language)).format(at)
}

function clockParts(language: string): Intl.DateTimeFormatOptions {
  return { hour: language === 'en' ? 'numeric' : '2-digit', minute: '2-digit' }
}
