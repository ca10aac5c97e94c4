import Type from 'typebox'
import { NonBlank, Success, UnionIdText, answers, security } from './envelope.ts'

/** `POST /v1.0/conference/videoConferences/mcus/invite`, known from newer SDKs only. */
export const InviteMcu = {
  operationId: 'InviteMcu',
  summary: 'Bring a room system in',
  description:
    'Brings a room system into the conference with that code. Rollcall has no engine that could: a request ' +
    'that is right is refused like one that is wrong, and the message says why. Known from newer SDKs only.',
  tags: ['room systems'],
  security,
  body: Type.Object({
    roomCode: NonBlank('Of the conference, with or without blanks.'),
    mcuRoomCode: NonBlank('Of the room system.'),
    unionId: UnionIdText('Who invites.'),
  }),
  response: answers(Success),
}
