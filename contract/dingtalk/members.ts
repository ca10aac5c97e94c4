import Type from 'typebox'
import { ConferenceParams, EpochMsNumber, MAX_INT32, UnionIdText, answers, security } from './envelope.ts'

const sharedFields = {
  conferenceId: Type.String({ description: 'The conference that the row belongs to.' }),
  userNick: Type.String({ description: 'Name shown in the meeting.' }),
  joinTime: Type.Optional(EpochMsNumber('When he first came in; left out if he never did.')),
  leaveTime: Type.Optional(EpochMsNumber('When he last left; left out while he is in, and if he never was.')),
  duration: Type.Integer({
    description: 'Milliseconds spent in the meeting, exact to that of the answer; two devices at once count once.',
  }),
  attendStatus: Type.Integer({
    minimum: 1,
    maximum: 6,
    description: '1 invited, 2 ringing, 3 in the meeting, 4 did not join, 5 removed, 6 left.',
  }),
  host: Type.Boolean({ description: 'He is the host.' }),
  coHost: Type.Boolean({ description: 'He is a co-host.' }),
  pstnJoin: Type.Boolean({ description: 'He takes part by telephone.' }),
}

const MemberModel = Type.Object({
  unionId: Type.Optional(Type.String({ description: 'The person. Left out for guests and telephones.' })),
  ...sharedFields,
  jobNumber: Type.Optional(Type.String({ description: 'Staff number, if the organisation keeps one for him.' })),
  outerOrgMember: Type.Optional(
    Type.Boolean({ description: '`true` for a person outside the owning organisation, left out for its own people.' }),
  ),
})

const OngoingModel = Type.Object({
  unionId: Type.String({ description: 'The person.' }),
  ...sharedFields,
  outerOrgMember: Type.Boolean({
    description: 'The conference is of another organisation than his. Always there, unlike in the list of members.',
  }),
  deviceType: Type.Optional(
    Type.Union([Type.Literal('Win'), Type.Literal('Mac'), Type.Literal('iOS'), Type.Literal('Android')], {
      description: 'Device of his newest session; left out for every other platform and before he was ever in.',
    }),
  ),
})

/** Rows of a page whose size nobody asked for. */
export const DEFAULT_PAGE = 128

/** `GET /v1.0/conference/videoConferences/{conferenceId}/members` */
export const QueryConferenceMembers = {
  operationId: 'QueryConferenceMembers',
  summary: 'Page through the members of a conference',
  description:
    'Pages through everybody who was ever invited to or in a conference, in order of first appearance; also ' +
    'after its end.',
  tags: ['members'],
  security,
  params: ConferenceParams,
  querystring: Type.Object({
    nextToken: Type.Optional(
      Type.String({
        pattern: '^[0-9]*$',
        description: 'Where to go on: absent, empty or `0` is the start, else what the last page gave.',
      }),
    ),
    maxResults: Type.Optional(
      Type.Integer({ minimum: 1, maximum: MAX_INT32, default: DEFAULT_PAGE, description: 'Most rows wanted.' }),
    ),
  }),
  response: answers(
    Type.Object({
      memberModels: Type.Array(MemberModel, {
        description:
          'In order of first appearance: a row a person, however often and with however many devices he came.',
      }),
      nextToken: Type.Optional(Type.String({ description: 'Hand back for the next page; left out on the last one.' })),
      totalCount: Type.Integer({ description: 'Rows of the whole conference, the same on each page.' }),
    }),
  ),
}

/** `GET /v1.0/conference/users/lists` */
export const QueryUserOnGoingConference = {
  operationId: 'QueryUserOnGoingConference',
  summary: 'Find the conferences in progress that a person has a place in',
  description:
    'Finds the conferences in progress that a person has a place in. Which places count is the setting ' +
    '`ROLLCALL_ONGOING`: `any` (default: invited, in, removed, left), `active` (in) or `active+ringing`. A ' +
    'conference of another organisation is listed too, with `outerOrgMember` `true`; its members are still ' +
    'not to be read by this app.',
  tags: ['users'],
  security,
  querystring: Type.Object({
    unionId: UnionIdText('A person of the organisation, or one who has a place in a conference of it.'),
  }),
  response: answers(
    Type.Object({
      onGoingConfIdList: Type.Array(Type.String(), {
        description: 'Conferences by start, oldest first; empty if there is none.',
      }),
      memberModelMap: Type.Record(Type.String(), OngoingModel, {
        description: 'His place in each of them, by conferenceId.',
      }),
    }),
  ),
}
