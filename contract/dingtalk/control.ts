import Type from 'typebox'
import { ConferenceParams, MAX_NAMED, NonBlank, Success, Text, UnionIdText, answers, security } from './envelope.ts'

const tags = ['members']

const NICK = ': 1 to 64 printable characters, without surrounding blanks'

/** `POST /v1.0/conference/videoConferences/{conferenceId}/users/invite` */
export const InviteUsers = {
  operationId: 'InviteUsers',
  summary: 'Invite people',
  description:
    'Calls people during the conference. Inviting a banned person lifts the ban. While the conference is ' +
    'locked, only people who may join it can be called.',
  tags,
  security,
  params: ConferenceParams,
  body: Type.Object({
    unionId: Type.Optional(UnionIdText('The person who invites. Without it, no caller is shown.')),
    inviteeList: Type.Optional(
      Type.Array(
        Type.Object({
          unionId: UnionIdText('The person to call.'),
          nick: Type.String({ description: `Name to show${NICK}.` }),
        }),
        { maxItems: MAX_NAMED, description: 'People. At least one of the two lists must have an entry.' },
      ),
    ),
    phoneInviteeList: Type.Optional(
      Type.Array(
        Type.Object({
          phoneNumber: Type.String({
            description:
              'Number: 3 to 15 digits, with or without `+` or `00` before the country code. Separators are ignored. ' +
              'The same number in another notation is the same telephone, with one row.',
          }),
          statusCode: Type.Optional(
            Text('Country calling code, such as `86`, for a number that begins with neither `+` nor `00`.'),
          ),
          nick: Type.Optional(Text(`Name to show${NICK}. Default: the number.`)),
          inviteClient: Type.Optional(
            Type.Boolean({ description: 'Accepted, without effect: its meaning is not public.' }),
          ),
        }),
        {
          maxItems: MAX_NAMED,
          description:
            'Telephones. Each gets a row and is called. Without telephony they have status 4 at once, and ' +
            '`QueryConferenceInfoBatch` says why.',
        },
      ),
    ),
  }),
  response: answers(
    Type.Object({
      success: Type.Boolean({
        description:
          '`true`: somebody named is called or in the meeting. `false`: nobody could be called, because only ' +
          'telephones are named and there is no telephony.',
      }),
    }),
  ),
}

/** `POST /v1.0/conference/videoConferences/{conferenceId}/members/kick` */
export const KickMembers = {
  operationId: 'KickMembers',
  summary: 'Remove people or single devices',
  description: 'Removes people or single devices. If one of them cannot be removed, none is.',
  tags,
  security,
  params: ConferenceParams,
  body: Type.Object({
    userList: Type.Array(
      Type.Object({
        unionId: UnionIdText('The person.'),
        participantId: Type.Optional(Text('One device of the person. Default: all of them.')),
      }),
      { minItems: 1, description: 'Either all are removed, or none.' },
    ),
    forbiddenRejoin: Type.Optional(Type.Boolean({ description: 'They may not rejoin. Default `false`.' })),
  }),
  response: answers(Success),
}

/** `POST /v1.0/conference/videoConferences/{conferenceId}/coHosts/set` */
export const Cohosts = {
  operationId: 'Cohosts',
  summary: 'Add or remove co-hosts',
  description:
    'Makes members co-hosts, or revokes the role. If one of them cannot be changed, none is. Repeating ' +
    'the call is not an error.',
  tags,
  security,
  params: ConferenceParams,
  body: Type.Object({
    action: Type.Union([Type.Literal('add'), Type.Literal('remove')], { description: 'What to do.' }),
    userList: Type.Array(Type.Object({ unionId: UnionIdText('The person.') }), {
      minItems: 1,
      description: 'Members of the conference. Either all change, or none.',
    }),
  }),
  response: answers(Success),
}

const MuteAction = Type.Union([Type.Literal('mute'), Type.Literal('un_mute')], { description: 'What to do.' })

/** `POST /v1.0/conference/videoConferences/{conferenceId}/members/mute` */
export const MuteMembers = {
  operationId: 'MuteMembers',
  summary: 'Mute or unmute a person or one of their devices',
  description:
    'Mutes a person on all their devices, including later ones, or mutes one device. `un_mute` lifts the ' +
    'mute. No microphone is turned on remotely. A muted person may unmute themselves. Repeating the call ' +
    'is not an error.',
  tags,
  security,
  params: ConferenceParams,
  body: Type.Object({
    action: MuteAction,
    userList: Type.Array(
      Type.Object({
        unionId: UnionIdText('The person.'),
        participantId: Type.Optional(Text('One device of the person. Default: all devices, including later ones.')),
      }),
      { minItems: 1, maxItems: 1, description: 'The person to mute or unmute.' },
    ),
  }),
  response: answers(Success),
}

/** `POST /v1.0/conference/videoConferences/{conferenceId}/allMembers/mute` */
export const MuteAll = {
  operationId: 'MuteAll',
  summary: 'Mute or unmute everyone except host and co-hosts',
  description:
    'Mutes everyone who has been in the meeting, except host and co-hosts. `un_mute` lifts all mutes. ' +
    'Repeating the call is not an error.',
  tags,
  security,
  params: ConferenceParams,
  body: Type.Object({
    action: MuteAction,
    forceMute: Type.Optional(
      Type.Boolean({
        description:
          '`true`: nobody may unmute themselves, and neither may people who first join later. Default `false`: ' +
          'people may unmute themselves, unless the settings of the conference forbid it.',
      }),
    ),
  }),
  response: answers(Success),
}

/** `POST /v1.0/conference/videoConferences/{conferenceId}/focus` */
export const Focus = {
  operationId: 'Focus',
  summary: 'Set or clear the focus',
  description:
    'Shows one person large to everyone, or stops doing so. The focus ends when the person leaves with ' +
    'their last device. Repeating the call is not an error.',
  tags,
  security,
  params: ConferenceParams,
  body: Type.Object({
    action: Type.Union([Type.Literal('focus'), Type.Literal('un_focus')], { description: 'What to do.' }),
    unionId: Type.Optional(
      Text(
        'The person. Required for `focus`, and they must be in the meeting. `un_focus` changes nothing if the ' +
          'focus is on another person; without this field it ends any focus.',
      ),
    ),
  }),
  response: answers(Success),
}

/** `POST /v1.0/conference/videoConferences/{conferenceId}/members/updateNick` */
export const UpdateMemberNick = {
  operationId: 'UpdateMemberNick',
  summary: 'Rename a member',
  description:
    'Renames a member for this conference. The name stays, even if they rejoin under another one. ' +
    'Repeating the call is not an error.',
  tags,
  security,
  params: ConferenceParams,
  body: Type.Object({
    unionId: UnionIdText('The person.'),
    nick: NonBlank(`New name${NICK}.`),
  }),
  response: answers(Success),
}

/** As in DingTalk, the key is `case` and the code is a string. */
const Done = Type.Object({
  code: Type.String({ description: 'Always `200`.' }),
  case: Type.String({ description: 'Always `success`.' }),
})

const Switch = (description: string) => Type.Optional(Type.Boolean({ description }))

/** `PUT /v1.0/conference/videoConferences/{conferenceId}`, known from SDKs only. */
export const UpdateVideoConferenceSetting = {
  operationId: 'UpdateVideoConferenceSetting',
  summary: 'Change the settings of an ongoing conference',
  description:
    'Changes the given settings of an ongoing conference, all at once. DingTalk does not document this ' +
    'operation: path and keys come from its SDKs.',
  tags: ['conferences'],
  security,
  params: ConferenceParams,
  body: Type.Object({
    muteAll: Switch(
      '`true` mutes everyone who has been in the meeting, except host and co-hosts; `false` lifts all mutes.',
    ),
    allowUnmuteSelf: Switch(
      '`false`: people who are muted, or are muted later, may not unmute themselves. While everyone is ' +
        'muted, people who first join are muted too. This applies until it is set to `true`.',
    ),
    forbiddenShareScreen: Switch('Only host and co-hosts may share a screen.'),
    lockConference: Switch('Only host and co-hosts can join. People in the meeting stay.'),
    onlyInternalEmployeesJoin: Switch('Only people of the organization can join. People in the meeting stay.'),
    autoTransferHost: Switch('When the host has left, another person becomes host.'),
  }),
  response: answers(Done),
}

/** `PUT /v1.0/conference/videoConferences/{conferenceId}/extInfo`, known from SDKs only, which send nothing with it. */
export const UpdateVideoConferenceExtInfo = {
  operationId: 'UpdateVideoConferenceExtInfo',
  summary: "Does nothing: DingTalk's parameters are not public",
  description:
    "Known only from the SDK, which sends no data. DingTalk's parameters are not public, so Rollcall " +
    'stores nothing: the answer only says that the conference exists. A body is not read.',
  tags: ['conferences'],
  security,
  params: ConferenceParams,
  response: answers(Done),
}
