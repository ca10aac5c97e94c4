import Type, { type Static } from 'typebox'
import { Compile } from 'typebox/compile'

/** What browsers and bots say to the server over Socket.IO, and hear. docs/signaling.md tells it in prose. */
export const SIGNALING_VERSION = 1

/** Socket.IO's path on the server, and its two namespaces. */
export const SIGNALING_PATH = '/signaling'
export const CONFERENCE_NAMESPACE = '/conference'
export const LOBBY_NAMESPACE = '/lobby'

export const DeviceName = Type.Union([
  Type.Literal('Win'),
  Type.Literal('Mac'),
  Type.Literal('iOS'),
  Type.Literal('Android'),
  Type.Literal('other'),
])

/** `auth` of a conference connection: a ticket opens a session, a resume token goes on with one. */
const ConferenceAuth = Type.Union([
  Type.Object({ version: Type.Integer(), ticket: Type.String({ minLength: 1, maxLength: 4096 }) }),
  Type.Object({
    version: Type.Integer(),
    resume: Type.String({ minLength: 1, maxLength: 4096 }),
    /** Sequence number of the last change applied; the snapshot is left out if nothing has happened since. */
    seq: Type.Integer({ minimum: 0 }),
  }),
])
export type ConferenceAuth = Static<typeof ConferenceAuth>

/** `auth` of a lobby connection: who he is, by the token that signing in gave. */
const LobbyAuth = Type.Object({ version: Type.Integer(), person: Type.String({ minLength: 1, maxLength: 4096 }) })
export type LobbyAuth = Static<typeof LobbyAuth>

const RingAnswer = Type.Object({
  conferenceId: Type.String({ minLength: 1, maxLength: 64 }),
  answer: Type.Union([Type.Literal('accept'), Type.Literal('decline')]),
  device: DeviceName,
})
export type RingAnswer = Static<typeof RingAnswer>

export type SessionView = { participantId: string; device: Static<typeof DeviceName>; silent: boolean }

export type MemberView = {
  key: string
  /** Order of first appearance. */
  seq: number
  /** Absent for guests and telephones. */
  unionId?: string
  nick: string
  /** As `attendStatus` of the open API: 1 invited, 2 ringing, 3 in, 4 failed, 5 removed, 6 left. */
  status: 1 | 2 | 3 | 4 | 5 | 6
  /** Why the ring came to nothing, with status 4. */
  callFailure?: string
  host: boolean
  coHost: boolean
  outside: boolean
  byPhone: boolean
  /** Epoch ms. */
  joinTime?: number
  /** Epoch ms; absent while he is in. */
  leaveTime?: number
  sessions: SessionView[]
}

export type ConferenceView = {
  conferenceId: string
  title: string
  roomCode: string
  locked: boolean
  /** Epoch ms. */
  startTime: number
  /** Epoch ms; present once it has ended. */
  endTime?: number
}

/** The whole roster as it stands after change `seq`. */
export type Snapshot = { seq: number; conference: ConferenceView; members: MemberView[] }

/**
 * What became different between `previous` and `seq`: the conference, and the members that changed, each whole.
 * A client whose own number is not `previous` has missed something, and asks for a snapshot.
 */
export type Change = { previous: number; seq: number; conference: ConferenceView; members: MemberView[] }

export type Welcome = {
  version: number
  participantId: string
  /** Opens this session again after a lost connection, to this server or to another of the same store. */
  resumeToken: string
  /** How long a silent session is kept. */
  leaveWindowMs: number
  /** Absent on a resume that missed nothing. */
  snapshot?: Snapshot
}

/** Why the server ends a session; after it the connection closes. */
export type ClosedReason = 'left' | 'lost' | 'removed' | 'conference-ended' | 'replaced'

export type Ring = { conferenceId: string; title: string; inviter?: string }
export type RingEnded = {
  conferenceId: string
  reason: 'joined' | 'accepted' | 'removed' | 'declined' | 'timed-out' | 'cancelled' | 'conference-ended'
}

/** `data.code` of a refused connection, beside the refusals of the domain. */
export type ConnectionRefusal = 'version-unsupported' | 'malformed' | 'signed-out' | 'draining' | 'fault'
export type Refused = { ok: false; code: string }

export interface ConferenceServerEvents {
  welcome: (welcome: Welcome) => void
  change: (change: Change) => void
  closed: (closed: { reason: ClosedReason }) => void
  /** The server goes down; the session goes on if the client resumes within the leave window. */
  restarting: () => void
}
export interface ConferenceClientEvents {
  /** Ends this session now. */
  leave: (done: () => void) => void
  /** Gives the whole roster, for whoever missed a change. */
  snapshot: (done: (snapshot: Snapshot) => void) => void
}

export interface LobbyServerEvents {
  /** A call comes in; `reached` tells the caller that a device of his rings. */
  ring: (ring: Ring, reached: () => void) => void
  ringEnded: (ended: RingEnded) => void
  restarting: () => void
}
export interface LobbyClientEvents {
  /** Accepting gives a ticket for the conference connection. */
  answer: (answer: RingAnswer, done: (result: { ok: true; ticket?: string } | Refused) => void) => void
}

const conferenceAuth = Compile(ConferenceAuth)
const lobbyAuth = Compile(LobbyAuth)
const ringAnswer = Compile(RingAnswer)

/** `undefined` if it is not of the shape; of another version it may well be of it. */
export function parseConferenceAuth(value: unknown): ConferenceAuth | undefined {
  return conferenceAuth.Check(value) ? value : undefined
}

export function parseLobbyAuth(value: unknown): LobbyAuth | undefined {
  return lobbyAuth.Check(value) ? value : undefined
}

export function parseRingAnswer(value: unknown): RingAnswer | undefined {
  return ringAnswer.Check(value) ? value : undefined
}
