import Type from 'typebox'
import { NonBlank, answers } from './envelope.ts'

/** Where stream connections are opened, below the path at which the server is mounted. */
export const STREAM_PATH = '/v1.0/gateway/connect'

/** Where DingTalk's client for Java opens them, whatever the path of its address is. */
export const JAVA_STREAM_PATH = '/connect'

/** `POST /v1.0/gateway/connections/open` */
export const OpenConnection = {
  operationId: 'OpenConnection',
  summary: 'Get a ticket for a connection over which events come',
  description:
    'Stream mode: returns the address of a WebSocket over which an app gets its events, and a ticket for it. The ticket opens ' +
    'one connection within 90 seconds, at any server. The official clients for stream mode call this themselves.',
  tags: ['tokens'],
  body: Type.Object({
    clientId: NonBlank('Client id, of an internal or a third-party app.'),
    clientSecret: NonBlank('Its client secret.'),
    subscriptions: Type.Optional(
      Type.Array(
        Type.Object({
          type: Type.String({
            description: '`EVENT`. Other types are accepted without effect: there are no robots and cards here.',
          }),
          topic: Type.String({
            maxLength: 256,
            description: 'With `EVENT`: the name of an event type, in which `*` stands for any text.',
          }),
        }),
        { description: 'What comes over the connection. If absent: all events of the app.' },
      ),
    ),
  }),
  response: answers(
    Type.Object({
      endpoint: Type.String({ description: 'Address of the WebSocket. The ticket is its query parameter `ticket`.' }),
      ticket: Type.String({ description: '43 characters that need no escape in a URL.' }),
    }),
  ),
}

/** A message over a stream connection to an app. `data` is JSON text. */
export type StreamFrame = Readonly<{
  specVersion: '1.0'
  type: 'EVENT' | 'SYSTEM'
  headers: Readonly<{
    appId: string
    connectionId: string
    contentType: 'application/json'
    /** An answer has the same. */
    messageId: string
    /** When it was sent, in epoch milliseconds. */
    time: string
    /** Of a `SYSTEM` message: what it is about. */
    topic: '*' | 'ping' | 'disconnect'
    eventType?: string
    eventBornTime?: string
    eventId?: string
    eventCorpId?: string
    eventUnifiedAppId?: string
  }>
  data: string
}>
