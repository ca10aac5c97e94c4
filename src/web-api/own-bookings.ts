import { BookMeeting, CancelBooking } from '../../contract/web/meetings.ts'
import { WEB } from '../../contract/web/paths.ts'
import type { BookedMeeting } from '../../contract/web/types.ts'
import type { BookingId, EpochMs, UnionId } from '../conference/identity.ts'
import type { Booking } from '../service/booking/booking-ports.ts'
import type { Bookings } from '../service/booking/bookings.ts'
import type { Routes } from '../dingtalk/gateway/operation.ts'
import { calendarLink } from './booking-links.ts'
import type { PageSessions } from './page-sessions.ts'

type Deps = {
  pages: PageSessions
  bookings: Pick<Bookings, 'bookOwn' | 'cancel' | 'shareLink'>
}

/** Books a meeting for the signed-in person, and cancels it. */
export function ownBookingsApi(web: Routes, { pages, bookings }: Deps): void {
  web.post(
    WEB.bookings,
    { config: { operation: BookMeeting.operationId }, schema: BookMeeting },
    async (request, reply) => {
      const { user } = await pages.loadWithChosenPassword(request, reply)
      const { title = '', startTime, endTime, waitingRoom = false, joinBeforeHost = true } = request.body
      const booking = await bookings.bookOwn(user, {
        title,
        startsAt: startTime as EpochMs,
        endsAt: endTime as EpochMs,
        waitingRoom,
        beforeHost: joinBeforeHost,
      })
      return reply.send(toBookedMeeting(booking, bookings.shareLink(booking), user.unionId))
    },
  )

  web.delete(
    `${WEB.bookings}/:id`,
    { config: { operation: CancelBooking.operationId }, schema: CancelBooking },
    async (request, reply) => {
      const { user } = await pages.loadWithChosenPassword(request, reply)
      await bookings.cancel(user, request.params.id as BookingId, user.unionId)
      return reply.send({ ok: true })
    },
  )
}

/** The booking as the person `unionId` sees it. `link`: its share link. */
export function toBookedMeeting(booking: Booking, link: string, unionId: UnionId): BookedMeeting {
  const { id, title, roomCode, startsAt, endsAt, creator, terms } = booking
  return {
    bookingId: id,
    title,
    roomCode,
    startTime: startsAt,
    endTime: endsAt,
    host: terms.host === unionId,
    own: creator.unionId === unionId,
    link,
    calendarLink: calendarLink(link),
  }
}
