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
        { description: 'Telephones. They get a row, and since there is no telephony, their ring fails.' },
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
