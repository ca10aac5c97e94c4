import Type from 'typebox'
import { schemaOf, tags, webAnswers } from './schema.ts'
import type { OwnRoom } from './types.ts'

// The own room of a signed-in person: a lasting link.

const Room = schemaOf<OwnRoom>()(
  Type.Object({
    title: Type.String(),
    roomCode: Type.String(),
    passcode: Type.String(),
    link: Type.String({ description: 'Link to share.' }),
    waitingRoom: Type.Boolean(),
  }),
)

/** `GET /api/room`: the person's own room, if they have one. */
export const ReadRoom = {
  operationId: 'ReadRoom',
  summary: 'Get your room',
  tags,
  response: webAnswers(Type.Object({ room: Type.Optional(Room) })),
}

/** `POST /api/room`: the person's own room; a new one if they have none. Its meetings begin when its owner joins. */
export const OpenRoom = {
  operationId: 'OpenRoom',
  summary: 'Get your room, or make it',
  tags,
  body: Type.Object({ title: Type.Optional(Type.String({ maxLength: 256 })) }),
  response: webAnswers(Room),
}

/** `PUT /api/room`: changes its settings, from its next meeting on. 404 `booking-not-found` without a room. */
export const ChangeRoom = {
  operationId: 'ChangeRoom',
  summary: 'Change your room',
  tags,
  body: Type.Object({ waitingRoom: Type.Boolean() }),
  response: webAnswers(Room),
}

/** `POST /api/room/link`: a new link, room code and passcode. The old ones admit nobody any more. 404 `booking-not-found`. */
export const RenewRoom = {
  operationId: 'RenewRoom',
  summary: 'Give your room a new link',
  tags,
  response: webAnswers(Room),
}
