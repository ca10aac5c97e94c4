import Type, { type Static } from 'typebox'
import { ConferenceParams, Cursor, EpochMsNumber, MAX_INT32, answers, security } from './envelope.ts'

const tags = ['queries']

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
    Type.String({ description: '**unionId**, despite the name, of the person. Left out for guests and telephones.' }),
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
    description: '0 not known, 1 off, 2 on from any device of his.',
  }),
  micStatus: Type.Integer({ minimum: 0, maximum: 2, description: '0 not known, 1 off, 2 on from any device of his.' }),
  rejectDescription: Type.Optional(
    Type.String({
      description:
        'Why his last ring came to nothing: `declined`, `timed out`, `cancelled`, `no telephony` or `line failed`; `not ' +
        'let in` of who waited in vain. Left out otherwise.',
    }),
  ),
})
export type BatchUser = Static<typeof BatchUser>

/** `POST /v1.0/conference/videoConferences/query` */
export const QueryConferenceInfoBatch = {
  operationId: 'QueryConferenceInfoBatch',
  summary: 'Tell of several conferences in progress, with their members',
  description:
    'Tells of several conferences in progress, with their members. Those that have ended, are unknown or are ' +
    "another organisation's are left out; if nothing is left, the call is refused.",
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
          mediaStatus: Type.Integer({ description: '4: nobody may unmute himself; else 0.' }),
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
  description: 'Pages through the conferences in progress of the organisation of the token, newest first.',
  tags,
  security,
  querystring: Type.Object({ nextToken: Cursor, maxResults: MaxResults(DEFAULT_CONFERENCES) }),
  response: answers(
    Type.Object({
      onGoingConfList: Type.Array(OngoingConference, { description: 'By start, newest first.' }),
      hasMore: HasMore,
      nextToken: NextToken,
      totalCount: Type.Integer({
        description: 'Conferences in progress of the organisation, at the moment of this page.',
      }),
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
  description:
    'Pages through the conferences of the organisation that have a room code, or had it, newest first. A code ' +
    'that nobody has is an empty list.',
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
  description:
    'Tells the data of one conference, also after its end. DingTalk documents it nowhere; path and keys are ' +
    'those of its SDK, the errors those of QueryConferenceInfo.',
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
  role: Type.String({
    description: 'Of the person at this moment: `主持人` host, `联席主持人` co-host, `参会人` participant.',
  }),
  status: Type.String({ description: '`会议中` in the meeting, `已离会` has left, `被移出` was removed.' }),
  joinTime: EpochMsNumber('When the session began.'),
  leaveTime: Type.Optional(EpochMsNumber('When it ended; left out before.')),
  duration: Type.Integer({ description: 'Milliseconds it lasted, or so far.' }),
  belongOrg: Type.String({ description: '`true` for people of the owning organisation, else `false`.' }),
  deviceType: Type.Optional(
    Type.Union([Type.Literal('Win'), Type.Literal('Mac'), Type.Literal('iOS'), Type.Literal('Android')], {
      description: 'Left out for every other platform.',
    }),
  ),
  networkQuality: Type.String({
    description:
      'How well the session was served: `3` good, `2` fair, `1` poor, the mean of all that it told; `-1` if nothing was measured.',
  }),
})
export type SessionDetail = Static<typeof SessionDetail>

/** `GET /v1.0/conference/videoConferences/{conferenceId}/details`, known from the SDK only. */
export const GetConfDetailData = {
  operationId: 'GetConfDetailData',
  summary: 'Page through the sessions of a conference',
  description:
    'Pages through the sessions of a conference by their beginning, oldest first: a row for each device and ' +
    'each stay. DingTalk documents it nowhere; path and keys are those of its SDK, the errors those of ' +
    'QueryConferenceInfo.',
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
  description:
    'Pages through the conferences of the organisation that began in an interval, newest first. DingTalk ' +
    'documents it nowhere; path and keys are those of its SDK, the errors those of QueryOrgConferenceList.',
  tags,
  security,
  querystring: Type.Object({
    startTime: EpochMsNumber('Those that began then or later.'),
    endTime: EpochMsNumber('Those that began then or earlier.'),
    realData: Type.Boolean({
      description: '`true`: with those that go on, as they stand at this moment; `false`: only those that have ended.',
    }),
    title: Type.Optional(Type.String({ description: 'Only titles with this in them, in small letters or capital.' })),
    creatorNike: Type.Optional(
      Type.String({ description: 'The same of the name of the creator; the key is misspelt so.' }),
    ),
    scene: Type.Optional(
      Type.String({ description: 'Only this: there is none but `ding_talk`, and of another the list is empty.' }),
    ),
    freeType: Type.Optional(
      Type.String({ description: 'Only this: there is none but `0`, and of another the list is empty.' }),
    ),
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
