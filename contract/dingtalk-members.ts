import Type from 'typebox'
import { ConferenceParams, EpochMsNumber, UnionIdText, answers, security } from './dingtalk.ts'

const sharedFields = {
  conferenceId: Type.String({ description: 'The conference that the row belongs to.' }),
  userNick: Type.String({ description: 'Name shown in the meeting.' }),
  joinTime: Type.Optional(EpochMsNumber('When he first came in; left out if he never did.')),
  leaveTime: Type.Optional(EpochMsNumber('When he last left; left out while he is in, and if he never was.')),
  duration: Type.Integer({ description: 'Milliseconds spent in the meeting, two devices at once counted once.' }),
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
  outerOrgMember: Type.Boolean({ description: 'The conference belongs to another organisation than his.' }),
  deviceType: Type.Optional(
    Type.Union([Type.Literal('Win'), Type.Literal('Mac'), Type.Literal('iOS'), Type.Literal('Android')], {
      description: 'Device of his newest session; left out for every other platform and before he was ever in.',
    }),
  ),
})

const MAX_INT32 = 2_147_483_647
/** Rows of a page whose size nobody asked for. */
export const DEFAULT_PAGE = 128

/** `GET /v1.0/conference/videoConferences/{conferenceId}/members` */
export const QueryConferenceMembers = {
  operationId: 'QueryConferenceMembers',
  summary: 'Page through the members of a conference',
  tags: ['members'],
  security,
  params: ConferenceParams,
  querystring: Type.Object({
    nextToken: Type.Optional(
      Type.String({ pattern: '^[0-9]*$', description: 'Where to go on; absent, empty or `0` is the start.' }),
    ),
    maxResults: Type.Optional(
      Type.Integer({ minimum: 1, maximum: MAX_INT32, default: DEFAULT_PAGE, description: 'Most rows wanted.' }),
    ),
  }),
  response: answers(
    Type.Object({
      memberModels: Type.Array(MemberModel, { description: 'In order of first appearance.' }),
      nextToken: Type.Optional(Type.String({ description: 'Hand back for the next page; left out on the last one.' })),
      totalCount: Type.Integer({ description: 'Members of the whole conference.' }),
    }),
  ),
}

/** `GET /v1.0/conference/users/lists` */
export const QueryUserOnGoingConference = {
  operationId: 'QueryUserOnGoingConference',
  summary: 'Find the conferences in progress that a person has a place in',
  tags: ['users'],
  security,
  querystring: Type.Object({ unionId: UnionIdText('The person.') }),
  response: answers(
    Type.Object({
      onGoingConfIdList: Type.Array(Type.String(), { description: 'Conferences by start, oldest first.' }),
      memberModelMap: Type.Record(Type.String(), OngoingModel, {
        description: 'His place in each of them, by conferenceId.',
      }),
    }),
  ),
}
