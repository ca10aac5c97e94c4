import Type from 'typebox'
import { NonBlank, Success, UnionIdText, answers, security } from './dingtalk.ts'

/** `POST /v1.0/conference/videoConferences/mcus/invite`, known from newer SDKs only. */
export const InviteMcu = {
  operationId: 'InviteMcu',
  summary: 'Bring a room system in',
  tags: ['room systems'],
  security,
  body: Type.Object({
    roomCode: NonBlank('Of the conference.'),
    mcuRoomCode: NonBlank('Of the room system.'),
    unionId: UnionIdText('Who invites.'),
  }),
  response: answers(Success),
}
