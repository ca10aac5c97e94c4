import Type from 'typebox'
import { DEVICE_NAMES } from '../text/device-name.ts'
import type {
  AttendanceAnswer,
  AttendanceQualityAnswer,
  BookingAttendanceAnswer,
  PastRosterAnswer,
} from './attendance-types.ts'
import { PathId, schemaOf, tags, Time, webAnswers } from './schema.ts'

// Who was in a conference, from when to when.

const params = Type.Object({ id: PathId('Id of the conference.') })
const OWN = Type.String({ maxLength: 4, description: 'If present: only the person’s own part.' })
const Device = Type.Enum([...DEVICE_NAMES])
const Length = (description: string) => Type.Integer({ description: `${description} Milliseconds.` })
const Kind = Type.Enum(['user', 'guest', 'phone'], { description: 'With an account, without one, or by telephone.' })
const UnionId = Type.Optional(Type.String({ description: 'Absent for guests and telephones.' }))
const Count = Type.Object({ at: Time(''), count: Type.Integer() })

/** In which form a list is wanted. */
const FORMS = ['json', 'csv', 'xlsx'] as const
/** What the rows of a CSV file are. */
const TABLES = ['people', 'sessions'] as const

/** The query of a list that can be had as a file. */
const FILE_QUERY = {
  format: Type.Optional(Type.Enum([...FORMS], { description: 'Default: json. The others are files.' })),
  table: Type.Optional(Type.Enum([...TABLES], { description: 'The rows of a CSV file. Default: people.' })),
  timeZone: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 64,
      description: 'IANA name of the time zone of the times in a file. Default: the time zone of the booking, or UTC.',
    }),
  ),
  language: Type.Optional(
    Type.Enum(['en', 'zh-CN'], { description: 'Of the words in a file. Default: as the browser prefers.' }),
  ),
}

const Session = Type.Object({
  participantId: Type.String(),
  device: Device,
  joinTime: Time(''),
  leaveTime: Type.Optional(Time('Absent while the session is open, as is `reason`.')),
  countedTo: Time('Up to which its time counts: its end, or the last moment that is proven.'),
  reason: Type.Optional(
    Type.Enum(['left', 'lost', 'removed', 'conference-ended', 'replaced'], {
      description:
        '`lost`: the device sent nothing any more. `replaced`: the person moved to another device, or had too many.',
    }),
  ),
})

const PersonAttendance = Type.Object({
  kind: Kind,
  unionId: UnionId,
  name: Type.String(),
  jobNumber: Type.Optional(Type.String()),
  outside: Type.Boolean({ description: 'Not of the organization that owns the meeting.' }),
  inside: Type.Boolean({ description: 'In the meeting now.' }),
  wayIn: Type.Optional(
    Type.Enum(['invited', 'link', 'phone', 'host'], {
      description:
        'How they first came: by telephone; as the host; after a call (`invited`); or in any other way (`link`). Absent if they never came.',
    }),
  ),
  joinTime: Type.Optional(Time('First join. Absent if they never came.')),
  leaveTime: Type.Optional(Time('Last leave. Absent while they are in the meeting.')),
  durationMs: Length('Time in the meeting; two devices at the same time count once. `duration` of the open API.'),
  share: Type.Number({ description: '`durationMs` as a part of the length of the meeting, 0 to 1.' }),
  lateMs: Type.Optional(Length('How long after the planned start they came.')),
  leftEarlyMs: Type.Optional(Length('How long before the planned end they left, while the meeting went on.')),
  sessions: Type.Array(Session),
  roles: Type.Array(
    Type.Object({
      role: Type.Enum(['host', 'co-host']),
      from: Time(''),
      to: Type.Optional(Time('Absent while they have the role.')),
    }),
  ),
  removedAt: Type.Array(Time('When they were removed.')),
  callFailure: Type.Optional(Type.String({ description: 'Why the last call to somebody who never came failed.' })),
})

/**
 * `GET /api/conferences/:id/attendance`: who was in a conference, from when to when. For people who were host or co-host of
 * it, who booked it, and administrators. With `own`, for everybody who is on its roster: their own part alone. 403
 * `not-permitted`; 404 `conference-not-found`; 400 `no-such-time-zone`.
 */
export const ReadAttendance = {
  operationId: 'ReadAttendance',
  summary: 'Get the attendance of a conference',
  tags,
  params,
  querystring: Type.Object({
    ...FILE_QUERY,
    own: Type.Optional(OWN),
  }),
  response: webAnswers(
    schemaOf<AttendanceAnswer>()(
      Type.Object({
        conferenceId: Type.String(),
        title: Type.String(),
        bookingId: Type.Optional(Type.String({ description: 'Absent if nobody booked it.' })),
        timeZone: Type.String({ description: 'That of a file, if the query has none.' }),
        plannedStart: Type.Optional(Time('As planned when the conference began.')),
        plannedEnd: Type.Optional(Time('')),
        startTime: Time(''),
        endTime: Type.Optional(Time('Absent while it is in progress.')),
        countedTo: Time('Up to which time counts: the end, or the last moment that is proven.'),
        whole: Type.Boolean({ description: 'Whether this is the report of everybody.' }),
        people: Type.Array(PersonAttendance, { description: 'In order of first appearance.' }),
        totals: Type.Object({
          came: Type.Integer({ description: 'People who came.' }),
          absent: Type.Integer({ description: 'People who were called or asked to be admitted, and never came.' }),
          sessions: Type.Integer(),
          durationMs: Length('The time of all people together.'),
          peak: Type.Optional(Count),
        }),
        inside: Type.Array(Count, { description: 'From `at` on, `count` people are in the meeting.' }),
      }),
    ),
  ),
}

/**
 * `GET /api/conferences/:id/attendance/quality`: how good the connections of people with an account were over time, for those
 * who may read the attendance. Refusals as for that.
 */
export const ReadAttendanceQuality = {
  operationId: 'ReadAttendanceQuality',
  summary: 'Get the quality of connections in a conference over time',
  tags,
  params,
  querystring: Type.Object({ own: Type.Optional(OWN) }),
  response: webAnswers(
    schemaOf<AttendanceQualityAnswer>()(
      Type.Object({
        stepMs: Length('A span is one step long, or several. The poorest minute of a step counts.'),
        people: Type.Array(
          Type.Object({
            unionId: Type.String(),
            spans: Type.Array(
              Type.Object({
                from: Time(''),
                to: Time(''),
                grade: Type.Enum([1, 2, 3], { description: '3 good, 2 fair, 1 poor.' }),
              }),
              { description: 'In order. There is none for a time in which nothing was measured.' },
            ),
          }),
          { description: 'Those who have samples. These are stored for 30 days.' },
        ),
      }),
    ),
  ),
}

/**
 * `GET /api/conferences/:id/roster?at=`: the roster as it was at a moment of the past, for people who may read the whole
 * attendance. 403 `not-permitted`; 404 `conference-not-found`.
 */
export const ReadPastRoster = {
  operationId: 'ReadPastRoster',
  summary: 'Get the roster of a conference at a moment',
  tags,
  params,
  querystring: Type.Object({
    at: Type.String({
      minLength: 1,
      maxLength: 40,
      description: 'Epoch milliseconds, or ISO 8601 with offset, such as `2026-03-29T09:30:00+02:00`.',
    }),
  }),
  response: webAnswers(
    schemaOf<PastRosterAnswer>()(
      Type.Object({
        conferenceId: Type.String(),
        at: Time(''),
        members: Type.Array(
          Type.Object({
            kind: Kind,
            unionId: UnionId,
            name: Type.String(),
            attendStatus: Type.Integer({ description: 'As in the open API, at that moment.' }),
            host: Type.Boolean(),
            coHost: Type.Boolean(),
            outside: Type.Boolean(),
            joinTime: Type.Optional(Time('')),
            leaveTime: Type.Optional(Time('')),
            durationMs: Length('Time in the meeting up to that moment.'),
            devices: Type.Array(Device),
          }),
        ),
      }),
    ),
  ),
}

/**
 * `GET /api/bookings/:id/attendance`: who came to how many of the last 100 meetings of a booking. For the person who booked
 * it, its host, its co-hosts and administrators. 403 `not-permitted`; 404 `booking-not-found`; 400 `no-such-time-zone`.
 */
export const ReadBookingAttendance = {
  operationId: 'ReadBookingAttendance',
  summary: 'Get the attendance of all meetings of a booking',
  tags,
  params: Type.Object({ id: PathId('Id of the booking.') }),
  querystring: Type.Object(FILE_QUERY),
  response: webAnswers(
    schemaOf<BookingAttendanceAnswer>()(
      Type.Object({
        bookingId: Type.String(),
        title: Type.String(),
        timeZone: Type.String({ description: 'That of a file, if the query has none.' }),
        meetings: Type.Array(
          Type.Object({
            conferenceId: Type.String(),
            title: Type.String(),
            startTime: Time(''),
            endTime: Type.Optional(Time('Absent while it is in progress.')),
            came: Type.Integer({ description: 'How many people came.' }),
          }),
          { description: 'By start.' },
        ),
        people: Type.Array(
          Type.Object({
            unionId: Type.Optional(
              Type.String({ description: 'Absent for people without an account. They are told apart by their name.' }),
            ),
            name: Type.String(),
            attended: Type.Integer({ description: 'To how many of the meetings they came.' }),
            durationMs: Length('Their time in all meetings.'),
            times: Type.Array(Type.Union([Type.Integer(), Type.Null()]), {
              description: 'Their time in each of `meetings`, in milliseconds; `null` if they did not come.',
            }),
          }),
          { description: 'Those who came most often are first. Invited people who never came are last.' },
        ),
      }),
    ),
  ),
}
