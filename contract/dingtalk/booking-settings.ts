import Type, { type Static } from 'typebox'
import { MAX_NAMED, OneOf, Text, UnionIdText } from './envelope.ts'

const Switch = (description: string) => Type.Optional(Type.Integer({ minimum: 0, maximum: 1, description }))
const Truth = (description: string) => Type.Optional(Type.Boolean({ description }))
const Words = (description: string) => Type.Optional(Text(description))
const Owner = Type.Optional(UnionIdText('A person of the organization. Stored without effect.'))

const ExtensionApp = Type.Object({
  coolAppCode: Words('Code of the app.'),
  autoOpenMode: Type.Optional(Type.Integer({ minimum: 0, maximum: 2, description: 'Stored without effect.' })),
  extensionAppBizData: Words('Stored without effect.'),
})

/** Rollcall applies only some of these settings. The descriptions of the others say so. */
const VirtualExtraSetting = Type.Object(
  {
    waitingRoom: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 2,
        description: '1: people other than host and co-hosts wait to be admitted. 0 and 2: nobody waits.',
      }),
    ),
    joinBeforeHost: Switch('1: people can join before host and co-hosts. Default 1.'),
    enableChat: Switch('0: no chat and no reactions. Default 1.'),
    lockNick: Switch('1: people may not rename themselves. Default 0.'),
    lockMediaStatusMicMute: Switch('1: muted people may not unmute themselves. Default 0.'),
    enableWebAnonymousJoin: Truth('People without an account can join. Default `true`.'),
    moziConfExtensionAppSettings: Type.Optional(
      Type.Array(ExtensionApp, {
        description: 'Stored and returned, without effect: there are no extension apps. At most 10.',
      }),
    ),
    cloudRecordOwnerUnionId: Owner,
    hiddenOwnerNick: Truth('Stored without effect.'),
    minutesOwnerUnionId: Owner,
    minutesSummaryDiyTemplateVersion: Words('Stored without effect.'),
    minutesSummaryTemplateId: Words('Stored without effect.'),
    minutesSummaryTemplateType: Type.Optional(OneOf(['0', '1'], 'Stored without effect.')),
    pushAllMeetingRecords: Truth('Stored without effect.'),
    pushCloudRecordCard: Truth('Stored without effect.'),
    pushMinutesCard: Truth('Stored without effect.'),
  },
  { description: 'More settings.' },
)

const RecordSetting = Type.Object(
  {
    isFollowHost: Truth('Stored without effect.'),
    mode: Type.Optional(
      OneOf(
        ['grid', 'speech', 'full_screen', 'auto_grid', 'screen_cast', 'p2p', 'full_screen_and_speaker'],
        'Stored without effect.',
      ),
    ),
    recordAutoStart: Switch('Stored without effect.'),
    recordAutoStartType: Type.Optional(Type.Integer({ minimum: 0, maximum: 2, description: 'Stored without effect.' })),
    restrictShareMinutesSummaryOnly: Switch('Stored without effect.'),
  },
  { description: 'Settings of recordings. Stored without effect.' },
)

const SummarySetting = Type.Object(
  {
    allowAllParticipantsStart: Switch('Stored without effect.'),
    allowParticipantShowAiAgentRecord: Truth('Stored without effect.'),
    enableAiAgentStatus: Truth('Stored without effect.'),
    receiverType: Switch('Stored without effect.'),
    restrictShareMinutesSummaryOnly: Switch('Stored without effect.'),
    value: Type.Optional(OneOf(['enable', 'disable'], 'Stored without effect.')),
  },
  { description: 'Settings of summaries. Stored without effect.' },
)

const MuteOnJoin = Type.Union([Type.Literal(-1), Type.Literal(0), Type.Literal(6)], {
  description:
    '`-1`: people are muted when they first join. `6`: the same, but only if six people are in the ' +
    'meeting already. `0`: nobody is muted. Host and co-hosts are never muted. Default 0.',
})

export const SettingModel = Type.Object(
  {
    hostUnionId: Type.Optional(
      UnionIdText('Host of each conference: a person of the organization. Default: the person who booked.'),
    ),
    cohostUnionIds: Type.Optional(
      Type.Array(UnionIdText('Co-host.'), {
        maxItems: MAX_NAMED,
        description: 'Co-hosts of each conference: people of the organization.',
      }),
    ),
    confAllowedCorpId: Words('corpId of the organization itself: only its people can join. Empty: anyone can join.'),
    lockRoom: Switch('1: conferences start locked. Only host and co-hosts can join until the conference is unlocked.'),
    muteOnJoin: Type.Optional(MuteOnJoin),
    screenShareForbidden: Switch('1: only host and co-hosts may share a screen.'),
    moziConfVirtualExtraSetting: Type.Optional(VirtualExtraSetting),
    moziConfOpenRecordSetting: Type.Optional(RecordSetting),
    aiAgentSummarySetting: Type.Optional(SummarySetting),
  },
  {
    title: 'Settings',
    description: 'How the conferences of the booking start, and who can join. Fields that are left out stay the same.',
  },
)
export type SettingModel = Static<typeof SettingModel>

const ReadExtensionApp = Type.Object({
  coolAppCode: Words('Code of the app.'),
  autoOpenMode: Words('Text here; a number in the request that sets it.'),
  extensionAppBizData: Words('As it was set.'),
})

export const ReadSettingModel = Type.Object({
  hostUnionId: Type.String({ description: 'Host.' }),
  cohostUnionIds: Type.Array(Type.String(), { description: 'Co-hosts.' }),
  confAllowedCorpId: Words('Only people of this organization can join. Absent if anyone can.'),
  lockRoom: Type.Integer({ description: '1: conferences start locked.' }),
  muteOnJoin: Type.Integer({ description: '-1, 0 or 6.' }),
  screenShareForbidden: Type.Integer({ description: '1: only host and co-hosts may share a screen.' }),
  moziConfVirtualExtraSetting: Type.Object(
    {
      waitingRoom: Type.Integer({ description: '1: people wait to be admitted.' }),
      joinBeforeHost: Type.Integer({ description: '1: people can join before the host.' }),
      enableChat: Type.Integer({ description: '1: there is a chat.' }),
      lockNick: Type.Integer({ description: '1: people may not rename themselves.' }),
      lockMediaStatusMicMute: Type.Integer({ description: '1: muted people may not unmute themselves.' }),
      enableWebAnonymousJoin: Type.Boolean({ description: 'People without an account can join.' }),
      moziConfExtensionAppSettings: Type.Array(ReadExtensionApp, { description: 'As they were set.' }),
    },
    { description: 'More settings.' },
  ),
})
export type ReadSettingModel = Static<typeof ReadSettingModel>
