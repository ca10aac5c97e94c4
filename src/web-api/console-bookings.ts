import {
  CancelOrganizationBooking,
  CancelOrganizationDate,
  ChangeOrganizationBooking,
  ListOrganizationBookings,
  ListPlannedMeetings,
  ReadOrganizationBooking,
} from '../../contract/web/console-bookings.ts'
import type { OrganizationBooking } from '../../contract/web/console-meetings-types.ts'
import { WEB } from '../../contract/web/paths.ts'
import type { BookingId, EpochMs, UnionId } from '../conference/identity.ts'
import { routeOf, type Routes } from '../dingtalk/gateway/operation.ts'
import type { OwnBooking } from '../service/booking/own-bookings.ts'
import type { OrganizationBookings } from '../service/console/organization-bookings.ts'
import type { PlannedMeetings } from '../service/console/planned-meetings.ts'
import { limitOf, organizationOf, POSITION, readCursor, toCursor } from './administration-query.ts'
import { MAX_ORDER_BYTES, toBookedMeeting, toDetails, toOrder } from './own-bookings.ts'
import type { Principals } from './principals.ts'

export type ConsoleBookingsDeps = {
  organizationBookings: OrganizationBookings
  plannedMeetings: Pick<PlannedMeetings, 'load'>
}

/** The upcoming bookings of an organization, for its administrators. */
export function consoleBookingsApi(
  web: Routes,
  { organizationBookings, plannedMeetings, principals }: ConsoleBookingsDeps & { principals: Principals },
): void {
  const one = `${WEB.consoleBookings}/:id`

  web.get(WEB.consoleBookings, routeOf(ListOrganizationBookings), async (request, reply) => {
    const by = await principals.load(request, reply)
    const { query } = request
    const { userId, unionId } = query
    const after = readCursor(query, POSITION)
    const filter = {
      ...(userId !== undefined && { userId }),
      ...(unionId !== undefined && { unionId: unionId as UnionId }),
    }
    const page = { ...(after && { after }), limit: limitOf(query) }
    const { rows, next, person } = await organizationBookings.page(by, organizationOf(by, query), filter, page)
    return reply.send({
      bookings: rows.map(toBooking),
      ...(next && { cursor: toCursor(next) }),
      ...(person && { person }),
    })
  })

  web.get(WEB.consolePlanned, routeOf(ListPlannedMeetings), async (request, reply) => {
    const by = await principals.load(request, reply)
    const to = Number(request.query.to) as EpochMs
    const { total, first } = await plannedMeetings.load(by, organizationOf(by, request.query), to)
    return reply.send({ total, first: first.map(toBooking) })
  })

  web.get(one, routeOf(ReadOrganizationBooking), async (request, reply) => {
    const by = await principals.load(request, reply)
    const id = request.params.id as BookingId
    const { own, invitees } = await organizationBookings.load(by, organizationOf(by, request.query), id)
    return reply.send({ booked: toBooking(own), ...toDetails(own, invitees) })
  })

  web.put(one, { ...routeOf(ChangeOrganizationBooking), bodyLimit: MAX_ORDER_BYTES }, async (request, reply) => {
    const by = await principals.load(request, reply)
    const change = { id: request.params.id as BookingId, order: toOrder(request.body) }
    return reply.send(toBooking(await organizationBookings.change(by, organizationOf(by, request.query), change)))
  })

  web.delete(one, routeOf(CancelOrganizationBooking), async (request, reply) => {
    const by = await principals.load(request, reply)
    await organizationBookings.cancel(by, organizationOf(by, request.query), request.params.id as BookingId)
    return reply.send({ ok: true })
  })

  web.delete(`${one}/dates/:date`, routeOf(CancelOrganizationDate), async (request, reply) => {
    const by = await principals.load(request, reply)
    const { id, date } = request.params
    await organizationBookings.cancelDate(by, organizationOf(by, request.query), { id: id as BookingId, date })
    return reply.send({ ok: true })
  })
}

function toBooking(own: OwnBooking): OrganizationBooking {
  const { unionId } = own.booking.creator
  const { passcode: _p, link: _l, calendarLink: _c, host: _h, own: _o, ...shown } = toBookedMeeting(own, '', unionId)
  return { ...shown, organizerUnionId: unionId }
}
