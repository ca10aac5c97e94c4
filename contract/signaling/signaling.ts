import Type, { type Static } from 'typebox'
import { Compile } from 'typebox/compile'
import { Exactly, Id, type Control, type Reaction, type Said, type Saying } from './control.ts'
import { PeerSignal, QualitySummary, Stage, type MediaGrant } from './media.ts'

/**
 * What browsers and bots say to the server over Socket.IO, and hear. docs/signaling.md tells it in prose.
 *
 * The version rises when a client of the older one would go wrong; new events and new optional keys leave it alone.
 */
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
  conferenceId: Id(64),
  answer: Type.Union([Type.Literal('accept'), Type.Literal('decline')]),
  device: DeviceName,
})
export type RingAnswer = Static<typeof RingAnswer>

export type DeviceName = Static<typeof DeviceName>

type SessionView = {
  participantId: string
  device: DeviceName
  /** Has given no sign of life for a while, and may still resume. */
  silent: boolean
  /** This one device was muted by the host, and not the person. */
  muted?: true
}

export type MemberView = {
  /** Names the member within the conference. */
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
  /** He asks to be let in, which host and co-hosts may do. */
  waiting?: true
  /** He was let in, and has not come yet. */
  letIn?: true
  host: boolean
  coHost: boolean
  outside: boolean
  byPhone: boolean
  /** `muted`: by the host, and he has not unmuted since; `barred`: he may not. His own switch is in the stage. */
  audio: 'allowed' | 'muted' | 'barred'
  /** `key` of who muted him, or a device of his, last; absent if nothing is muted, or an app did it. */
  mutedBy?: string
  /** Epoch ms. */
  joinTime?: number
  /** Epoch ms; absent while he is in, and if he never was. */
  leaveTime?: number
  /** The open ones, oldest first. */
  sessions: SessionView[]
}

export type ConferenceView = {
  conferenceId: string
  title: string
  roomCode: string
  locked: boolean
  /** Who may share a screen. */
  sharing: 'everybody' | 'hosts'
  /** `key` of the member whom everybody sees large. */
  focus?: string
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
  /** How long a silent session is kept, from its last proof of life. */
  leaveWindowMs: number
  /** Absent on a resume that missed nothing. */
  snapshot?: Snapshot
  /** What each session inside sends, by `participantId`; of a session that is not in it, nothing. */
  stages: Record<string, Stage>
  /** The chat so far. */
  said: Said[]
  media: MediaGrant
  /** How others come in; absent for whoever may not pass it on. */
  invitation?: { link: string; passcode: string }
}

/** Why the server ends a session, or this connection to it; after it the connection closes. */
export type ClosedReason =
  | 'left'
  /** It was silent for longer than the leave window. */
  | 'lost'
  | 'removed'
  /** Removed, and may not come back. */
  | 'banned'
  | 'conference-ended'
  /** Another connection goes on with the session. */
  | 'replaced'

export type Ring = {
  conferenceId: string
  title: string
  /** Name of who calls. */
  inviter?: string
}
export type RingEnded = {
  conferenceId: string
  reason: 'joined' | 'accepted' | 'removed' | 'declined' | 'timed-out' | 'cancelled' | 'conference-ended'
}

/** Why a connection is refused, in `data.code` of its error, or a question asked over one. */
export type RefusalCode =
  /** Another version of this contract is spoken here. */
  | 'version-unsupported'
  | 'malformed'
  /** The server goes down: try again, here or elsewhere. */
  | 'draining'
  /** The server's own, logged there. */
  | 'fault'
  | 'signed-out'
  /** Ticket or resume token: not one of this server's, or no longer valid. */
  | 'pass-invalid'
  | 'pass-used'
  | 'session-ended'
  | 'banned'
  | 'conference-locked'
  /** Nobody comes in before the host. */
  | 'host-absent'
  /** Host or co-hosts have not let him in yet. */
  | 'waiting-room'
  | 'conference-ended'
  | 'conference-not-found'
  /** By a control: one's role does not allow it. */
  | 'not-permitted'
  | 'member-not-found'
  | 'session-not-found'
  | 'user-not-found'
  /** The host has muted him and he may not unmute himself. */
  | 'muted-by-host'
  /** Only hosts may share a screen now. */
  | 'sharing-limited'
  /** More than the media engine carries. */
  | 'media-full'
  | 'too-fast'
  /** There is no ring to answer, or no longer. */
  | 'ring-over'
export type Refused = { ok: false; code: RefusalCode }
export type Done = { ok: true } | Refused

export interface ConferenceServerEvents {
  welcome: (welcome: Welcome) => void
  change: (change: Change) => void
  closed: (closed: { reason: ClosedReason }) => void
  /** The server goes down; the session goes on if the client resumes within the leave window. */
  restarting: () => void
  /** What a session sends has changed; it is not told of a session that has ended. */
  stage: (staged: { participantId: string; stage: Stage }) => void
  /** From the page of another session of this conference. */
  signal: (signal: { from: string; signal: PeerSignal }) => void
  said: (said: Said) => void
  /** `from`: the session, by `participantId`. */
  reacted: (reacted: { from: string; nick: string; reaction: Reaction }) => void
  /** The host asks this person to unmute; `by`: nick of who asks. */
  askedToUnmute: (asked: { by: string }) => void
  /** How well each session is served, as far as it told; every ten seconds at most. 3 good, 2 fair, 1 poor. */
  quality: (grades: Record<string, 1 | 2 | 3>) => void
}
export interface ConferenceClientEvents {
  /** Ends this session now; `closed` with `left` is the answer. */
  leave: () => void
  /**
   * The page goes away, whether closed or loaded anew, which it cannot know: once the connection has closed, the session
   * ends in a few seconds unless it is resumed.
   */
  away: () => void
  /** Asks for the whole roster, for whoever missed a change. */
  snapshot: (done: (answer: { ok: true; snapshot: Snapshot } | Refused) => void) => void
  control: (control: Control, done: (answer: Done) => void) => void
  /** Says what this session sends from now on; `hand` only tells whether it is up. Refused parts are not taken over. */
  stage: (stage: Stage, done: (answer: Done) => void) => void
  /** Passed on to one session of this conference; lost if that is gone. */
  signal: (signal: { to: string; signal: PeerSignal }) => void
  say: (saying: Saying, done: (answer: Done) => void) => void
  react: (reaction: Reaction, done: (answer: Done) => void) => void
  quality: (summary: QualitySummary) => void
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

/** The version that an `auth` of whatever shape claims to speak. */
export function readVersion(value: unknown): number | undefined {
  if (typeof value !== 'object' || value === null || !('version' in value)) return undefined
  return typeof value.version === 'number' ? value.version : undefined
}

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

const stage = Compile(Stage)
const qualitySummary = Compile(QualitySummary)
const relayed = Compile(Exactly({ to: Id(64), signal: PeerSignal }))

export function parseStage(value: unknown): Stage | undefined {
  return stage.Check(value) ? value : undefined
}

export function parseQualitySummary(value: unknown): QualitySummary | undefined {
  return qualitySummary.Check(value) ? value : undefined
}

export function parseRelayed(value: unknown): { to: string; signal: PeerSignal } | undefined {
  return relayed.Check(value) ? value : undefined
}
