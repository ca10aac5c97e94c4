import type { MEAN_METRICS, PEAK_METRICS, SIZE_METRICS } from './constants.ts'

/** What a session sends. Every session of the conference sees it. It ends with the session. */
export type MediaState = {
  audio: boolean
  video: boolean
  screen: boolean
  /** When the hand was raised, in epoch ms; absent if it is down. The server sets the time and ignores the one in a message. */
  hand?: number
}

/** An entry of `RTCConfiguration.iceServers`. */
export type IceServer = { urls: string[]; username?: string; credential?: string }

/**
 * The media engine of the conference, and what this session needs to use it. Never log it: it contains credentials. A
 * client that does not know the engine says so, and stays in the meeting without media.
 */
export type MediaGrant = MeshGrant | LiveKitGrant | NoMediaGrant

/** Pages send directly to each other. */
export type MeshGrant = {
  engine: 'mesh'
  iceServers: IceServer[]
  /** When the credentials in `iceServers` expire. Epoch ms; a resume brings new ones. */
  expiresAt: number
  /** How many cameras may be on. */
  maxVideo: number
  /** How many sessions may send and receive media: the number of audio places. */
  maxAudio: number
}

/** A LiveKit server. The room is the `conferenceId`, and the identity is the `participantId`. */
export type LiveKitGrant = {
  engine: 'livekit'
  /** Address of the LiveKit server, without the token: `wss://…`, or a path on the origin of the page. */
  url: string
  /** Opens a connection. LiveKit renews it for a session that stays connected. */
  token: string
  /** When `token` expires. Epoch ms; a resume and the request `mediaGrant` bring a new one. */
  expiresAt: number
  /** How many cameras may be on; absent if their number is not limited. */
  maxVideo?: number
  /** How many sessions may send and receive media: the number of audio places. */
  maxAudio: number
}

/** The server does not have the engine of this conference any more. Nobody sends or receives media. */
type NoMediaGrant = { engine: 'none' }

/** A message from one page of a mesh to another. The server passes on these keys only, and does not read them. */
export type PeerSignal =
  | { description: { type: string; sdp: string } }
  | {
      candidate: {
        candidate: string
        sdpMid?: string | null
        sdpMLineIndex?: number | null
        usernameFragment?: string | null
      }
    }
  /** Start again: the sender has lost the connection's state, as after a reload. */
  | { reset: true }

type NumberMetric = (typeof MEAN_METRICS)[number] | (typeof PEAK_METRICS)[number]

/**
 * What a session measured in the last ten seconds: the measured values of MetricMapValue in the open API. A key is absent
 * if there was nothing to measure. Bit rates in bit/s, times in ms, `lostRate` in percent, levels from 0 to 1, frames per
 * second.
 */
export type QualitySummary = { [Name in NumberMetric]?: number } & { [Name in (typeof SIZE_METRICS)[number]]?: string }
