import Type, { type Static } from 'typebox'
import {
  ConferenceParams,
  EpochMsNumber,
  MAX_NAMED,
  NonBlank,
  Success,
  Title,
  UnionIdText,
  answers,
  security,
} from './envelope.ts'

const tags = ['conferences']

/** `POST /v1.0/conference/videoConferences` */
export const CreateVideoConference = {
  operationId: 'CreateVideoConference',
  summary: 'Start a conference',
  description: 'Creates a conference and calls people. Its creator is the host.',
  tags,
  security,
  body: Type.Object({
    userId: UnionIdText('**unionId**, despite the name, of the creator, who becomes host.'),
    confTitle: Title,
    inviteCaller: Type.Optional(
      Type.Union([Type.Boolean(), Type.Null()], { description: 'Also call the host. Default `true`.' }),
    ),
    inviteUserIds: Type.Optional(
      Type.Union(
        [Type.Array(UnionIdText("A person of the host's organization."), { maxItems: MAX_NAMED }), Type.Null()],
        {
          description: `unionIds of the people to call; at most ${MAX_NAMED}.`,
        },
      ),
    ),
  }),
  response: answers(
    Type.Object({
      conferenceId: Type.String({ description: '24 hexadecimal digits.' }),
      conferencePassword: Type.String({ description: 'Digits. Admits a guest who knows the room code.' }),
      hostPassword: Type.String({ description: 'Digits. The person who enters it becomes host when they join.' }),
      externalLinkUrl: Type.String({ description: 'Admits anyone who opens it.' }),
      phoneNumbers: Type.Array(Type.String(), { description: 'Always empty: nobody can dial in.' }),
      roomCode: Type.String({ description: 'Digits to type instead of the link.' }),
    }),
  ),
}

/** `DELETE /v1.0/conference/videoConferences/{conferenceId}` */
export const CloseVideoConference = {
  operationId: 'CloseVideoConference',
  summary: 'End a conference',
  description: 'Ends a conference for everyone. Only the host may end it, so the request names the host.',
  tags,
  security,
  params: ConferenceParams,
  querystring: Type.Object({ unionId: UnionIdText('The person who ends it: the host.') }),
  response: answers(
    Type.Object({
      code: Type.Integer({ description: '200, here as a number.' }),
      cause: Type.String({ description: '`success`.' }),
    }),
  ),
}

const ConferenceInfo = Type.Object(
  {
    conferenceId: Type.String({ description: '24 hexadecimal digits.' }),
    title: Type.String({ description: 'Title.' }),
    creatorId: Type.String({ description: 'unionId of the creator.' }),
    creatorNick: Type.String({ description: 'Name of the creator when the conference started.' }),
    roomCode: Type.String({ description: 'Digits to type instead of the link.' }),
    externalLinkUrl: Type.String({ description: 'Admits anyone who opens it.' }),
    status: Type.Integer({ description: '1 ended, 2 ongoing.' }),
    startTime: EpochMsNumber('Time of creation.'),
    endTime: Type.Optional(EpochMsNumber('End time. Absent before the end.')),
    confDuration: Type.Optional(Type.Integer({ description: 'Length in milliseconds. Absent before its end.' })),
    invitedNum: Type.Integer({ description: 'People who were ever invited.' }),
    activeNum: Type.Integer({ description: 'People in the meeting now.' }),
    attendNum: Type.Integer({ description: 'People who were ever in the meeting.' }),
    bizType: Type.String({ description: '`0`: instant conference, `3`: conference of a booking.' }),
    scheduleConferenceId: Type.Optional(Type.String({ description: 'Id of its booking. Absent if it has none.' })),
    cloudRecordStatus: Type.Integer({ description: '0: not recorded.' }),
  },
  { description: 'The conference.' },
)
export type ConferenceInfo = Static<typeof ConferenceInfo>

/** `GET /v1.0/conference/videoConferences/{conferenceId}` */
export const QueryConferenceInfo = {
  operationId: 'QueryConferenceInfo',
  summary: 'Get a conference',
  description: 'Returns the data of a conference. Also works after its end.',
  tags,
  security,
  params: ConferenceParams,
  response: answers(Type.Object({ confInfo: ConferenceInfo })),
}

/** `POST /v1.0/conference/videoConferences/{conferenceId}/lock` */
export const LockConference = {
  operationId: 'LockConference',
  summary: 'Lock or unlock a conference',
  description:
    'Locks or unlocks a conference. While it is locked, only host and co-hosts can join; people in the ' +
    'meeting stay. Repeating the call is not an error.',
  tags,
  security,
  params: ConferenceParams,
  body: Type.Object({
    action: Type.Union([Type.Literal('lock'), Type.Literal('unlock')], { description: '`lock` or `unlock`.' }),
  }),
  response: answers(Success),
}

/** `POST /v1.0/conference/videoConferences/createAutoLoginUrl`, known from newer SDKs only. */
export const CreateAutoLoginUrl = {
  operationId: 'CreateAutoLoginUrl',
  summary: 'Create a personal link',
  description:
    'Creates a link with which one person of the organization can join without signing in. It works ' +
    'once, within 5 minutes. DingTalk does not document this operation: path and keys come from its ' +
    'newer SDKs, errors from similar operations.',
  tags,
  security,
  body: Type.Object({
    meetingUrl: NonBlank('`externalLinkUrl` of the conference.'),
    unionId: UnionIdText('The person to admit.'),
  }),
  response: answers(
    Type.Object({
      success: Type.Boolean({ description: 'Always `true`.' }),
      loginInfo: Type.Object(
        {
          loginUrl: Type.String({ description: 'Works once, within 5 minutes.' }),
        },
        { description: 'The result.' },
      ),
    }),
  ),
}
