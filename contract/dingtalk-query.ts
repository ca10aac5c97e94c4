import Type, { type Static } from 'typebox'
import { ConferenceParams, EpochMsNumber, answers, security } from './dingtalk.ts'

const tags = ['queries']

const MAX_INT32 = 2_147_483_647
/** A cursor of these operations: an instant of 13 digits and an id, both as digits; `0` is the start. */
const Cursor = Type.Optional(
  Type.String({
    pattern: '^(0|[0-9]{13}[0-9]{1,29})$',
    description: 'Where to go on; absent, empty or `0` is the start.',
  }),
)
const MaxResults = (byDefault: number) =>
  Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: MAX_INT32,
      default: byDefault,
      description: 'Most rows wanted, 1000 at once.',
    }),
  )
const NextToken = Type.Optional(Type.String({ description: 'Hand back for the next page; left out on the last one.' }))
const HasMore = Type.Boolean({ description: 'There is a next page.' })
const RealData = Type.Boolean({
  description: '`true`: as it stands at this moment; `false`: only what is settled, that is, after the end.',
})
/** Rows of a page whose size nobody asked for. */
export const DEFAULT_CONFERENCES = 128
export const DEFAULT_RECORDS = 100
/** Rows of a page, however many were asked for. */
export const MAX_PAGE = 1_000
const MAX_BATCH = 1_000

const BatchUser = Type.Object({
  userId: Type.Optional(
    Type.String({ description: 'unionId, despite the name, of the person. Left out for guests and telephones.' }),
  ),
  nick: Type.String({ description: 'Name shown in the meeting.' }),
  attendStatus: Type.Integer({
    minimum: 1,
    maximum: 6,
    description: '1 invited, 2 ringing, 3 in the meeting, 4 did not join, 5 removed, 6 left.',
  }),
  cameraStatus: Type.Integer({ minimum: 0, maximum: 2, description: '0 not known, 1 off, 2 on.' }),
  micStatus: Type.Integer({ minimum: 0, maximum: 2, description: '0 not known, 1 off, 2 on.' }),
})
export type BatchUser = Static<typeof BatchUser>

/** `POST /v1.0/conference/videoConferences/query` */
export const QueryConferenceInfoBatch = {
  operationId: 'QueryConferenceInfoBatch',
  summary: 'Tell of several conferences in progress, with their members',
  tags,
  security,
  body: Type.Object({
    conferenceIdList: Type.Array(Type.String({ pattern: '\\S' }), {
      minItems: 1,
      maxItems: MAX_BATCH,
      description: 'Conferences. Those that do not go on are left out of the answer.',
    }),
  }),
  response: answers(
    Type.Object({
      infos: Type.Array(
        Type.Object({
          conferenceId: Type.String({ description: '24 hex digits.' }),
          title: Type.String({ description: 'Title.' }),
          startTime: EpochMsNumber('When it was created.'),
          status: Type.Integer({ description: 'Always 2, in progress.' }),
          mediaStatus: Type.Integer({ description: '4: everybody is muted and may not unmute; else 0.' }),
          userList: Type.Array(BatchUser, { description: 'Members, in order of first appearance.' }),
        }),
        { description: 'In the order asked for, each once.' },
      ),
    }),
  ),
}

const conferenceFields = {
  conferenceId: Type.String({ description: '24 hex digits.' }),
  title: Type.String({ description: 'Title.' }),
  roomCode: Type.String({ description: 'Digits to type in instead of the link.' }),
  status: Type.Integer({ description: '1 ended, 2 in progress.' }),
  startTime: EpochMsNumber('When it was created.'),
  creatorId: Type.String({ description: 'unionId of who started it.' }),
  creatorNick: Type.String({ description: 'His name then.' }),
  bizType: Type.String({ description: '`0`: an instant conference, `3`: of a booking.' }),
}

const OngoingConference = Type.Object(conferenceFields)
export type OngoingConference = Static<typeof OngoingConference>

/** `GET /v1.0/conference/orgConferences` */
export const QueryOrgConferenceList = {
  operationId: 'QueryOrgConferenceList',
  summary: 'Page through the conferences in progress of the organisation',
  tags,
  security,
  querystring: Type.Object({ nextToken: Cursor, maxResults: MaxResults(DEFAULT_CONFERENCES) }),
  response: answers(
    Type.Object({
      onGoingConfList: Type.Array(OngoingConference, { description: 'By start, newest first.' }),
      hasMore: HasMore,
      nextToken: NextToken,
      totalCount: Type.Integer({ description: 'Conferences in progress of the organisation.' }),
    }),
  ),
}

const CodedConference = Type.Object({
  ...conferenceFields,
  externalLinkUrl: Type.String({ description: 'Lets anyone in who opens it.' }),
  scheduleConferenceId: Type.Optional(Type.String({ description: 'Its booking; left out if it has none.' })),
  endTime: Type.Optional(EpochMsNumber('When it ended; left out before.')),
  confDuration: Type.Optional(Type.Integer({ description: 'Milliseconds it lasted; left out before its end.' })),
})
export type CodedConference = Static<typeof CodedConference>

/** `GET /v1.0/conference/roomCodes/{roomCode}/infos` */
export const QueryConferenceInfoByRoomCode = {
  operationId: 'QueryConferenceInfoByRoomCode',
  summary: 'Page through the conferences behind a room code',
  tags,
  security,
  params: Type.Object({ roomCode: Type.String({ description: 'Digits; blanks between them do not count.' }) }),
  querystring: Type.Object({ nextToken: Cursor, maxResults: MaxResults(DEFAULT_CONFERENCES) }),
  response: answers(
    Type.Object({
      conferenceList: Type.Array(CodedConference, { description: 'By start, newest first.' }),
      hasMore: HasMore,
      nextToken: NextToken,
      totalCount: Type.Integer({ description: 'Conferences of the organisation that have the code.' }),
    }),
  ),
}

const ConferenceData = Type.Object({
  conferenceId: Type.String({ description: '24 hex digits.' }),
  title: Type.String({ description: 'Title.' }),
  creatorId: Type.String({ description: 'unionId of who started it.' }),
  creatorNick: Type.String({ description: 'His name then.' }),
  startTime: EpochMsNumber('When it was created.'),
  endTime: Type.Optional(EpochMsNumber('When it ended; left out before.')),
  timeLength: Type.Optional(
    Type.Integer({ description: 'Milliseconds it lasted; with `realData`, so far; else left out before its end.' }),
  ),
  userCount: Type.Integer({ description: 'People ever in it.' }),
  freeType: Type.String({ description: 'Always `0`.' }),
  scene: Type.String({ description: 'Always `ding_talk`.' }),
})
export type ConferenceData = Static<typeof ConferenceData>

/** `GET /v1.0/conference/videoConferences/{conferenceId}/infos`, known from the SDK only. */
export const GetConfDataByConferenceId = {
  operationId: 'GetConfDataByConferenceId',
  summary: 'Tell the data of one conference',
  tags,
  security,
  params: ConferenceParams,
  querystring: Type.Object({ realData: RealData }),
  response: answers(ConferenceData),
}

const SessionDetail = Type.Object({
  conferenceId: Type.String({ description: 'The conference that the session belongs to.' }),
  sessionId: Type.String({ description: 'The session; `participantId` elsewhere.' }),
  unionId: Type.Optional(Type.String({ description: 'The person. Left out for guests and telephones.' })),
  nick: Type.String({ description: 'Name shown in the meeting.' }),
  role: Type.String({ description: '`主持人` host, `联席主持人` co-host, `参会人` participant.' }),
  status: Type.String({ description: '`会议中` in the meeting, `已离会` has left, `被移出` was removed.' }),
  joinTime: EpochMsNumber('When the session began.'),
  leaveTime: Type.Optional(EpochMsNumber('When it ended; left out before.')),
  duration: Type.Integer({ description: 'Milliseconds it lasted, so far.' }),
  belongOrg: Type.String({ description: '`true` for people of the owning organisation, else `false`.' }),
  deviceType: Type.Optional(
    Type.Union([Type.Literal('Win'), Type.Literal('Mac'), Type.Literal('iOS'), Type.Literal('Android')], {
      description: 'Left out for every other platform.',
    }),
  ),
  networkQuality: Type.String({
    description: 'Always `-1`, not known; the measurements are an operation of their own.',
  }),
})
export type SessionDetail = Static<typeof SessionDetail>

/** `GET /v1.0/conference/videoConferences/{conferenceId}/details`, known from the SDK only. */
export const GetConfDetailData = {
  operationId: 'GetConfDetailData',
  summary: 'Page through the sessions of a conference',
  tags,
  security,
  params: ConferenceParams,
  querystring: Type.Object({
    nick: Type.Optional(Type.String({ description: 'Only names with this in them, in small letters or capital.' })),
    nextToken: Cursor,
    maxResults: MaxResults(DEFAULT_RECORDS),
  }),
  response: answers(
    Type.Object({
      list: Type.Array(SessionDetail, { description: 'A row a session, by its beginning, oldest first.' }),
      nextToken: NextToken,
    }),
  ),
}

/** `GET /v1.0/conference/videoConferences/histories/dataLists`, known from the SDK only. */
export const GetHistoryConfDataList = {
  operationId: 'GetHistoryConfDataList',
  summary: 'Page through the conferences of the organisation that began in an interval',
  tags,
  security,
  querystring: Type.Object({
    startTime: EpochMsNumber('Those that began then or later.'),
    endTime: EpochMsNumber('Those that began then or earlier.'),
    realData: RealData,
    title: Type.Optional(Type.String({ description: 'Only titles with this in them, in small letters or capital.' })),
    creatorNike: Type.Optional(Type.String({ description: 'The same of the name of the creator; misspelt so.' })),
    scene: Type.Optional(Type.String({ description: 'Only this; there is none but `ding_talk`.' })),
    freeType: Type.Optional(Type.String({ description: 'Only this; there is none but `0`.' })),
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
