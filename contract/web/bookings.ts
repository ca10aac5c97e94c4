import Type from 'typebox'
import { PATTERNS } from '../patterns.ts'
import { Ok, PathId, schemaOf, tags, Time, webAnswers } from './schema.ts'
import type { BookedMeeting, BookedRecurrence, BookingDetails, BookingOrder } from './types.ts'

// The bookings of a signed-in person.

/** As many as DingTalk's standard edition has people in a conference. */
const MAX_INVITEES = 500
const MAX_INTERVAL = 99
const MAX_COUNT = 10_000
/** With this, a series that names both kinds of end is refused. */
const ONLY_THESE = { additionalProperties: false }

const WallTime = (description: string) => Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}$', description })
const WallDate = (description: string) => Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description })

const Recurrence = schemaOf<BookedRecurrence>()(
  Type.Object({
    frequency: Type.Enum(['daily', 'weekly', 'monthly']),
    interval: Type.Integer({ minimum: 1, maximum: MAX_INTERVAL, description: '2: every second day, week or month.' }),
    weekdays: Type.Optional(
      Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), {
        maxItems: 7,
        description: 'For `weekly`: 1 for Monday to 7 for Sunday.',
      }),
    ),
    end: Type.Union([
      Type.Object({ count: Type.Integer({ minimum: 1, maximum: MAX_COUNT }) }, ONLY_THESE),
      Type.Object({ until: WallDate('Last possible date.') }, ONLY_THESE),
    ]),
    leftOut: Type.Array(WallDate(''), { maxItems: 500, description: 'Dates on which it does not take place.' }),
  }),
)

export const Booked = schemaOf<BookedMeeting>()(
  Type.Object({
    bookingId: Type.String({ description: '`scheduleConferenceId` of the open API.' }),
    title: Type.String(),
    roomCode: Type.String(),
    passcode: Type.String(),
    startTime: Time('Planned start of the current date: the one that is going on or comes next.'),
    endTime: Time('Planned end of that date.'),
    state: Type.Enum(['upcoming', 'going-on', 'canceled']),
    inside: Type.Integer({ description: 'Number of people in the meeting.' }),
    heldEarly: Type.Optional(
      Type.Object(
        { startTime: Time(''), endTime: Time('') },
        { description: 'The meeting has started and ended before its planned start.' },
      ),
    ),
    timeZone: Type.Optional(Type.String({ description: 'IANA time zone in which it was planned.' })),
    series: Type.Optional(
      Type.Object(
        {
          start: WallTime('Local start of its first date.'),
          recurrence: Recurrence,
          date: WallDate('Its current date.'),
          lastDate: WallDate('Its last date.'),
        },
        { description: 'Present if it repeats.' },
      ),
    ),
    host: Type.Boolean({ description: 'The person is the booked host.' }),
    own: Type.Boolean({ description: 'The person booked it, and may change and cancel it.' }),
    organizer: Type.String({ description: 'Name of the person who booked it.' }),
    invited: Type.Integer({ description: 'Number of invitees.' }),
    link: Type.String({ description: 'Link to share.' }),
    calendarLink: Type.String({ description: 'Link to its calendar file, to share. That file has no passcode.' }),
  }),
)

export const Order = schemaOf<BookingOrder>()(
  Type.Object({
    title: Type.Optional(Type.String({ pattern: PATTERNS.visibleOrBlank, maxLength: 256 })),
    start: WallTime('When it begins: a local time of `timeZone`.'),
    end: WallTime('When it ends. If it repeats: on its first date.'),
    timeZone: Type.String({ minLength: 1, maxLength: 64, description: 'IANA time zone.' }),
    recurrence: Type.Optional(Recurrence),
    invitees: Type.Optional(
      Type.Array(Type.String({ minLength: 1, maxLength: 64 }), {
        maxItems: MAX_INVITEES,
        description: '`unionId` of people of the organization.',
      }),
    ),
    ringAtStart: Type.Optional(
      Type.Boolean({ description: 'Call the invitees at the start. By default they are not.' }),
    ),
    waitingRoom: Type.Optional(
      Type.Boolean({
        description:
          'Host or co-hosts let people in, or call them. By default a new booking is as its organization has it, and another one stays as it is.',
      }),
    ),
    joinBeforeHost: Type.Optional(
      Type.Boolean({ description: 'People may join before host and co-hosts. By default they may.' }),
    ),
  }),
)

const params = Type.Object({ id: PathId('Id of the booking.') })

/**
 * `POST /api/bookings`: books a meeting whose host is the person. 400 `times-wrong` if it ends before it begins or years later, or is
 * over; `no-such-date`; `no-such-time-zone`; `too-many-dates` for more than 500 dates or two years; `no-date`; `user-not-found` for
 * an invitee. 409 `too-many-bookings` if the person has made 100 that are not over.
 */
export const BookMeeting = {
  operationId: 'BookMeeting',
  summary: 'Book a meeting',
  tags,
  body: Order,
  response: webAnswers(Booked),
}

/** `PUT /api/bookings/:id`: replaces everything that the person planned. Refusals as for booking and for canceling. */
export const ChangeBooking = {
  operationId: 'ChangeBooking',
  summary: 'Change a booking of your own',
  tags,
  params,
  body: Order,
  response: webAnswers(Booked),
}

/** What the form shows of a booking. */
export const BookingFields = {
  start: WallTime('Local start. If it repeats: of its first date.'),
  end: WallTime('Local end.'),
  timeZone: Type.Optional(
    Type.String({ description: 'IANA time zone. Absent for a booking of the open API: then UTC.' }),
  ),
  recurrence: Type.Optional(Recurrence),
  invitees: Type.Array(Type.Object({ unionId: Type.String(), name: Type.String() })),
  ringAtStart: Type.Boolean(),
  waitingRoom: Type.Boolean(),
  joinBeforeHost: Type.Boolean(),
}

/** `GET /api/bookings/:id`: a booking that the person made, hosts or is invited to. 404 `booking-not-found` for any other. */
export const ReadBooking = {
  operationId: 'ReadBooking',
  summary: 'Read a booking',
  tags,
  params,
  response: webAnswers(schemaOf<BookingDetails>()(Type.Object({ booked: Booked, ...BookingFields }))),
}

/** `DELETE /api/bookings/:id`: nobody can join it any more. 404 `booking-not-found`, 403 `not-permitted` if somebody else booked it. */
export const CancelBooking = {
  operationId: 'CancelBooking',
  summary: 'Cancel a booking of your own',
  tags,
  params,
  response: webAnswers(Ok),
}

/** `DELETE /api/bookings/:id/dates/:date`: leaves out one date. Refusals as for canceling, and 404 `date-not-found`. */
export const CancelDate = {
  operationId: 'CancelDate',
  summary: 'Leave out one date of a booking that repeats',
  tags,
  params: Type.Object({ ...params.properties, date: PathId('Such as `2026-03-29`.') }),
  response: webAnswers(Ok),
}

/**
 * `GET /api/bookings/:id/calendar.ics`: the calendar file of a booking that the person made, hosts or is invited to, with
 * its passcode. It removes a canceled booking from a calendar. 404 `booking-not-found`.
 */
export const ReadCalendarFile = {
  operationId: 'ReadCalendarFile',
  summary: 'Get the calendar file of a booking',
  tags,
  params,
}
