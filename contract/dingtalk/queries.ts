import Type, { type Static } from 'typebox'
import { PATTERNS } from '../patterns.ts'
import { ConferenceParams, Cursor, EpochMsNumber, MAX_INT32, NumberCursor, answers, security } from './envelope.ts'

const tags = ['queries']

const MaxResults = (byDefault: number) =>
  Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: MAX_INT32,
      default: byDefault,
      description: 'Maximum number of rows; a page has at most 1000.',
    }),
  )
const NextToken = Type.Optional(Type.String({ description: 'Token of the next page. Absent on the last page.' }))
const HasMore = Type.Boolean({ description: 'There is a next page.' })
const RealData = Type.Boolean({
  description:
    '`true`: `timeLength` of an ongoing conference is its length so far. `false`: it is absent before the end.',
})
/** Rows of a page if the request gives no size. */
export const DEFAULT_CONFERENCES = 128
export const DEFAULT_RECORDS = 100
/** The most rows of a page. A larger size in the request has no effect. */
export const MAX_PAGE = 1_000
const MAX_BATCH = 1_000

const BatchUser = Type.Object({
  userId: Type.Optional(
    Type.String({ description: '**unionId**, despite the name, of the person. Absent for guests and telephones.' }),
  ),
  nick: Type.String({ description: 'Name shown in the meeting.' }),
  attendStatus: Type.Integer({
    minimum: 1,
    maximum: 6,
    description: '1 invited, 2 ringing, 3 in the meeting, 4 did not join, 5 removed, 6 left.',
  }),
  cameraStatus: Type.Integer({
    minimum: 0,
    maximum: 2,
    description: '0 unknown, 1 off, 2 on from any device.',
  }),
  micStatus: Type.Integer({ minimum: 0, maximum: 2, description: '0 unknown, 1 off, 2 on from any device.' }),
  rejectDescription: Type.Optional(
    Type.String({
      description:
        'Why the last call failed: `declined`, `timed out`, `cancelled`, `no telephony`, `line failed`, or ' +
        '`not let in` after waiting. Absent otherwise.',
    }),
  ),
})
export type BatchUser = Static<typeof BatchUser>

/** `POST /v1.0/conference/videoConferences/query` */
export const QueryConferenceInfoBatch = {
  operationId: 'QueryConferenceInfoBatch',
  summary: 'Get several ongoing conferences with their members',
  description:
    'Returns several ongoing conferences with their members. Ended and unknown conferences and those of ' +
    'other organizations are left out; if none remains, the call is refused.',
  tags,
  security,
  body: Type.Object({
    conferenceIdList: Type.Array(Type.String({ pattern: PATTERNS.nonBlank }), {
      minItems: 1,
      maxItems: MAX_BATCH,
      description: 'conferenceIds. Those that are not ongoing are left out of the answer.',
    }),
  }),
  response: answers(
    Type.Object({
      infos: Type.Array(
        Type.Object({
          conferenceId: Type.String({ description: '24 hexadecimal digits.' }),
          title: Type.String({ description: 'Title.' }),
          startTime: EpochMsNumber('Time of creation.'),
          status: Type.Integer({ description: 'Always 2, ongoing.' }),
          mediaStatus: Type.Integer({
            description: '4: everyone is muted and may not unmute themselves; otherwise 0.',
          }),
          userList: Type.Array(BatchUser, { description: 'Members, in order of first appearance.' }),
        }),
        { description: 'In the order of the request, each once.' },
      ),
    }),
  ),
}

const conferenceFields = {
  conferenceId: Type.String({ description: '24 hexadecimal digits.' }),
  title: Type.String({ description: 'Title.' }),
  roomCode: Type.String({ description: 'Digits to type instead of the link.' }),
  status: Type.Integer({ description: '1 ended, 2 ongoing.' }),
  startTime: EpochMsNumber('Time of creation.'),
  creatorId: Type.String({ description: 'unionId of the creator.' }),
  creatorNick: Type.String({ description: 'Name of the creator when the conference started.' }),
  bizType: Type.String({ description: '`0`: instant conference, `3`: conference of a booking.' }),
}

const OngoingConference = Type.Object(conferenceFields)
export type OngoingConference = Static<typeof OngoingConference>

/** `GET /v1.0/conference/orgConferences` */
export const QueryOrgConferenceList = {
  operationId: 'QueryOrgConferenceList',
  summary: 'List the ongoing conferences of the organization',
  description: "Returns the ongoing conferences of the token's organization, page by page, newest first.",
  tags,
  security,
  querystring: Type.Object({ nextToken: NumberCursor, maxResults: MaxResults(DEFAULT_CONFERENCES) }),
  response: answers(
    Type.Object({
      onGoingConfList: Type.Array(OngoingConference, { description: 'By start, newest first.' }),
      hasMore: HasMore,
      nextToken: NextToken,
      totalCount: Type.Integer({
        description: 'Ongoing conferences of the organization, at the moment of this page.',
      }),
    }),
  ),
}

const CodedConference = Type.Object({
  ...conferenceFields,
  externalLinkUrl: Type.String({ description: 'Admits anyone who opens it.' }),
  scheduleConferenceId: Type.Optional(Type.String({ description: 'Id of its booking. Absent if it has none.' })),
  endTime: Type.Optional(EpochMsNumber('End time. Absent before the end.')),
  confDuration: Type.Optional(Type.Integer({ description: 'Length in milliseconds. Absent before its end.' })),
})
export type CodedConference = Static<typeof CodedConference>

/** `GET /v1.0/conference/roomCodes/{roomCode}/infos` */
export const QueryConferenceInfoByRoomCode = {
  operationId: 'QueryConferenceInfoByRoomCode',
  summary: 'List the conferences of a room code',
  description:
    'Returns the conferences of the organization that have or had a room code, page by page, newest ' +
    'first. An unused code gives an empty list.',
  tags,
  security,
  params: Type.Object({ roomCode: Type.String({ description: 'Digits. Separators between them are ignored.' }) }),
  querystring: Type.Object({ nextToken: NumberCursor, maxResults: MaxResults(DEFAULT_CONFERENCES) }),
  response: answers(
    Type.Object({
      conferenceList: Type.Array(CodedConference, { description: 'By start, newest first.' }),
      hasMore: HasMore,
      nextToken: NextToken,
      totalCount: Type.Integer({ description: 'Conferences of the organization with the code.' }),
    }),
  ),
}

const ConferenceData = Type.Object({
  conferenceId: Type.String({ description: '24 hexadecimal digits.' }),
  title: Type.String({ description: 'Title.' }),
  creatorId: Type.String({ description: 'unionId of the creator.' }),
  creatorNick: Type.String({ description: 'Name of the creator when the conference started.' }),
  deptName: Type.Optional(
    Type.String({ description: 'Department of the creator now. Absent if the directory has none.' }),
  ),
  startTime: EpochMsNumber('Time of creation.'),
  endTime: Type.Optional(EpochMsNumber('End time. Absent before the end.')),
  timeLength: Type.Optional(
    Type.Integer({
      description:
        'Length in milliseconds. Before the end: the length so far if `realData` is `true`, otherwise absent.',
    }),
  ),
  userCount: Type.Integer({ description: 'People who were ever in the meeting.' }),
  freeType: Type.String({ description: 'Always `0`.' }),
  scene: Type.String({ description: 'Always `ding_talk`.' }),
})
export type ConferenceData = Static<typeof ConferenceData>

/** `GET /v1.0/conference/videoConferences/{conferenceId}/infos`, known from the SDK only. */
export const GetConfDataByConferenceId = {
  operationId: 'GetConfDataByConferenceId',
  summary: 'Get the data of a conference',
  description:
    'Returns the data of one conference. Also works after its end. DingTalk does not document this ' +
    'operation: path and keys come from its SDK, errors from QueryConferenceInfo.',
  tags,
  security,
  params: ConferenceParams,
  querystring: Type.Object({ realData: RealData }),
  response: answers(ConferenceData),
}

const SessionDetail = Type.Object({
  conferenceId: Type.String({ description: 'conferenceId of the session.' }),
  sessionId: Type.String({ description: 'The session; called `participantId` elsewhere.' }),
  unionId: Type.Optional(Type.String({ description: 'The person. Absent for guests and telephones.' })),
  nick: Type.String({ description: 'Name shown in the meeting.' }),
  role: Type.String({
    description: 'Role of the person at this moment: `主持人` host, `联席主持人` co-host, `参会人` participant.',
  }),
  status: Type.String({ description: '`会议中` in the meeting, `已离会` left, `被移出` removed.' }),
  joinTime: EpochMsNumber('Start of the session.'),
  leaveTime: Type.Optional(EpochMsNumber('End time. Absent before the end.')),
  duration: Type.Integer({ description: 'Length in milliseconds; of an open session, its length so far.' }),
  belongOrg: Type.String({
    description: '`true` for people of the organization that owns the conference, otherwise `false`.',
  }),
  deviceType: Type.Optional(
    Type.Union([Type.Literal('Win'), Type.Literal('Mac'), Type.Literal('iOS'), Type.Literal('Android')], {
      description: 'Absent for any other platform.',
    }),
  ),
  networkQuality: Type.String({
    description: 'Mean quality of the session: `3` good, `2` fair, `1` poor; `-1` if nothing was measured.',
  }),
})
export type SessionDetail = Static<typeof SessionDetail>

/** `GET /v1.0/conference/videoConferences/{conferenceId}/details`, known from the SDK only. */
export const GetConfDetailData = {
  operationId: 'GetConfDetailData',
  summary: 'List the sessions of a conference',
  description:
    'Returns the sessions of a conference, page by page, oldest first. Each stay of each device is one ' +
    'row. DingTalk does not document this operation: path and keys come from its SDK, errors ' +
    'from QueryConferenceInfo.',
  tags,
  security,
  params: ConferenceParams,
  querystring: Type.Object({
    nick: Type.Optional(Type.String({ description: 'Only names that contain this text, case-insensitive.' })),
    nextToken: Cursor,
    maxResults: MaxResults(DEFAULT_RECORDS),
  }),
  response: answers(
    Type.Object({
      list: Type.Array(SessionDetail, { description: 'One row per session, by start, oldest first.' }),
      nextToken: NextToken,
    }),
  ),
}

/** `GET /v1.0/conference/videoConferences/histories/dataLists`, known from the SDK only. */
export const GetHistoryConfDataList = {
  operationId: 'GetHistoryConfDataList',
  summary: 'List the conferences of the organization that started in an interval',
  description:
    'Returns the conferences of the organization that started in an interval, page by page, newest first. ' +
    'DingTalk does not document this operation: path and keys come from its SDK, errors ' +
    'from QueryOrgConferenceList.',
  tags,
  security,
  querystring: Type.Object({
    startTime: EpochMsNumber('Start at this time or later.'),
    endTime: EpochMsNumber('Start at this time or earlier.'),
    realData: Type.Boolean({
      description: '`true`: ended and ongoing conferences, as they are at this moment; `false`: only ended ones.',
    }),
    title: Type.Optional(Type.String({ description: 'Only titles that contain this text, case-insensitive.' })),
    creatorNike: Type.Optional(
      Type.String({
        description:
          'Only creators whose name contains this text, case-insensitive. The key is misspelled in the contract.',
      }),
    ),
    scene: Type.Optional(Type.String({ description: 'Only `ding_talk` exists; any other value gives an empty list.' })),
    freeType: Type.Optional(Type.String({ description: 'Only `0` exists; any other value gives an empty list.' })),
    nextToken: Cursor,
    maxResults: MaxResults(DEFAULT_RECORDS),
  }),
  response: answers(
    Type.Object({
      list: Type.Array(ConferenceData, { description: 'By start, newest first.' }),
      nextToken: NextToken,
    }),
  ),
}
