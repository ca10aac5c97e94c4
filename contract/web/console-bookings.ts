import Type from 'typebox'
import { CorpId, NextCursor, Page } from './administration.ts'
import { Booked, BookingFields, Order } from './bookings.ts'
import { ChosenPerson, OfPerson } from './console-meetings.ts'
import type {
  OrganizationBooking,
  OrganizationBookingDetails,
  OrganizationBookings,
  PlannedMeetingsAnswer,
} from './console-meetings-types.ts'
import { Instant, Ok, PathId, schemaOf, tags, webAnswers } from './schema.ts'

// The bookings of an organization, for its administrators. 403 `not-administrator`.

const query = Type.Object({ corpId: CorpId })
const params = Type.Object({ id: PathId('Id of the booking.') })

const { passcode: _p, link: _l, calendarLink: _c, host: _h, own: _o, ...SHOWN } = Booked.properties
const Booking = schemaOf<OrganizationBooking>()(
  Type.Object({ ...SHOWN, organizerUnionId: Type.String({ description: 'unionId of the person who booked it.' }) }),
)

/** `GET /api/console/bookings`: those that are neither over nor canceled; the date that ends first is first. 404 `user-not-found`. */
export const ListOrganizationBookings = {
  operationId: 'ListOrganizationBookings',
  summary: 'List the upcoming bookings of an organization',
  tags,
  querystring: Type.Object({ corpId: CorpId, ...OfPerson, ...Page }),
  response: webAnswers(
    schemaOf<OrganizationBookings>()(
      Type.Object({ bookings: Type.Array(Booking), cursor: NextCursor, person: ChosenPerson }),
    ),
  ),
}

/** `GET /api/console/planned`: those that begin later today. 403 `not-administrator`. */
export const ListPlannedMeetings = {
  operationId: 'ListPlannedMeetings',
  summary: 'List the booked meetings of an organization that begin later in the day',
  tags,
  querystring: Type.Object({
    corpId: CorpId,
    to: Instant('When the day ends where the administrator is.'),
  }),
  response: webAnswers(
    schemaOf<PlannedMeetingsAnswer>()(
      Type.Object({
        total: Type.Integer({ description: 'How many begin from now until then. None of them is in progress.' }),
        first: Type.Array(Booking, { description: 'The 20 that begin first.' }),
      }),
    ),
  ),
}

/** `GET /api/console/bookings/:id`: 404 `booking-not-found`. */
export const ReadOrganizationBooking = {
  operationId: 'ReadOrganizationBooking',
  summary: 'Read a booking of an organization',
  tags,
  querystring: query,
  params,
  response: webAnswers(schemaOf<OrganizationBookingDetails>()(Type.Object({ booked: Booking, ...BookingFields }))),
}

/** `PUT /api/console/bookings/:id`: replaces everything that was planned. Refusals as for changing an own booking. */
export const ChangeOrganizationBooking = {
  operationId: 'ChangeOrganizationBooking',
  summary: 'Change a booking of an organization',
  tags,
  querystring: query,
  params,
  body: Order,
  response: webAnswers(Booking),
}

/** `DELETE /api/console/bookings/:id`: nobody can join it anymore. 404 `booking-not-found`. */
export const CancelOrganizationBooking = {
  operationId: 'CancelOrganizationBooking',
  summary: 'Cancel a booking of an organization',
  tags,
  querystring: query,
  params,
  response: webAnswers(Ok),
}

/** `DELETE /api/console/bookings/:id/dates/:date`: leaves out one date. Refusals as for canceling, and 404 `date-not-found`. */
export const CancelOrganizationDate = {
  operationId: 'CancelOrganizationDate',
  summary: 'Leave out one date of a booking of an organization',
  tags,
  querystring: query,
  params: Type.Object({ ...params.properties, date: PathId('Such as `2026-03-29`.') }),
  response: webAnswers(Ok),
}
