/** `from`: a moment whose day is known, epoch ms. */
type Since = Readonly<{ timeZone: string; from: number }>

/** The time of day of `at`, epoch ms, in a time zone; with its date if that is not the date of `from`. */
export function formatClock(language: string, at: number, { timeZone, from }: Since): string {
  return new Intl.DateTimeFormat(language, {
    ...dayUnlessSame(at, { timeZone, from }),
    hour: 'numeric',
    minute: '2-digit',
    second: '2-digit',
    timeZone,
  }).format(at)
}

/** Date and time of day without seconds. */
export function formatMoment(language: string, at: number, timeZone: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'short', timeZone }).format(at)
}

const MINUTE_MS = 60_000

/** As `formatMinute`, with a shorter date, and with seconds if the marks of a scale are less than a minute apart. */
export function formatMark(
  language: string,
  at: number,
  { timeZone, from, apartMs }: Since & { apartMs: number },
): string {
  const { weekday: _long, ...day } = dayUnlessSame(at, { timeZone, from })
  const second = apartMs < MINUTE_MS ? ({ second: '2-digit' } as const) : {}
  const time = { hour: 'numeric', minute: '2-digit', ...second } as const
  return new Intl.DateTimeFormat(language, { ...day, ...time, timeZone }).format(at)
}

/** Hours and minutes, with their date if that is not the date of `from`. */
export function formatMinute(language: string, at: number, { timeZone, from }: Since): string {
  const day = dayUnlessSame(at, { timeZone, from })
  return new Intl.DateTimeFormat(language, { ...day, hour: 'numeric', minute: '2-digit', timeZone }).format(at)
}

function dayUnlessSame(at: number, { timeZone, from }: Since): Intl.DateTimeFormatOptions {
  const dayOf = (moment: number) => new Intl.DateTimeFormat('en', { dateStyle: 'short', timeZone }).format(moment)
  return dayOf(at) === dayOf(from) ? {} : { weekday: 'short', day: 'numeric', month: 'short' }
}

/** A day without its year, such as “Mon, Mar 29”. */
export function formatDay(language: string, at: number, timeZone: string): string {
  return new Intl.DateTimeFormat(language, { weekday: 'short', day: 'numeric', month: 'short', timeZone }).format(at)
}
