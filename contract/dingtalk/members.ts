import Type from 'typebox'
import { ConferenceParams, EpochMsNumber, MAX_INT32, NumberCursor, UnionIdText, answers, security } from './envelope.ts'

const sharedFields = {
  conferenceId: Type.String({ description: 'conferenceId of the row.' }),
  userNick: Type.String({ description: 'Name shown in the meeting.' }),
  joinTime: Type.Optional(EpochMsNumber('First join. Absent if the person never joined.')),
  leaveTime: Type.Optional(
    EpochMsNumber('Last leave. Absent while the person is in the meeting, and if they never joined.'),
  ),
  duration: Type.Integer({
    description:
      'Time in the meeting in milliseconds, up to the moment of the answer. Two devices at the same time ' +
      'count once.',
  }),
  attendStatus: Type.Integer({
    minimum: 1,
    maximum: 6,
    description: '1 invited, 2 ringing, 3 in the meeting, 4 did not join, 5 removed, 6 left.',
  }),
  host: Type.Boolean({ description: 'The person is the host.' }),
  coHost: Type.Boolean({ description: 'The person is a co-host.' }),
  pstnJoin: Type.Boolean({ description: 'The person joined by telephone.' }),
}

const MemberModel = Type.Object({
  unionId: Type.Optional(Type.String({ description: 'The person. Absent for guests and telephones.' })),
  ...sharedFields,
  jobNumber: Type.Optional(Type.String({ description: 'Staff number, if the organization has one.' })),
  outerOrgMember: Type.Optional(
    Type.Boolean({
      description: '`true` for a person outside the organization that owns the conference. Absent for its own people.',
    }),
  ),
})

const OngoingModel = Type.Object({
  unionId: Type.String({ description: 'The person.' }),
  ...sharedFields,
  outerOrgMember: Type.Boolean({
    description:
      "The conference belongs to another organization than the person's. Always present, unlike in the list " +
      'of members.',
  }),
  deviceType: Type.Optional(
    Type.Union([Type.Literal('Win'), Type.Literal('Mac'), Type.Literal('iOS'), Type.Literal('Android')], {
      description: 'Device of the newest session. Absent for any other platform, and before the first join.',
    }),
  ),
})

/** Rows of a page if the request gives no size. */
export const DEFAULT_PAGE = 128

/** `GET /v1.0/conference/videoConferences/{conferenceId}/members` */
export const QueryConferenceMembers = {
  operationId: 'QueryConferenceMembers',
  summary: 'List the members of a conference',
  description:
    'Returns everyone who was ever invited to a conference or has been in it, page by page, in order of ' +
    'first appearance. Also works after its end.',
  tags: ['members'],
  security,
  params: ConferenceParams,
  querystring: Type.Object({
    nextToken: NumberCursor,
    maxResults: Type.Optional(
      Type.Integer({ minimum: 1, maximum: MAX_INT32, default: DEFAULT_PAGE, description: 'Maximum number of rows.' }),
    ),
  }),
  response: answers(
    Type.Object({
      memberModels: Type.Array(MemberModel, {
        description:
          'In order of first appearance. One row per person, no matter how often and with how many devices ' +
          'they join.',
      }),
      nextToken: Type.Optional(Type.String({ description: 'Token of the next page. Absent on the last page.' })),
      totalCount: Type.Integer({ description: 'Number of rows of the whole conference, the same on each page.' }),
    }),
  ),
}

/** `GET /v1.0/conference/users/lists` */
export const QueryUserOnGoingConference = {
  operationId: 'QueryUserOnGoingConference',
  summary: 'List the ongoing conferences of a person',
  description:
    'Returns the ongoing conferences of a person. The setting `ROLLCALL_ONGOING` says which: `any` ' +
    '(default: whatever the status of the person), `active` (is in the meeting) or `active+ringing`. ' +
    'Conferences of other organizations are listed too, with `outerOrgMember` `true`, but the app cannot ' +
    'read their members. To find out whether the person is in a meeting now, test `attendStatus === 3`.',
  tags: ['users'],
  security,
  querystring: Type.Object({
    unionId: UnionIdText('A person of the organization, or on the roster of one of its conferences.'),
  }),
  response: answers(
    Type.Object({
      onGoingConfIdList: Type.Array(Type.String(), {
        description: 'conferenceIds by start, oldest first. Empty if there is none.',
      }),
      memberModelMap: Type.Optional(
        Type.Record(Type.String(), OngoingModel, {
          description: "The person's row in each of them, by conferenceId. Absent if there is none.",
        }),
      ),
    }),
  ),
}
