import Type from 'typebox'
import { PATTERNS } from '../patterns.ts'
import { CorpId, NextCursor, Page } from './administration.ts'
import type {
  LiveActAnswer,
  LiveActRequest,
  LiveMeetingAnswer,
  LiveMeetingsPage,
  LiveMemberAnswer,
  LiveMeetingDetailsAnswer,
} from './console-live-types.ts'
import { Device, PathId, schemaOf, tags, Time, webAnswers } from './schema.ts'

// Meetings in progress, for administrators. 403 `not-administrator`, 404 `conference-not-found`, 410 `conference-ended`.

const params = Type.Object({ id: PathId('Id of the conference.') })
const Id = Type.String({ minLength: 1, maxLength: 64 })
const Engine = Type.Enum(['mesh', 'livekit'])

const Meeting = schemaOf<LiveMeetingAnswer>()(
  Type.Object({
    conferenceId: Type.String(),
    title: Type.String(),
    roomCode: Type.String(),
    bookingId: Type.Optional(Type.String({ description: 'Absent for a meeting that nobody booked.' })),
    hostName: Type.Optional(Type.String()),
    startTime: Time(''),
    inside: Type.Integer({ description: 'People inside now.' }),
    attended: Type.Integer({ description: 'People who have ever joined.' }),
    locked: Type.Boolean(),
    engine: Engine,
    mediaDown: Type.Boolean({ description: 'The media engine is interrupted.' }),
    grades: Type.Object(
      { good: Type.Integer(), fair: Type.Integer(), poor: Type.Integer() },
      {
        description: 'Devices by the latest grade of their connection. Those that measured too little are not counted.',
      },
    ),
  }),
)

const Session = Type.Object({
  participantId: Type.String(),
  device: Device,
  joinTime: Time(''),
  silent: Type.Boolean({ description: 'It has sent nothing for a while. It may still resume.' }),
  muted: Type.Boolean({ description: 'This device alone was muted.' }),
  withoutSound: Type.Boolean({ description: 'It neither sends nor plays media.' }),
  sends: Type.Optional(
    Type.Object(
      { audio: Type.Boolean(), video: Type.Boolean(), screen: Type.Boolean(), hand: Type.Optional(Time('')) },
      { description: 'Absent if it has never sent anything.' },
    ),
  ),
  grade: Type.Optional(Type.Enum([1, 2, 3], { description: '3 good, 2 fair, 1 poor.' })),
})

const Member = schemaOf<LiveMemberAnswer>()(
  Type.Object({
    key: Type.String({ description: 'Names the member in acts.' }),
    kind: Type.Enum(['user', 'guest', 'phone']),
    unionId: Type.Optional(Type.String({ description: 'Absent for guests and telephones.' })),
    name: Type.String(),
    jobNumber: Type.Optional(Type.String()),
    attendStatus: Type.Enum([1, 2, 3, 4, 5, 6], {
      description: '1 called, 2 ringing, 3 in the meeting, 4 did not join, 5 removed, 6 left.',
    }),
    callFailure: Type.Optional(Type.String({ description: 'With status 4: why.' })),
    waiting: Type.Boolean({ description: 'Waits to be admitted.' }),
    host: Type.Boolean(),
    coHost: Type.Boolean(),
    outside: Type.Boolean({ description: 'Not of the organization.' }),
    banned: Type.Boolean({ description: 'May not rejoin.' }),
    audio: Type.Enum(['allowed', 'muted', 'barred']),
    joinTime: Type.Optional(Time('First join.')),
    leaveTime: Type.Optional(Time('Absent while they are inside.')),
    durationMs: Type.Integer({ description: 'Time inside so far, as in the members read. Milliseconds.' }),
    sessions: Type.Array(Session),
  }),
)

/** `GET /api/console/live`: newest first. */
export const ListLive = {
  operationId: 'ListLiveMeetings',
  summary: 'List the meetings in progress',
  tags,
  querystring: Type.Object({ corpId: CorpId, ...Page }),
  response: webAnswers(
    schemaOf<LiveMeetingsPage>()(
      Type.Object({
        meetings: Type.Array(Meeting),
        total: Type.Integer({ description: 'All meetings in progress.' }),
        cursor: NextCursor,
      }),
    ),
  ),
}

/** `GET /api/console/live/:id`. */
export const ReadLive = {
  operationId: 'ReadLiveMeeting',
  summary: 'Read a meeting in progress and its roster',
  tags,
  querystring: Type.Object({
    corpId: CorpId,
    list: Type.Optional(
      Type.Enum(['present', 'past'], {
        description: '`present`, the default: members who are in the meeting, wait or are called. `past`: all others.',
      }),
    ),
    q: Type.Optional(Type.String({ maxLength: 64, description: 'Any part of a name or job number.' })),
    ...Page,
  }),
  params,
  response: webAnswers(
    schemaOf<LiveMeetingDetailsAnswer>()(
      Type.Object({
        meeting: Meeting,
        everyoneMuted: Type.Boolean({ description: 'Everyone but host and co-hosts was muted.' }),
        waitingRoom: Type.Boolean(),
        counts: Type.Object({ present: Type.Integer(), past: Type.Integer() }),
        members: Type.Array(Member, { description: 'In order of first appearance.' }),
        cursor: NextCursor,
      }),
    ),
  ),
}

/** `POST /api/console/live/:id/acts`: 404 `member-not-found`, `session-not-found`, `user-not-found`; 409 `conference-locked`. */
export const ActLive = {
  operationId: 'ActInLiveMeeting',
  summary: 'Act in a meeting in progress',
  tags,
  querystring: Type.Object({ corpId: CorpId }),
  params,
  body: schemaOf<LiveActRequest>()(
    Type.Union([
      Type.Object({ act: Type.Enum(['mute-all', 'lock', 'unlock', 'end']) }),
      Type.Object({
        act: Type.Literal('mute'),
        member: Id,
        participantId: Type.Optional(Id),
      }),
      Type.Object({ act: Type.Literal('remove'), member: Id, forbidRejoin: Type.Boolean() }),
      Type.Object({
        act: Type.Literal('call'),
        userIds: Type.Array(Type.String({ pattern: PATTERNS.seedId }), { minItems: 1, maxItems: 50 }),
      }),
    ]),
  ),
  response: webAnswers(
    schemaOf<LiveActAnswer>()(
      Type.Object({ changed: Type.Boolean({ description: 'Otherwise there was nothing to change.' }) }),
    ),
  ),
}
