// The messages of both sides. docs/signaling.md explains them.

import type { Control } from './control.ts'
import type { MediaGrant, PeerSignal, QualitySummary, MediaState } from './media.ts'
import type {
  RingAnswer,
  Snapshot,
  MembersRequest,
  MembersPage,
  Change,
  Reaction,
  Said,
  Welcome,
  Closed,
  Ring,
  RingEnded,
  Refused,
  Done,
} from './types.ts'

/** Events that the server sends on a conference connection. */
export interface ConferenceServerEvents {
  welcome: (welcome: Welcome) => void
  change: (change: Change) => void
  closed: (closed: Closed) => void
  /** The server is shutting down. The session continues if the client resumes within the leave window. */
  restarting: () => void
  /**
   * What a session sends has changed. There is no such message for a session that has ended. `turnedOff`: the part that the
   * host or a co-host turned off, and their nick in `by`; without `by` an app did it. `full`: nobody did; a person of the
   * organization needed the camera.
   */
  stage: (staged: {
    participantId: string
    stage: MediaState
    turnedOff?: { part: 'video' | 'screen' | 'hand'; by?: string; full?: true }
  }) => void
  /** The people who can turn on no further camera from now on. Host and co-hosts are not limited. */
  cameras: (change: { full: 'nobody' | 'outside' | 'everyone' }) => void
  /** From the page of another session of this conference. */
  signal: (signal: { from: string; signal: PeerSignal }) => void
  said: (said: Said) => void
  /** `from`: `participantId` of the session. */
  reacted: (reacted: { from: string; nick: string; reaction: Reaction }) => void
  /** The host asks this person to unmute. `by`: nick of the person who asks. */
  askedToUnmute: (asked: { by: string }) => void
  /** The media engine of the conference stopped, or is back. The meeting goes on meanwhile, without sound and pictures. */
  media: (state: 'down' | 'up') => void
  /** The quality of each session that has reported: 3 good, 2 fair, 1 poor. At most every ten seconds. */
  quality: (grades: Record<string, 1 | 2 | 3>) => void
}
/** Events that a client sends on a conference connection. */
export interface ConferenceClientEvents {
  /** Ends this session now; the server answers `closed` with `left`. */
  leave: () => void
  /**
   * The page closes or reloads; it cannot know which. After the connection has closed, the session ends in a few seconds
   * unless the client resumes it.
   */
  away: () => void
  /** Requests the roster, after a missed change. */
  snapshot: (done: (answer: { ok: true; snapshot: Snapshot } | Refused) => void) => void
  /** Requests more members of a large roster. At most 20 requests a second. */
  members: (request: MembersRequest, done: (answer: { ok: true; page: MembersPage } | Refused) => void) => void
  control: (control: Control, done: (answer: Done) => void) => void
  /** What this session sends from now on. Refused parts have no effect. */
  stage: (state: MediaState, done: (answer: Done) => void) => void
  /** Passed on to one session of this conference; lost if that session has ended. */
  signal: (signal: { to: string; signal: PeerSignal }) => void
  /** Requests a new media grant, when the one of the welcome has expired. */
  mediaGrant: (done: (answer: { ok: true; grant: MediaGrant } | Refused) => void) => void
  say: (saying: { text: string }, done: (answer: Done) => void) => void
  react: (reaction: Reaction, done: (answer: Done) => void) => void
  quality: (summary: QualitySummary) => void
}

/** Events that the server sends on a lobby connection. */
export interface LobbyServerEvents {
  /** A call. `reached` reports to the caller that one of the person's devices rings. */
  ring: (ring: Ring, reached: () => void) => void
  ringEnded: (ended: RingEnded) => void
  restarting: () => void
}
/** Events that a client sends on a lobby connection. */
export interface LobbyClientEvents {
  /** Accepting gives a ticket for the conference connection. */
  answer: (answer: RingAnswer, done: (result: { ok: true; ticket?: string } | Refused) => void) => void
}
