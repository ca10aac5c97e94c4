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
