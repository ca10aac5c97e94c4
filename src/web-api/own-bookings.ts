import {
  BookMeeting,
  CancelBooking,
  CancelDate,
  ChangeBooking,
  ReadBooking,
  ReadCalendarFile,
} from '../../contract/web/bookings.ts'
import { WEB } from '../../contract/web/paths.ts'
import type {
  BookedMeeting,
  BookedRecurrence,
  BookedSeries,
  BookingDetails,
  BookingOrder,
} from '../../contract/web/types.ts'
import type { Recurrence, Series } from '../../contract/time/recurrence.ts'
import { dateOf, laterBy, toWallTime } from '../../contract/time/wall-time.ts'
import type { BookingId, UnionId } from '../conference/identity.ts'
import type { Bookings } from '../service/booking/bookings.ts'
import type { OwnBooking, OwnBookings, OwnOrder } from '../service/booking/own-bookings.ts'
import type { User } from '../service/account/directory-entries.ts'
import type { Routes } from '../dingtalk/gateway/operation.ts'
import { CALENDAR_FILE, calendarLink } from './booking-links.ts'
import { languageOf, sendCalendarFile } from './calendar-file.ts'
import type { PageSessions } from './page-sessions.ts'

type Deps = {
  pages: PageSessions
  bookings: Pick<Bookings, 'cancel' | 'shareLink'>
  ownBookings: Pick<OwnBookings, 'book' | 'change' | 'cancelDate' | 'load' | 'listInvitees'>
}

/** 500 invitees and 500 dates. */
export const MAX_ORDER_BYTES = 65_536

/** Books meetings for the signed-in person, changes and cancels them. */
export function ownBookingsApi(web: Routes, { pages, bookings, ownBookings }: Deps): void {
  web.post(
    WEB.bookings,
    { config: { operation: BookMeeting.operationId }, schema: BookMeeting, bodyLimit: MAX_ORDER_BYTES },
    async (request, reply) => {
      const { user } = await pages.loadWithChosenPassword(request, reply)
      const own = await ownBookings.book(user, toOrder(request.body))
      return reply.send(toBookedMeeting(own, bookings.shareLink(own.booking), user.unionId))
    },
  )

  web.put(
    `${WEB.bookings}/:id`,
    { config: { operation: ChangeBooking.operationId }, schema: ChangeBooking, bodyLimit: MAX_ORDER_BYTES },
    async (request, reply) => {
      const { user } = await pages.loadWithChosenPassword(request, reply)
      const own = await ownBookings.change(user, request.params.id as BookingId, toOrder(request.body))
      return reply.send(toBookedMeeting(own, bookings.shareLink(own.booking), user.unionId))
    },
  )

  web.get(
    `${WEB.bookings}/:id`,
    { config: { operation: ReadBooking.operationId }, schema: ReadBooking },
    async (request, reply) => {
      const { user } = await pages.loadWithChosenPassword(request, reply)
      const own = await ownBookings.load(user, request.params.id as BookingId)
      const booked = toBookedMeeting(own, bookings.shareLink(own.booking), user.unionId)
      return reply.send({ booked, ...toDetails(own, await ownBookings.listInvitees(own.booking)) })
    },
  )

  web.get(
    `${WEB.bookings}/:id/${CALENDAR_FILE}`,
    { config: { operation: ReadCalendarFile.operationId }, schema: ReadCalendarFile },
    async (request, reply) => {
      const { user } = await pages.loadWithChosenPassword(request, reply)
      const { booking } = await ownBookings.load(user, request.params.id as BookingId)
      const link = bookings.shareLink(booking)
      return sendCalendarFile(reply, booking, { link, withPasscode: true, language: languageOf(request) })
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

  web.delete(
    `${WEB.bookings}/:id/dates/:date`,
    { config: { operation: CancelDate.operationId }, schema: CancelDate },
    async (request, reply) => {
      const { user } = await pages.loadWithChosenPassword(request, reply)
      const { id, date } = request.params
      await ownBookings.cancelDate(user, id as BookingId, date)
      return reply.send({ ok: true })
    },
  )
}

/** What a person plans, as the page sends it. */
export function toOrder({ start, end, timeZone, recurrence, ...order }: BookingOrder): OwnOrder {
  return {
    title: order.title ?? '',
    plan: { start, end, timeZone, ...(recurrence && { recurrence }) },
    invitees: (order.invitees ?? []) as UnionId[],
    ringAtStart: order.ringAtStart ?? false,
    ...(order.waitingRoom !== undefined && { waitingRoom: order.waitingRoom }),
    beforeHost: order.joinBeforeHost ?? true,
  }
}

/** The booking as the person `unionId` sees it. `link`: its share link. */
export function toBookedMeeting({ booking, latest, date }: OwnBooking, link: string, unionId: UnionId): BookedMeeting {
  const { id, title, roomCode, passcode, creator, terms, invitees, series } = booking
  const { startsAt, endsAt, state, heldEarly } = date
  const timeZone = series?.timeZone ?? booking.timeZone
  return {
    bookingId: id,
    title,
    roomCode,
    passcode,
    startTime: startsAt,
    endTime: endsAt,
    state: state === 'over' ? 'upcoming' : state,
    inside: state === 'going-on' ? (latest?.activeCount ?? 0) : 0,
    ...(heldEarly && { heldEarly: { startTime: heldEarly.startsAt, endTime: heldEarly.endsAt } }),
    ...(timeZone !== undefined && { timeZone }),
    ...(series && { series: toSeries(series, { current: startsAt, last: booking.endsAt - series.lengthMs }) }),
    host: terms.host === unionId,
    own: creator.unionId === unionId,
    organizer: creator.nick,
    invited: invitees.length,
    link,
    calendarLink: calendarLink(link),
  }
}

/** `current` and `last`: the starts of two of its dates, in epoch milliseconds. */
function toSeries(series: Series, { current, last }: { current: number; last: number }): BookedSeries {
  const { start, timeZone, recurrence } = series
  const dateAt = (at: number) => dateOf(toWallTime(at, timeZone))
  return { start, recurrence: toRecurrence(recurrence), date: dateAt(current), lastDate: dateAt(last) }
}

function toRecurrence({ weekdays, leftOut, ...recurrence }: Recurrence): BookedRecurrence {
  return { ...recurrence, ...(weekdays && { weekdays: [...weekdays] }), leftOut: [...leftOut] }
}

/** What the form shows. */
export function toDetails({ booking }: OwnBooking, invitees: readonly User[]): Omit<BookingDetails, 'booked'> {
  const { series, startsAt, endsAt, ringAtStart, terms } = booking
  const timeZone = series?.timeZone ?? booking.timeZone
  const start = series?.start ?? toWallTime(startsAt, timeZone ?? 'UTC')
  const end = series ? laterBy(series.start, series.lengthMs) : toWallTime(endsAt, timeZone ?? 'UTC')
  return {
    start,
    end,
    ...(timeZone !== undefined && { timeZone }),
    ...(series && { recurrence: toRecurrence(series.recurrence) }),
    invitees: invitees.map(({ unionId, name }) => ({ unionId, name })),
    ringAtStart,
    waitingRoom: terms.waitingRoom,
    joinBeforeHost: terms.beforeHost,
  }
}
