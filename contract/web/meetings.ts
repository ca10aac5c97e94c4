import Type from 'typebox'
import { PATTERNS } from '../patterns.ts'
import { Booked } from './bookings.ts'
import { schemaOf, tags, Time, webAnswers } from './schema.ts'
import type { FoundPeople, HomeAnswer } from './types.ts'

// The home page of a signed-in person: their meetings and bookings.

const Title = Type.Optional(Type.String({ pattern: PATTERNS.visibleOrBlank, maxLength: 256 }))

/**
 * `GET /api/home`: the person's conferences in progress; the last 20 that have ended, newest first; and bookings that they
 * made, are host or co-host of, or are invited to. Bookings that are over are left out; canceled ones stay for 7 days. Of
 * the others there are the 50 that come next, by start.
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
        waitingRoom: Type.Boolean({ description: 'New bookings have a waiting room by default.' }),
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

/**
 * `GET /api/colleagues?q=&from=`: up to 20 people of the organization whose name or user id contains each word of `q`, in any
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
        people: Type.Array(
          Type.Object({
            unionId: Type.String(),
            name: Type.String(),
            userId: Type.Optional(Type.String()),
            department: Type.Optional(Type.String()),
          }),
        ),
        hasMore: Type.Boolean({ description: 'There are people after these.' }),
      }),
    ),
  ),
}
