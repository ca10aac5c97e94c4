import type { BookedMeeting, HomeAnswer, OngoingMeeting } from '../../../contract/web/types.ts'

/** `attendStatus` of a person in the meeting. */
const INSIDE = 3

/** Every meeting once: in progress without a booking, in progress with one, or scheduled. */
export type PlacedMeetings = Readonly<{
  ongoing: readonly OngoingMeeting[]
  /** `isInside`: the person is in it, on some device. */
  goingOn: readonly Readonly<{ meeting: BookedMeeting; isInside: boolean }>[]
  scheduled: readonly BookedMeeting[]
}>

/** Places each meeting in one list. */
export function placeMeetings({ ongoing, booked }: HomeAnswer): PlacedMeetings {
  const goingOn = booked.filter(({ state }) => state === 'going-on')
  const codes = new Set(goingOn.map(({ roomCode }) => roomCode))
  const inside = new Set(ongoing.filter(({ status }) => status === INSIDE).map(({ roomCode }) => roomCode))
  return {
    ongoing: ongoing.filter(({ roomCode }) => !codes.has(roomCode)),
    goingOn: goingOn.map((meeting) => ({ meeting, isInside: inside.has(meeting.roomCode) })),
    scheduled: booked.filter(({ state }) => state !== 'going-on'),
  }
}

/** Meetings that began on the same day of the device’s calendar. `day`: when that day began, epoch ms. */
export type Day<T> = Readonly<{ day: number; meetings: readonly T[] }>

/** Groups meetings by the day on which they began. Days are in the order of their first meeting. */
export function groupByDay<T extends { startTime: number }>(meetings: readonly T[]): readonly Day<T>[] {
  const days = Map.groupBy(meetings, ({ startTime }) => new Date(startTime).setHours(0, 0, 0, 0))
  return Array.from(days, ([day, ofDay]) => ({ day, meetings: ofDay }))
}
