import Type from 'typebox'
import { PATTERNS } from '../patterns.ts'
import { CorpId, Instant, NextCursor, Page } from './administration.ts'
import type {
  ChosenPersonAnswer,
  FoundMeeting,
  FoundMeetings,
  MeetingActor,
  MeetingAnswer,
  MeetingLogEntry,
  MeetingLogPage,
  MeetingPerson,
  MeetingQualityPage,
  MeetingQualityPerson,
} from './console-meetings-types.ts'
import { schemaOf, tags, Time, webAnswers } from './schema.ts'

// The meetings of an organization, for its administrators. 403 `not-administrator`.

const id = Type.String({ pattern: '^[0-9a-f]{24}$', description: 'conferenceId.' })
const params = Type.Object({ id })
const PersonId = (description: string) => Type.Optional(Type.String({ pattern: PATTERNS.seedId, description }))

/** In the query of lists that are restricted to one person. */
export const OfPerson = {
  userId: PersonId('Only those of this person of the organization.'),
  unionId: PersonId('Only those of this person. Ignored if there is a userId.'),
}

export const ChosenPerson = Type.Optional(
  schemaOf<ChosenPersonAnswer>()(
    Type.Object(
      {
        unionId: Type.String(),
        name: Type.Optional(Type.String({ description: 'Absent if they no longer have an account.' })),
      },
      { description: 'The person that the query names.' },
    ),
  ),
)

const FOUND = {
  conferenceId: Type.String(),
  title: Type.String(),
  roomCode: Type.String(),
  organizer: Type.String({ description: 'Name of the person who started or booked it.' }),
  startTime: Time(''),
  endTime: Type.Optional(Time('Absent while it is in progress.')),
  attended: Type.Integer({ description: 'How many people have ever joined.' }),
  inside: Type.Integer({ description: 'How many people are in it.' }),
  bookingId: Type.Optional(Type.String({ description: 'Absent if nobody booked it.' })),
}

/** `GET /api/console/meetings`: ended ones and those in progress, newest first. 404 `user-not-found`. */
export const SearchMeetings = {
  operationId: 'SearchMeetings',
  summary: 'Search the meetings of an organization',
  tags,
  querystring: Type.Object({
    corpId: CorpId,
    title: Type.Optional(
      Type.String({
        maxLength: 64,
        description: 'Words of the title, or parts of them. One or two letters are found where a word begins.',
      }),
    ),
    ...OfPerson,
    guest: Type.Optional(
      Type.String({ minLength: 1, maxLength: 64, description: 'Only with a guest of this whole name, in any case.' }),
    ),
    roomCode: Type.Optional(Type.String({ pattern: '^[0-9 ]{1,32}$', description: 'Only with this room code.' })),
    from: Instant('Only those that began at this time or later.'),
    to: Instant('Only those that began before this time.'),
    ...Page,
  }),
  response: webAnswers(
    schemaOf<FoundMeetings>()(
      Type.Object({
        meetings: Type.Array(schemaOf<FoundMeeting>()(Type.Object(FOUND))),
        cursor: Type.Optional(
          Type.String({ description: 'For the next page. There may be one even if `meetings` is empty.' }),
        ),
        person: ChosenPerson,
      }),
    ),
  ),
}

/** `GET /api/console/meetings/:id`: 404 `conference-not-found`. */
export const ReadMeeting = {
  operationId: 'ReadMeeting',
  summary: 'Read a meeting of an organization',
  tags,
  params,
  querystring: Type.Object({ corpId: CorpId }),
  response: webAnswers(
    schemaOf<MeetingAnswer>()(
      Type.Object({
        ...FOUND,
        host: Type.Optional(Type.String({ description: 'Name of the host at the end, or now.' })),
        invited: Type.Integer({ description: 'How many people were called or invited.' }),
        locked: Type.Boolean(),
        booking: Type.Optional(Type.Object({ bookingId: Type.String(), title: Type.String() })),
      }),
    ),
  ),
}

const Name = Type.Optional(Type.String({ description: 'Absent if it is not known.' }))
const Actor = schemaOf<MeetingActor>()(
  Type.Union([
    Type.Object({ kind: Type.Literal('person'), name: Name }),
    Type.Object({ kind: Type.Literal('app'), id: Type.String({ description: 'clientId.' }), name: Name }),
    Type.Object({ kind: Type.Literal('administrator'), id: Type.String({ description: 'userId.' }), name: Name }),
    Type.Object({ kind: Type.Literal('terminal'), user: Type.String() }),
    Type.Object({ kind: Type.Literal('system'), reason: Type.String() }),
  ]),
)
const Person = schemaOf<MeetingPerson>()(
  Type.Object({
    name: Type.String({ description: 'Empty if it is not known.' }),
    unionId: Type.Optional(Type.String({ description: 'Absent for guests and telephones.' })),
  }),
)

/** `GET /api/console/meetings/:id/log`: what happened, oldest first. 404 `conference-not-found`. */
export const ReadMeetingLog = {
  operationId: 'ReadMeetingLog',
  summary: 'Read what happened in a meeting',
  tags,
  params,
  querystring: Type.Object({ corpId: CorpId, ...Page }),
  response: webAnswers(
    schemaOf<MeetingLogPage>()(
      Type.Object({
        entries: Type.Array(
          schemaOf<MeetingLogEntry>()(
            Type.Object({
              seq: Type.Integer({ description: 'Its number in the meeting, from 1.' }),
              at: Time(''),
              kind: Type.String({ description: 'Such as `member-muted`.' }),
              by: Type.Optional(Actor),
              own: Type.Boolean({ description: 'The actor is `person`.' }),
              person: Type.Optional(Person),
              other: Type.Optional(Person),
              device: Type.Optional(Type.String()),
              reason: Type.Optional(Type.String({ description: 'Why it ended, such as `lost`.' })),
              leftAt: Type.Optional(Time('When the person left, if that is known to be earlier.')),
              on: Type.Optional(Type.Boolean({ description: 'What is allowed or barred now.' })),
              who: Type.Optional(Type.String({ description: 'Who may share their screen now.' })),
              name: Type.Optional(Type.String({ description: 'The new name, or the title of the meeting.' })),
              settings: Type.Optional(Type.Record(Type.String(), Type.Union([Type.String(), Type.Boolean()]))),
            }),
          ),
        ),
        cursor: NextCursor,
      }),
    ),
  ),
}

/** `GET /api/console/meetings/:id/quality`: by first appearance. 404 `conference-not-found`. */
export const ReadMeetingQuality = {
  operationId: 'ReadMeetingQuality',
  summary: 'Read how good the connections of people in a meeting were',
  tags,
  params,
  querystring: Type.Object({ corpId: CorpId, ...Page }),
  response: webAnswers(
    schemaOf<MeetingQualityPage>()(
      Type.Object({
        people: Type.Array(
          schemaOf<MeetingQualityPerson>()(
            Type.Object({
              name: Type.String(),
              unionId: Type.Optional(Type.String()),
              sessions: Type.Integer(),
              reports: Type.Integer({ description: 'How many measurements were graded.' }),
              grade: Type.Optional(
                Type.Number({ description: 'Their mean, from 1 (poor) to 3 (good). Absent if nothing was measured.' }),
              ),
              latest: Type.Optional(
                Type.Object(
                  {
                    at: Time(''),
                    roundTripMs: Type.Optional(Type.Number()),
                    lostPercent: Type.Optional(Type.Number()),
                    jitterMs: Type.Optional(Type.Number()),
                  },
                  { description: 'What was measured last. Kept for 30 days, for people with an account.' },
                ),
              ),
            }),
          ),
        ),
        cursor: NextCursor,
      }),
    ),
  ),
}
