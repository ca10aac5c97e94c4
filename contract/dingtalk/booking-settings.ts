import Type, { type Static } from 'typebox'
import { OneOf, Text, UnionIdText } from './envelope.ts'

const Switch = (description: string) => Type.Optional(Type.Integer({ minimum: 0, maximum: 1, description }))
const Truth = (description: string) => Type.Optional(Type.Boolean({ description }))
const Words = (description: string) => Type.Optional(Text(description))
const Owner = Type.Optional(UnionIdText('Of the organisation. Kept.'))

const ExtensionApp = Type.Object({
  coolAppCode: Words('Code of the app.'),
  autoOpenMode: Type.Optional(Type.Integer({ minimum: 0, maximum: 2, description: 'Kept.' })),
  extensionAppBizData: Words('Kept.'),
})

/** What is kept and never acted on is described as `Kept.` */
const VirtualExtraSetting = Type.Object(
  {
    waitingRoom: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 2,
        description: '1: who is not host or co-host waits; 0 and 2: nobody does.',
      }),
    ),
    joinBeforeHost: Switch('1: people come in before host and co-hosts. Default 1.'),
    enableChat: Switch('0: there is no chat, and no reactions. Default 1.'),
    lockNick: Switch('1: people may not rename themselves. Default 0.'),
    lockMediaStatusMicMute: Switch('1: who is muted may not unmute himself. Default 0.'),
    enableWebAnonymousJoin: Truth('People without an account come in. Default `true`.'),
    moziConfExtensionAppSettings: Type.Optional(
      Type.Array(ExtensionApp, { description: 'Kept and given back: there are no extension apps. 10 at most.' }),
    ),
    cloudRecordOwnerUnionId: Owner,
    hiddenOwnerNick: Truth('Kept.'),
    minutesOwnerUnionId: Owner,
    minutesSummaryDiyTemplateVersion: Words('Kept.'),
    minutesSummaryTemplateId: Words('Kept.'),
    minutesSummaryTemplateType: Type.Optional(OneOf(['0', '1'], 'Kept.')),
    pushAllMeetingRecords: Truth('Kept.'),
    pushCloudRecordCard: Truth('Kept.'),
    pushMinutesCard: Truth('Kept.'),
  },
  { description: 'More settings.' },
)

const RecordSetting = Type.Object(
  {
    isFollowHost: Truth('Kept.'),
    mode: Type.Optional(
      OneOf(['grid', 'speech', 'full_screen', 'auto_grid', 'screen_cast', 'p2p', 'full_screen_and_speaker'], 'Kept.'),
    ),
    recordAutoStart: Switch('Kept.'),
    recordAutoStartType: Type.Optional(Type.Integer({ minimum: 0, maximum: 2, description: 'Kept.' })),
    restrictShareMinutesSummaryOnly: Switch('Kept.'),
  },
  { description: 'Of recordings: kept.' },
)

const SummarySetting = Type.Object(
  {
    allowAllParticipantsStart: Switch('Kept.'),
    allowParticipantShowAiAgentRecord: Truth('Kept.'),
    enableAiAgentStatus: Truth('Kept.'),
    receiverType: Switch('Kept.'),
    restrictShareMinutesSummaryOnly: Switch('Kept.'),
    value: Type.Optional(OneOf(['enable', 'disable'], 'Kept.')),
  },
  { description: 'Of summaries: kept.' },
)

const MuteOnJoin = Type.Union([Type.Literal(-1), Type.Literal(0), Type.Literal(6)], {
  description:
    '`-1`: who comes in for the first time is muted; `6`: who does so when six are inside already; `0`: nobody. ' +
    'Never host or co-hosts. Default 0.',
})

export const SettingModel = Type.Object(
  {
    hostUnionId: Type.Optional(UnionIdText('Host of each conference, of the organisation. Default: who booked.')),
    cohostUnionIds: Type.Optional(
      Type.Array(UnionIdText('Co-host.'), {
        maxItems: 100,
        description: 'Co-hosts of each conference, of the organisation.',
      }),
    ),
    confAllowedCorpId: Words('Own corpId: nobody else comes in; empty: anybody does.'),
    lockRoom: Switch('1: it begins locked; host and co-hosts come in, others once it is unlocked.'),
    muteOnJoin: Type.Optional(MuteOnJoin),
    screenShareForbidden: Switch('1: nobody but host and co-hosts may share a screen.'),
    moziConfVirtualExtraSetting: Type.Optional(VirtualExtraSetting),
    moziConfOpenRecordSetting: Type.Optional(RecordSetting),
    aiAgentSummarySetting: Type.Optional(SummarySetting),
  },
  { title: 'Settings', description: 'How its conferences begin, and who comes in. What is left out stays as it is.' },
)
export type SettingModel = Static<typeof SettingModel>

const ReadExtensionApp = Type.Object({
  coolAppCode: Words('Code of the app.'),
  autoOpenMode: Words('A text here, a number where it is set.'),
  extensionAppBizData: Words('As it was set.'),
})

export const ReadSettingModel = Type.Object({
  hostUnionId: Type.String({ description: 'Host.' }),
  cohostUnionIds: Type.Array(Type.String(), { description: 'Co-hosts.' }),
  confAllowedCorpId: Words('Whose people alone come in; left out if anybody does.'),
  lockRoom: Type.Integer({ description: '1: it begins locked.' }),
  muteOnJoin: Type.Integer({ description: '-1, 0 or 6.' }),
  screenShareForbidden: Type.Integer({ description: '1: nobody but host and co-hosts may share a screen.' }),
  moziConfVirtualExtraSetting: Type.Object(
    {
      waitingRoom: Type.Integer({ description: '1: people wait.' }),
      joinBeforeHost: Type.Integer({ description: '1: people come in before the host.' }),
      enableChat: Type.Integer({ description: '1: there is a chat.' }),
      lockNick: Type.Integer({ description: '1: people may not rename themselves.' }),
      lockMediaStatusMicMute: Type.Integer({ description: '1: who is muted may not unmute himself.' }),
      enableWebAnonymousJoin: Type.Boolean({ description: 'People without an account come in.' }),
      moziConfExtensionAppSettings: Type.Array(ReadExtensionApp, { description: 'As they were set.' }),
    },
    { description: 'More settings.' },
  ),
})
export type ReadSettingModel = Static<typeof ReadSettingModel>
