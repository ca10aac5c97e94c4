/** Where the person who looks is, and the time zone of the meeting. Both by their IANA names. */
type Zones = Readonly<{ there: string; here: string }>

/**
 * The time of day in the zone `there`, with the weekday if that is another day; `undefined` if clocks show the same in both at
 * that moment. `at`: epoch ms.
 */
export function timeElsewhere(
  language: string,
  at: number,
  { there, here }: Zones,
): { time: string; zone: string } | undefined {
  const format = (timeZone: string, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language, { ...options, timeZone }).format(at)
  const isSame = (options: Intl.DateTimeFormatOptions) => format(there, options) === format(here, options)
  const isSameDay = isSame({ dateStyle: 'short' })
  if (isSameDay && isSame({ timeStyle: 'short' })) return undefined
  const time = { hour: 'numeric', minute: '2-digit' } as const
  return { time: format(there, isSameDay ? time : { ...time, weekday: 'short' }), zone: there }
}
