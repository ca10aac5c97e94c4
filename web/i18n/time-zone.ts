/** Where the person who looks is, and the time zone of the meeting. Both by their IANA names. */
type Zones = Readonly<{ there: string; here: string }>

/** The time of day in the zone `there`; `undefined` if clocks show the same in both at that moment. `at`: epoch ms. */
export function timeElsewhere(
  language: string,
  at: number,
  { there, here }: Zones,
): { time: string; zone: string } | undefined {
  const dateTime = (timeZone: string) =>
    new Intl.DateTimeFormat(language, { dateStyle: 'short', timeStyle: 'short', timeZone }).format(at)
  if (dateTime(there) === dateTime(here)) return undefined
  return { time: new Intl.DateTimeFormat(language, { timeStyle: 'short', timeZone: there }).format(at), zone: there }
}
