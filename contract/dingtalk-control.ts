import Type from 'typebox'
import { ConferenceParams, NonBlank, Success, Text, UnionIdText, answers, security } from './dingtalk.ts'

const tags = ['members']

/** `POST /v1.0/conference/videoConferences/{conferenceId}/users/invite` */
export const InviteUsers = {
  operationId: 'InviteUsers',
  summary: 'Ring people',
  tags,
  security,
  params: ConferenceParams,
  body: Type.Object({
    unionId: Type.Optional(UnionIdText('Who invites; without it no name is shown.')),
    inviteeList: Type.Optional(
      Type.Array(Type.Object({ unionId: UnionIdText('Whom to ring.'), nick: NonBlank('Name shown for him.') }), {
        description: 'People. One of the two lists must name somebody.',
      }),
    ),
    phoneInviteeList: Type.Optional(
      Type.Array(
        Type.Object({
          phoneNumber: NonBlank('Number.'),
          statusCode: Type.Optional(Text('Country calling code, such as `86`.')),
          nick: Type.Optional(Text('Name shown; the number, if left out.')),
        }),
        {
          description:
            'Telephones. They get a row and are called; where nothing can call them, their ring fails at once.',
        },
      ),
    ),
  }),
  response: answers(Success),
}

/** `POST /v1.0/conference/videoConferences/{conferenceId}/members/kick` */
export const KickMembers = {
  operationId: 'KickMembers',
  summary: 'Remove people, or single devices of theirs',
  tags,
  security,
  params: ConferenceParams,
  body: Type.Object({
    userList: Type.Array(
      Type.Object({
        unionId: UnionIdText('Whom.'),
        participantId: Type.Optional(Text('One device of his; left out, all of them.')),
      }),
      { minItems: 1, description: 'All of them are removed, or nobody.' },
    ),
    forbiddenRejoin: Type.Optional(Type.Boolean({ description: 'They may not come back. Default `false`.' })),
  }),
  response: answers(Success),
}

/** `POST /v1.0/conference/videoConferences/{conferenceId}/coHosts/set` */
export const Cohosts = {
  operationId: 'Cohosts',
  summary: 'Make people co-hosts, or no longer',
  tags,
  security,
  params: ConferenceParams,
  body: Type.Object({
    action: Type.Union([Type.Literal('add'), Type.Literal('remove')], { description: 'What to do with them.' }),
    userList: Type.Array(Type.Object({ unionId: UnionIdText('Whom.') }), {
      minItems: 1,
      description: 'Members of the conference; all of them, or nobody.',
    }),
  }),
  response: answers(Success),
}

const MuteAction = Type.Union([Type.Literal('mute'), Type.Literal('un_mute')], { description: 'What to do.' })

/** `POST /v1.0/conference/videoConferences/{conferenceId}/members/mute` */
export const MuteMembers = {
  operationId: 'MuteMembers',
  summary: 'Mute a person, or one device of his, or no longer',
  tags,
  security,
  params: ConferenceParams,
  body: Type.Object({
    action: MuteAction,
    userList: Type.Array(
      Type.Object({
        unionId: UnionIdText('Whom.'),
        participantId: Type.Optional(Text('One device of his; left out, all of them and those to come.')),
      }),
      { minItems: 1, maxItems: 1, description: 'A list of one.' },
    ),
  }),
  response: answers(Success),
}

/** `POST /v1.0/conference/videoConferences/{conferenceId}/allMembers/mute` */
export const MuteAll = {
  operationId: 'MuteAll',
  summary: 'Mute everybody but host and co-hosts, or no longer',
  tags,
  security,
  params: ConferenceParams,
  body: Type.Object({
    action: MuteAction,
    forceMute: Type.Optional(
      Type.Boolean({ description: 'Nobody may unmute himself, nor whoever comes later. Default `false`.' }),
    ),
  }),
  response: answers(Success),
}

/** `POST /v1.0/conference/videoConferences/{conferenceId}/focus` */
export const Focus = {
  operationId: 'Focus',
  summary: 'Have everybody see one person large, or no longer',
  tags,
  security,
  params: ConferenceParams,
  body: Type.Object({
    action: Type.Union([Type.Literal('focus'), Type.Literal('un_focus')], { description: 'What to do.' }),
    unionId: Type.Optional(
      Text('Whom. To focus he must be named and inside; left out with `un_focus`, whoever it is.'),
    ),
  }),
  response: answers(Success),
}

/** `POST /v1.0/conference/videoConferences/{conferenceId}/members/updateNick` */
export const UpdateMemberNick = {
  operationId: 'UpdateMemberNick',
  summary: 'Rename a member',
  tags,
  security,
  params: ConferenceParams,
  body: Type.Object({
    unionId: UnionIdText('Whom.'),
    nick: NonBlank('Name shown in this conference from now on, of 1 to 64 characters.'),
  }),
  response: answers(Success),
}

/** The key really is `case`, and the code a text. */
const Done = Type.Object({
  code: Type.String({ description: 'Always `200`.' }),
  case: Type.String({ description: 'Always `success`.' }),
})

const Switch = (description: string) => Type.Optional(Type.Boolean({ description }))

/** `PUT /v1.0/conference/videoConferences/{conferenceId}`, known from SDKs only. */
export const UpdateVideoConferenceSetting = {
  operationId: 'UpdateVideoConferenceSetting',
  summary: 'Change settings of a conference that goes on',
  tags: ['conferences'],
  security,
  params: ConferenceParams,
  body: Type.Object({
    muteAll: Switch('Everybody but host and co-hosts is muted; `false`: nobody is any more.'),
    allowUnmuteSelf: Switch('Whoever is muted may unmute himself.'),
    forbiddenShareScreen: Switch('Nobody but host and co-hosts may share a screen.'),
    lockConference: Switch('Nobody comes in.'),
    onlyInternalEmployeesJoin: Switch('Nobody from outside the organisation comes in; who is in stays.'),
    autoTransferHost: Switch('When the host leaves, somebody else becomes host.'),
  }),
  response: answers(Done),
}

/** `PUT /v1.0/conference/videoConferences/{conferenceId}/extInfo`, known from SDKs only, which send nothing with it. */
export const UpdateVideoConferenceExtInfo = {
  operationId: 'UpdateVideoConferenceExtInfo',
  summary: 'Takes nothing: what DingTalk takes here is not public',
  tags: ['conferences'],
  security,
  params: ConferenceParams,
  response: answers(Done),
}
