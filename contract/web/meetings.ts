import Type from 'typebox'
import { PATTERNS } from '../patterns.ts'
import { Ok, schemaOf, ShortText, tags, Time, webAnswers } from './schema.ts'
import type { BookedMeeting, FoundPeople, HomeAnswer } from './types.ts'

// The home page of a signed-in person: their meetings and bookings.

/** The end of the year 9999: a calendar file cannot name a later moment. */
const LAST_INSTANT_MS = 253_402_300_799_999
const Instant = (description: string) => Type.Integer({ minimum: 0, maximum: LAST_INSTANT_MS, description })
const Title = Type.Optional(Type.String({ pattern: PATTERNS.visibleOrBlank, maxLength: 256 }))

const Booked = schemaOf<BookedMeeting>()(
  Type.Object({
    bookingId: Type.String({ description: '`scheduleConferenceId` of the open API.' }),
    title: Type.String(),
    roomCode: Type.String(),
    startTime: Time('Planned start.'),
    endTime: Time('Planned end.'),
    host: Type.Boolean({ description: 'The person is the booked host.' }),
    own: Type.Boolean({ description: 'The person booked it, and may cancel it.' }),
    link: Type.String({ description: 'Link to share.' }),
    calendarLink: Type.String({ description: 'Link to its calendar file.' }),
  }),
)

/**
 * `GET /api/home`: the person's conferences in progress; the last 20 that have ended, newest first; and bookings that they
 * made, or are host or co-host of. Bookings whose end has passed are left out. Of the others there are the 50 that end
 * next, by start.
 */
export const Home = {
  operationId: 'Home',
  summary: 'List your meetings',
  tags,
  response: webAnswers(
    schemaOf<HomeAnswer>()(
      Type.Object({
        ongoing: Type.Array(
          Type.Object({
            conferenceId: Type.String(),
            title: Type.String(),
            roomCode: Type.String(),
            startTime: Time(''),
            status: Type.Integer({ description: 'As `attendStatus` of the open API: the person’s own.' }),
            inside: Type.Integer({ description: 'Number of people in the meeting.' }),
          }),
        ),
        recent: Type.Array(
          Type.Object({
            conferenceId: Type.String(),
            title: Type.String(),
            startTime: Time(''),
            endTime: Time(''),
            joinTime: Type.Optional(Time('When the person joined; absent if they never did.')),
            durationMs: Type.Integer({ description: 'How long the person was in the meeting.' }),
          }),
        ),
        booked: Type.Array(Booked),
      }),
    ),
  ),
}

/** `POST /api/conferences`: starts a meeting whose host is the person. The page then requests admission with `roomCode`. */
export const StartConference = {
  operationId: 'StartConference',
  summary: 'Start a meeting',
  tags,
  body: Type.Object({ title: Title }),
  response: webAnswers(Type.Object({ conferenceId: Type.String(), roomCode: Type.String(), link: Type.String() })),
}

/** `POST /api/bookings`: books a meeting whose host is the person. 400 `times-wrong` if it ends before it begins, or is over. */
export const BookMeeting = {
  operationId: 'BookMeeting',
  summary: 'Book a meeting',
  tags,
  body: Type.Object({
    title: Title,
    startTime: Instant('When it is to begin. Epoch milliseconds.'),
    endTime: Instant('When it is to end. Epoch milliseconds.'),
    waitingRoom: Type.Optional(
      Type.Boolean({
        description: 'Host or co-hosts let people in, or call them. By default there is no waiting room.',
      }),
    ),
    joinBeforeHost: Type.Optional(
      Type.Boolean({ description: 'People may join before host and co-hosts. By default they may.' }),
    ),
  }),
  response: webAnswers(Booked),
}

/** `DELETE /api/bookings/:id`: nobody can join any more. 404 `booking-not-found`, 403 `not-permitted` if somebody else booked it. */
export const CancelBooking = {
  operationId: 'CancelBooking',
  summary: 'Cancel a booking of your own',
  tags,
  params: Type.Object({ id: ShortText('Id of the booking.') }),
  response: webAnswers(Ok),
}

/**
 * `GET /api/people?q=&from=`: up to 20 people of the organization whose name or user id contains each word of `q`, in any
 * case, with or without diacritics. Chinese names are also found by pinyin, in full or as initials. Names that have a word
 * beginning with `q` come first; otherwise people are sorted by name. An empty `q` finds everybody.
 */
export const FindPeople = {
  operationId: 'FindPeople',
  summary: 'Find colleagues',
  tags,
  querystring: Type.Object({
    q: Type.String({ maxLength: 64, description: 'What the person typed.' }),
    from: Type.Optional(Type.String({ pattern: '^[0-9]{1,6}$', description: 'How many of the found people to skip.' })),
  }),
  response: webAnswers(
    schemaOf<FoundPeople>()(
      Type.Object({
        people: Type.Array(Type.Object({ unionId: Type.String(), name: Type.String() })),
        hasMore: Type.Boolean({ description: 'There are people after these.' }),
      }),
    ),
  ),
}
