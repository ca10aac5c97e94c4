/** Meetings that began on the same day of the device’s calendar. `day`: when that day began, epoch ms. */
export type Day<T> = Readonly<{ day: number; meetings: readonly T[] }>

/** Groups meetings by the day on which they began. Days are in the order of their first meeting. */
export function groupByDay<T extends { startTime: number }>(meetings: readonly T[]): readonly Day<T>[] {
  const days = Map.groupBy(meetings, ({ startTime }) => new Date(startTime).setHours(0, 0, 0, 0))
  return Array.from(days, ([day, ofDay]) => ({ day, meetings: ofDay }))
}
