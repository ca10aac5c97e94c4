import { isOwnRoomId } from '../conference/identity.ts'
import type { ConferenceHead } from '../service/conduct/conference-head.ts'

/** The booking of a conference; `undefined` for a conference of an own room, because DingTalk has no such rooms. */
export function bookingOf({ bookingId }: Pick<ConferenceHead, 'bookingId'>): { scheduleConferenceId?: string } {
  return bookingId === undefined || isOwnRoomId(bookingId) ? {} : { scheduleConferenceId: bookingId }
}

/** `3` for a booked conference, otherwise `0`. */
export function bizTypeOf(head: Pick<ConferenceHead, 'bookingId'>): '0' | '3' {
  return bookingOf(head).scheduleConferenceId === undefined ? '0' : '3'
}
