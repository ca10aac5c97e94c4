import Type from 'typebox'
import { ConferenceParams, NonBlank, Success, Text, UnionIdText, answers, security } from './envelope.ts'

const tags = ['members']

/** Entries of a list of whom to call. DingTalk's limit is not known. */
const MAX_CALLED = 100
const NICK = ': 1 to 64 characters that can be shown, blanks around it not counted'

/** `POST /v1.0/conference/videoConferences/{conferenceId}/users/invite` */
export const InviteUsers = {
  operationId: 'InviteUsers',
  summary: 'Ring people',
  description:
    'Rings people while the conference goes on. Whoever was barred may come back when he is invited. Whom the lock ' +
    'keeps out cannot be.',
  tags,
  security,
  params: ConferenceParams,
  body: Type.Object({
    unionId: Type.Optional(UnionIdText('Who invites; without it no name is shown.')),
    inviteeList: Type.Optional(
      Type.Array(
        Type.Object({
          unionId: UnionIdText('Whom to ring.'),
          nick: Type.String({ description: `Name shown for him${NICK}.` }),
        }),
        { maxItems: MAX_CALLED, description: 'People. One of the two lists must name somebody.' },
      ),
    ),
    phoneInviteeList: Type.Optional(
      Type.Array(
        Type.Object({
          phoneNumber: Type.String({
            description:
              'Number: 3 to 15 digits, with `+` or `00` before the country or without; what separates digits does not ' +
              'count. However it is written it is one telephone, with one row.',
          }),
          statusCode: Type.Optional(
            Text('Country calling code, such as `86`, of a number that begins with neither `+` nor `00`.'),
          ),
          nick: Type.Optional(Text(`Name shown${NICK}; the number, if left out.`)),
          inviteClient: Type.Optional(
            Type.Boolean({ description: 'Taken and without effect: what it means is not public.' }),
          ),
        }),
        {
          maxItems: MAX_CALLED,
          description:
            'Telephones. They get a row and are called; where nothing can call them, which is so until a telephony ' +
            'engine is wired in, they have status 4 at once, and the answer is `false`.',
        },
      ),
    ),
  }),
  response: answers(
    Type.Object({
      success: Type.Boolean({
        description:
          '`true`: everybody who is named is called, or is in; `false`: a telephone is named, and there is no telephony ' +
          'to call it. People who are named with it are called all the same.',
      }),
    }),
  ),
}

/** `POST /v1.0/conference/videoConferences/{conferenceId}/members/kick` */
export const KickMembers = {
  operationId: 'KickMembers',
  summary: 'Remove people, or single devices of theirs',
  description: 'Removes people, or single devices of theirs. All that are named, or, if one cannot be, none.',
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
  description:
    'Makes members co-hosts, or no longer. All that are named, or, if one cannot be, none. That it was so ' +
    'already is no error.',
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
  description:
    'Mutes a person on all his devices, those to come among them, or one device of his; or lets them be heard ' +
    "again, if they wish to. Nobody's microphone is opened from afar. Whoever was muted may unmute himself. " +
    'That it was so already is no error.',
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
      { minItems: 1, maxItems: 1, description: 'Who is muted, or no longer.' },
    ),
  }),
  response: answers(Success),
}

/** `POST /v1.0/conference/videoConferences/{conferenceId}/allMembers/mute` */
export const MuteAll = {
  operationId: 'MuteAll',
  summary: 'Mute everybody but host and co-hosts, or no longer',
  description:
    'Mutes everybody who has been in, but for host and co-hosts; or lets everybody be heard again. That it ' +
    'was so already is no error.',
  tags,
  security,
  params: ConferenceParams,
  body: Type.Object({
    action: MuteAction,
    forceMute: Type.Optional(
      Type.Boolean({
        description:
          'Nobody may unmute himself, nor whoever comes in later for the first time. Default `false`: people may, unless ' +
          'the settings of the conference forbid it.',
      }),
    ),
  }),
  response: answers(Success),
}

/** `POST /v1.0/conference/videoConferences/{conferenceId}/focus` */
export const Focus = {
  operationId: 'Focus',
  summary: 'Have everybody see one person large, or no longer',
  description:
    'Has everybody see one person large, or no longer. The focus ends when he leaves with his last device. ' +
    'That it was so already is no error.',
  tags,
  security,
  params: ConferenceParams,
  body: Type.Object({
    action: Type.Union([Type.Literal('focus'), Type.Literal('un_focus')], { description: 'What to do.' }),
    unionId: Type.Optional(
      Text(
        'Whom. To focus he must be named and inside. `un_focus` changes nothing if the focus is on another, and without ' +
          'this ends the focus on whomever.',
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
    'Renames a member for this conference; the nick stays, whatever name he comes back with. That it was so ' +
    'already is no error.',
  tags,
  security,
  params: ConferenceParams,
  body: Type.Object({
    unionId: UnionIdText('Whom.'),
    nick: NonBlank(`Name from now on${NICK}.`),
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
  description:
    'Changes settings of a conference that goes on: what is given, all of it at once, and nothing else. ' +
    'DingTalk documents it nowhere; path and keys are those of its SDKs.',
  tags: ['conferences'],
  security,
  params: ConferenceParams,
  body: Type.Object({
    muteAll: Switch('`true` mutes everybody who has been in, but for host and co-hosts; `false` unmutes everybody.'),
    allowUnmuteSelf: Switch(
      '`false`: whoever is muted, now or later, may not unmute himself; while everybody is muted, who comes in for the ' +
        'first time is, too. It stays so, whoever is muted and unmuted, until it is `true`.',
    ),
    forbiddenShareScreen: Switch('Nobody but host and co-hosts may share a screen.'),
    lockConference: Switch('Nobody comes in but host and co-hosts; whoever is in stays.'),
    onlyInternalEmployeesJoin: Switch('Nobody from outside the organisation comes in; whoever is in stays.'),
    autoTransferHost: Switch('When the host has left, somebody else becomes host.'),
  }),
  response: answers(Done),
}

/** `PUT /v1.0/conference/videoConferences/{conferenceId}/extInfo`, known from SDKs only, which send nothing with it. */
export const UpdateVideoConferenceExtInfo = {
  operationId: 'UpdateVideoConferenceExtInfo',
  summary: 'Takes nothing: what DingTalk takes here is not public',
  description:
    'Known from the SDK alone, which sends nothing with it. What DingTalk takes here is not public, so nothing is ' +
    'taken: the answer only says that the conference is there. A body is not read.',
  tags: ['conferences'],
  security,
  params: ConferenceParams,
  response: answers(Done),
}
