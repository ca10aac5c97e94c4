import Type, { type Static } from 'typebox'
import { Exactly } from './control.ts'

/** What a session sends of itself. Told to everybody inside; gone with the session. */
export const Stage = Type.Object(
  {
    audio: Type.Boolean(),
    video: Type.Boolean(),
    screen: Type.Boolean(),
    /** Epoch ms when the hand went up, by the server's clock; what a client sends for it is only whether it is up. */
    hand: Type.Optional(Type.Integer({ minimum: 0 })),
  },
  { additionalProperties: false },
)
export type Stage = Static<typeof Stage>

/** An entry of `RTCConfiguration.iceServers`. */
export type IceServer = { urls: string[]; username?: string; credential?: string }

/** Which engine carries the media of this session, and what it needs for that. */
export type MediaGrant = {
  engine: 'mesh'
  iceServers: IceServer[]
  /** Until when the credentials in `iceServers` are good. Epoch ms; a resume brings new ones. */
  expiresAt: number
  /** Sessions inside up to which everybody may send video; above it nobody new does. */
  maxVideo: number
  /** Sessions inside up to which there are media at all. */
  maxAudio: number
}

/** What one page of a mesh says to another; the server passes on these keys, unread, and no others. */
export const PeerSignal = Type.Union([
  Exactly({
    description: Exactly({ type: Type.String({ maxLength: 16 }), sdp: Type.String({ maxLength: 65_536 }) }),
  }),
  Exactly({
    candidate: Exactly({
      candidate: Type.String({ maxLength: 4_096 }),
      sdpMid: Type.Optional(Type.Union([Type.String({ maxLength: 64 }), Type.Null()])),
      sdpMLineIndex: Type.Optional(Type.Union([Type.Integer(), Type.Null()])),
      usernameFragment: Type.Optional(Type.Union([Type.String({ maxLength: 512 }), Type.Null()])),
    }),
  }),
  /** Begin anew: the sender has lost what was agreed, as after a reload. */
  Exactly({ reset: Type.Literal(true) }),
])
export type PeerSignal = Static<typeof PeerSignal>

/** A number of `getStats`, or a size such as `1280*720`; absent where there is nothing to measure. */
const Measure = Type.Optional(Type.Number({ minimum: 0 }))
const Size = Type.Optional(Type.String({ pattern: '^\\d{1,5}\\*\\d{1,5}$' }))

/**
 * What a page measured over the last ten seconds: the 23 values of MetricMapValue in the open API, and nothing else.
 * Bit rates in bit/s, times in ms, `lostRate` in percent, levels from 0 to 1, frames a second.
 */
export const QualitySummary = Type.Object(
  {
    sendBitRate: Measure,
    recvBitRate: Measure,
    lostRate: Measure,
    roundTripTime: Measure,
    audioSendBitRate: Measure,
    audioRecvBitRate: Measure,
    audioRecLevel: Measure,
    audioPlayLevel: Measure,
    cameraSendBitRate: Measure,
    cameraRecvBitRate: Measure,
    cameraSendResolutionActual: Size,
    cameraRecvResolutionActual: Size,
    cameraSendFrame: Measure,
    cameraRecvFrame: Measure,
    screenSendBitRate: Measure,
    screenRecvBitRate: Measure,
    screenSendResolutionActual: Size,
    screenRecvResolutionActual: Size,
    screenSendFrame: Measure,
    screenRecvFrame: Measure,
    audioJitterMax: Measure,
    audioJitterAvg: Measure,
  },
  { additionalProperties: false },
)
export type QualitySummary = Static<typeof QualitySummary>
