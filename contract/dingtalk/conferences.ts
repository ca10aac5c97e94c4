import Type, { type Static } from 'typebox'
import {
  ConferenceParams,
  EpochMsNumber,
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
  description: 'Starts a conference and rings people. Whoever is named as its creator is the host.',
  tags,
  security,
  body: Type.Object({
    userId: UnionIdText('**unionId**, despite the name, of who starts it; he becomes host.'),
    confTitle: Title,
    inviteCaller: Type.Optional(
      Type.Union([Type.Boolean(), Type.Null()], { description: 'Ring the host too. Default `true`.' }),
    ),
    inviteUserIds: Type.Optional(
      Type.Union([Type.Array(UnionIdText('A colleague of the host.'), { maxItems: 100 }), Type.Null()], {
        description: 'unionIds of whom to ring; 100 at most.',
      }),
    ),
  }),
  response: answers(
    Type.Object({
      conferenceId: Type.String({ description: '24 hex digits.' }),
      conferencePassword: Type.String({ description: 'Digits; lets a guest in who knows the room code.' }),
      hostPassword: Type.String({ description: 'Digits that prove the host.' }),
      externalLinkUrl: Type.String({ description: 'Lets anyone in who opens it.' }),
      phoneNumbers: Type.Array(Type.String(), { description: 'Numbers to dial in: none, nobody can.' }),
      roomCode: Type.String({ description: 'Digits to type in instead of the link.' }),
    }),
  ),
}

/** `DELETE /v1.0/conference/videoConferences/{conferenceId}` */
export const CloseVideoConference = {
  operationId: 'CloseVideoConference',
  summary: 'End a conference',
  description: 'Ends a conference for everybody. Only the host may, so the call names who does it.',
  tags,
  security,
  params: ConferenceParams,
  querystring: Type.Object({ unionId: UnionIdText('Who ends it: the host.') }),
  response: answers(
    Type.Object({
      code: Type.Integer({ description: '200, a number here.' }),
      cause: Type.String({ description: '`success`.' }),
    }),
  ),
}

const ConferenceInfo = Type.Object(
  {
    conferenceId: Type.String({ description: '24 hex digits.' }),
    title: Type.String({ description: 'Title.' }),
    creatorId: Type.String({ description: 'unionId of who started it.' }),
    creatorNick: Type.String({ description: 'His name then.' }),
    roomCode: Type.String({ description: 'Digits to type in instead of the link.' }),
    externalLinkUrl: Type.String({ description: 'Lets anyone in who opens it.' }),
    status: Type.Integer({ description: '1 ended, 2 in progress.' }),
    startTime: EpochMsNumber('When it was created.'),
    endTime: Type.Optional(EpochMsNumber('When it ended; left out before.')),
    confDuration: Type.Optional(Type.Integer({ description: 'Milliseconds it lasted; left out before its end.' })),
    invitedNum: Type.Integer({ description: 'People ever invited.' }),
    activeNum: Type.Integer({ description: 'People in it now.' }),
    attendNum: Type.Integer({ description: 'People ever in it.' }),
    bizType: Type.String({ description: '`0`: an instant conference, `3`: of a booking.' }),
    scheduleConferenceId: Type.Optional(Type.String({ description: 'Its booking; left out if it has none.' })),
    cloudRecordStatus: Type.Integer({ description: '0: not recorded.' }),
  },
  { description: 'The conference.' },
)
export type ConferenceInfo = Static<typeof ConferenceInfo>

/** `GET /v1.0/conference/videoConferences/{conferenceId}` */
export const QueryConferenceInfo = {
  operationId: 'QueryConferenceInfo',
  summary: 'Tell what is known of a conference',
  description: 'Tells what is known of a conference, also after its end.',
  tags,
  security,
  params: ConferenceParams,
  response: answers(Type.Object({ confInfo: ConferenceInfo })),
}

/** `POST /v1.0/conference/videoConferences/{conferenceId}/lock` */
export const LockConference = {
  operationId: 'LockConference',
  summary: 'Lock a conference, or unlock it',
  description:
    'Locks a conference, or unlocks it. A locked one lets in host and co-hosts alone; whoever is in stays. That it was so ' +
    'already is no error.',
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
  summary: 'Make a link that brings one person in without signing in',
  description:
    'Makes a link that brings one person of the organisation in without signing in: once, within minutes. ' +
    'DingTalk documents it nowhere; path and keys are those of its newer SDKs, the errors those of the ' +
    'operations around it.',
  tags,
  security,
  body: Type.Object({
    meetingUrl: NonBlank("The conference's `externalLinkUrl`."),
    unionId: UnionIdText('Whom it brings in.'),
  }),
  response: answers(
    Type.Object({
      success: Type.Boolean({ description: 'Always `true`.' }),
      loginInfo: Type.Object(
        {
          loginUrl: Type.String({ description: 'Works once, within minutes.' }),
        },
        { description: 'What was made.' },
      ),
    }),
  ),
}
