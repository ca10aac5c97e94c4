import Type from 'typebox'
import { NonBlank, Success, UnionIdText, answers, security } from './envelope.ts'

/** `POST /v1.0/conference/videoConferences/mcus/invite`, known from newer SDKs only. */
export const InviteMcu = {
  operationId: 'InviteMcu',
  summary: 'Invite a room system',
  description:
    'Invites a room system to the conference with the room code. Rollcall has no engine for room ' +
    'systems, so it also refuses valid requests, and the message says why. Known only from newer SDKs.',
  tags: ['room systems'],
  security,
  body: Type.Object({
    roomCode: NonBlank('Room code of the conference, with or without blanks.'),
    mcuRoomCode: NonBlank('Code of the room system.'),
    unionId: UnionIdText('The person who invites.'),
  }),
  response: answers(Success),
}
