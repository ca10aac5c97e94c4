import Type, { type Static } from 'typebox'
import { EpochMsNumber, NonBlank, Success, Text, UnionIdText, answers, security } from './dingtalk.ts'

const tags = ['bookings']

const MAX_INT32 = 2_147_483_647
/** Rows of a page whose size nobody asked for. */
export const DEFAULT_HELD = 20

/** The last moment that a calendar file can name. */
const END_OF_TIME = 253_402_300_799_999
const Moment = (description: string) =>
  Type.Integer({ minimum: 0, maximum: END_OF_TIME, description: `${description} Epoch milliseconds.` })

const BookingIdText = NonBlank('The booking, as its creation named it.')
const Title = Type.String({
  pattern: '\\S',
  maxLength: 256,
  description: 'Title: its first 50 characters are kept, more than 256 are refused.',
})
const Switch = (description: string) => Type.Optional(Type.Integer({ minimum: 0, maximum: 1, description }))
const Truth = (description: string) => Type.Optional(Type.Boolean({ description }))
const Words = (description: string) => Type.Optional(Text(description))

const ExtensionApp = Type.Object({
  coolAppCode: Words('Code of the app.'),
  autoOpenMode: Type.Optional(Type.Integer({ minimum: 0, maximum: 2, description: 'Kept.' })),
  extensionAppBizData: Words('Kept.'),
})

/** What is kept and never acted on is described as `Kept.` */
const VirtualExtraSetting = Type.Object({
  waitingRoom: Type.Optional(
    Type.Integer({ minimum: 0, maximum: 2, description: '1: who is not host or co-host waits; 0 and 2: nobody does.' }),
  ),
  joinBeforeHost: Switch('1: people come in before host and co-hosts. Default 1.'),
  enableChat: Switch('0: there is no chat, and no reactions. Default 1.'),
  lockNick: Switch('1: people may not rename themselves. Default 0.'),
  lockMediaStatusMicMute: Switch('1: who is muted may not unmute himself. Default 0.'),
  enableWebAnonymousJoin: Truth('People without an account come in. Default `true`.'),
  moziConfExtensionAppSettings: Type.Optional(Type.Array(ExtensionApp, { description: 'Kept; 10 at most.' })),
  cloudRecordOwnerUnionId: Words('Kept.'),
  hiddenOwnerNick: Truth('Kept.'),
  minutesOwnerUnionId: Words('Kept.'),
  minutesSummaryDiyTemplateVersion: Words('Kept.'),
  minutesSummaryTemplateId: Words('Kept.'),
  minutesSummaryTemplateType: Words('Kept.'),
  pushAllMeetingRecords: Truth('Kept.'),
  pushCloudRecordCard: Truth('Kept.'),
  pushMinutesCard: Truth('Kept.'),
})

const RecordSetting = Type.Object({
  isFollowHost: Truth('Kept.'),
  mode: Words('Kept.'),
  recordAutoStart: Switch('Kept.'),
  recordAutoStartType: Type.Optional(Type.Integer({ minimum: 0, maximum: 2, description: 'Kept.' })),
  restrictShareMinutesSummaryOnly: Switch('Kept.'),
})

const SummarySetting = Type.Object({
  allowAllParticipantsStart: Switch('Kept.'),
  allowParticipantShowAiAgentRecord: Truth('Kept.'),
  enableAiAgentStatus: Truth('Kept.'),
  receiverType: Switch('Kept.'),
  restrictShareMinutesSummaryOnly: Switch('Kept.'),
  value: Words('Kept.'),
})

const MuteOnJoin = Type.Union([Type.Literal(-1), Type.Literal(0), Type.Literal(6)], {
  description: '-1: who comes in is muted; 6: who comes in when more than six are in; 0: nobody. Default 0.',
})

const SettingModel = Type.Object(
  {
    hostUnionId: Type.Optional(UnionIdText('Host. Default: who booked.')),
    cohostUnionIds: Type.Optional(Type.Array(UnionIdText('Co-host.'), { maxItems: 100, description: 'Co-hosts.' })),
    confAllowedCorpId: Words('Own corpId: nobody else comes in; empty: anybody does.'),
    lockRoom: Switch('1: it begins locked.'),
    muteOnJoin: Type.Optional(MuteOnJoin),
    screenShareForbidden: Switch('1: nobody but host and co-hosts may share a screen.'),
    moziConfVirtualExtraSetting: Type.Optional(VirtualExtraSetting),
    moziConfOpenRecordSetting: Type.Optional(RecordSetting),
    aiAgentSummarySetting: Type.Optional(SummarySetting),
  },
  { description: 'How its conferences begin, and who comes in. What is left out stays as it is.' },
)
export type SettingModel = Static<typeof SettingModel>

const bookingFields = {
  scheduleConferenceId: Type.String({ description: 'The booking; a UUID.' }),
  roomCode: Type.String({ description: 'Digits to type in instead of the link; the same each time it is held.' }),
  url: Type.String({ description: 'Link to share: whoever has it comes in.' }),
  phones: Type.Array(Type.String(), { description: 'Numbers to dial in by. Always empty.' }),
  requestId: Type.String({ description: 'Names this request in the log of the server.' }),
}

/** `POST /v1.0/conference/scheduleConferences` */
export const CreateScheduleConference = {
  operationId: 'CreateScheduleConference',
  summary: 'Book a meeting',
  tags,
  security,
  body: Type.Object({
    creatorUnionId: UnionIdText('Who books.'),
    title: Title,
    startTime: Moment('Planned start.'),
    endTime: Moment('Planned end, after the start.'),
    scheduleConfSettingModel: Type.Optional(SettingModel),
  }),
  response: answers(Type.Object(bookingFields)),
}

/** `PUT /v1.0/conference/scheduleConferences` */
export const UpdateScheduleConference = {
  operationId: 'UpdateScheduleConference',
  summary: 'Move a booking, or name it anew',
  tags,
  security,
  body: Type.Object({
    creatorUnionId: UnionIdText('Who booked it.'),
    scheduleConferenceId: BookingIdText,
    title: Title,
    startTime: Moment('Planned start.'),
    endTime: Moment('Planned end, after the start.'),
  }),
  response: answers(Success),
}

/** `POST /v1.0/conference/scheduleConferences/cancel` */
export const CancelScheduleConference = {
  operationId: 'CancelScheduleConference',
  summary: 'Cancel a booking',
  tags,
  security,
  body: Type.Object({ creatorUnionId: UnionIdText('Who booked it.'), scheduleConferenceId: BookingIdText }),
  response: answers(Success),
}

const BookingParams = Type.Object({ scheduleConferenceId: BookingIdText })

/** `GET /v1.0/conference/scheduleConferences/{scheduleConferenceId}/infos` */
export const QueryScheduleConference = {
  operationId: 'QueryScheduleConference',
  summary: 'Tell of a booking',
  tags,
  security,
  params: BookingParams,
  querystring: Type.Object({ requestUnionId: UnionIdText('Who asks: anybody of the organisation.') }),
  response: answers(
    Type.Object({
      ...bookingFields,
      title: Type.String({ description: 'Title.' }),
      startTime: EpochMsNumber('Planned start.'),
      endTime: EpochMsNumber('Planned end.'),
    }),
  ),
}

const HeldConference = Type.Object({
  conferenceId: Type.String({ description: '24 hex digits.' }),
  title: Type.String({ description: 'Title it had.' }),
  roomCode: Type.String({ description: 'Of the booking.' }),
  status: Type.Integer({ description: '1 ended, 2 in progress.' }),
  startTime: EpochMsNumber('When it began.'),
  endTime: Type.Optional(EpochMsNumber('When it ended; left out before.')),
})
export type HeldConference = Static<typeof HeldConference>

/** `GET /v1.0/conference/videoConferences/scheduleConferences/{scheduleConferenceId}` */
export const QueryScheduleConferenceInfo = {
  operationId: 'QueryScheduleConferenceInfo',
  summary: 'Page through the conferences held under a booking',
  tags,
  security,
  params: BookingParams,
  querystring: Type.Object({
    nextToken: Type.Optional(
      Type.String({
        pattern: '^(0|[0-9]{13}[0-9]{1,29})$',
        description: 'Where to go on; absent, empty or `0`: start.',
      }),
    ),
    maxResults: Type.Optional(
      Type.Integer({ minimum: 1, maximum: MAX_INT32, default: DEFAULT_HELD, description: 'Most rows, 1000 at once.' }),
    ),
  }),
  response: answers(
    Type.Object({
      conferenceList: Type.Array(HeldConference, { description: 'By start, newest first.' }),
      nextToken: Type.String({ description: 'Hand back for the next page; empty on the last one.' }),
      totalCount: Type.Integer({ description: 'Conferences held under it.' }),
    }),
  ),
}

const ReadExtensionApp = Type.Object({
  coolAppCode: Words('Code of the app.'),
  autoOpenMode: Words('A text here, a number where it is set.'),
  extensionAppBizData: Words('As it was set.'),
})

const ReadSettingModel = Type.Object({
  hostUnionId: Type.String({ description: 'Host.' }),
  cohostUnionIds: Type.Array(Type.String(), { description: 'Co-hosts.' }),
  confAllowedCorpId: Words('Whose people alone come in; left out if anybody does.'),
  lockRoom: Type.Integer({ description: '1: it begins locked.' }),
  muteOnJoin: Type.Integer({ description: '-1, 0 or 6.' }),
  screenShareForbidden: Type.Integer({ description: '1: nobody but host and co-hosts may share a screen.' }),
  moziConfVirtualExtraSetting: Type.Object({
    waitingRoom: Type.Integer({ description: '1: people wait.' }),
    joinBeforeHost: Type.Integer({ description: '1: people come in before the host.' }),
    enableChat: Type.Integer({ description: '1: there is a chat.' }),
    lockNick: Type.Integer({ description: '1: people may not rename themselves.' }),
    lockMediaStatusMicMute: Type.Integer({ description: '1: who is muted may not unmute himself.' }),
    enableWebAnonymousJoin: Type.Boolean({ description: 'People without an account come in.' }),
    moziConfExtensionAppSettings: Type.Array(ReadExtensionApp, { description: 'As they were set.' }),
  }),
})
export type ReadSettingModel = Static<typeof ReadSettingModel>

/** `GET /v1.0/conference/scheduleConferences/settings` */
export const QueryScheduleConfSettings = {
  operationId: 'QueryScheduleConfSettings',
  summary: 'Tell the settings of a booking',
  tags,
  security,
  querystring: Type.Object({ scheduleConferenceId: BookingIdText }),
  response: answers(Type.Object({ scheduleConfSettingModel: ReadSettingModel })),
}

/** `PUT /v1.0/conference/scheduleConferences/settings` */
export const UpdateScheduleConfSettings = {
  operationId: 'UpdateScheduleConfSettings',
  summary: 'Change the settings of a booking',
  tags,
  security,
  body: Type.Object({
    creatorUnionId: UnionIdText('Who booked it.'),
    scheduleConferenceId: BookingIdText,
    scheduleConfSettingModel: Type.Optional(SettingModel),
  }),
  response: answers(Success),
}

/** `POST /v1.0/conference/customShortLinks` */
export const CreateCustomShortLink = {
  operationId: 'CreateCustomShortLink',
  summary: 'Make one more short link to a booking',
  tags,
  security,
  body: Type.Object({
    creatorUnionId: UnionIdText('Who booked it.'),
    scheduleConferenceId: BookingIdText,
    coolAppCode: NonBlank('Kept with the link.'),
    extensionAppBizData: Words('Kept with the link.'),
    useExtensionApp: Truth('Kept with the link.'),
  }),
  response: answers(
    Type.Object({
      result: Type.Object({
        customShortLink: Type.String({ description: 'Link that leads where the booking’s does.' }),
      }),
    }),
  ),
}
