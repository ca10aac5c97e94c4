/** The time of day of `at`, epoch ms, in a time zone; with its date if that is not the date of `from`. */
export function formatClock(
  language: string,
  at: number,
  { timeZone, from }: { timeZone: string; from: number },
): string {
  const dayOf = (moment: number) => new Intl.DateTimeFormat('en', { dateStyle: 'short', timeZone }).format(moment)
  const day = { weekday: 'short', day: 'numeric', month: 'short' } as const
  return new Intl.DateTimeFormat(language, {
    ...(dayOf(at) !== dayOf(from) && day),
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

/** Hours and minutes, and seconds if the marks of a scale are less than a minute apart. */
export function formatMark(
  language: string,
  at: number,
  { timeZone, apartMs }: { timeZone: string; apartMs: number },
): string {
  const isFine = apartMs < MINUTE_MS
  return isFine ? formatClock(language, at, { timeZone, from: at }) : formatMinute(language, at, timeZone)
}

/** Hours and minutes. */
export function formatMinute(language: string, at: number, timeZone: string): string {
  return new Intl.DateTimeFormat(language, { hour: 'numeric', minute: '2-digit', timeZone }).format(at)
}

/** A day without its year, such as “Mon, Mar 29”. */
export function formatDay(language: string, at: number, timeZone: string): string {
  return new Intl.DateTimeFormat(language, { weekday: 'short', day: 'numeric', month: 'short', timeZone }).format(at)
}
