import type { DeviceName } from '../text/device-name.ts'
import type { REACTIONS } from './constants.ts'
import type { MediaGrant, MediaState } from './media.ts'

// What clients and the server send each other over Socket.IO. docs/signaling.md explains it.

/** `auth` of a conference connection: a ticket opens a session, a resume token continues one. */
export type ConferenceAuth =
  | {
      version: number
      ticket: string
      /** The device neither sends nor plays media. */
      withoutSound?: boolean
      /** All other sessions of the person end. */
      movesHere?: boolean
    }
  | {
      version: number
      resume: string
      /** Number of the last change applied. The welcome has no snapshot if nothing has happened since. */
      seq: number
    }

/** `auth` of a lobby connection. `person`: the person's token, from their sign-in. */
export type LobbyAuth = { version: number; person: string }

/** A person’s answer to a call, from one of their devices. */
export type RingAnswer = { conferenceId: string; answer: 'accept' | 'decline'; device: DeviceName }

type SessionView = {
  participantId: string
  device: DeviceName
  /** The server has not heard from it for a while; it may still resume. */
  silent: boolean
  /** This one device was muted, and not the person. */
  muted?: true
  /** It joined without sound: it neither sends nor plays media. */
  withoutSound?: true
}

/** A member of a conference as everyone in it may see them. */
export type MemberView = {
  /** Identifies the member within the conference. It says nothing about the person. */
  key: string
  /** Order of first appearance. */
  seq: number
  /** Sent to people of the owning organization only. Absent for guests and telephones. */
  unionId?: string
  nick: string
  /** As `attendStatus` of the open API: 1 invited, 2 ringing, 3 in the meeting, 4 call failed, 5 removed, 6 left. */
  status: 1 | 2 | 3 | 4 | 5 | 6
  /** Why the call failed, with status 4. */
  callFailure?: string
  /** Waits to be admitted by the host or a co-host. */
  waiting?: true
  /** Was admitted from the waiting room, and has not joined yet. */
  letIn?: true
  host: boolean
  coHost: boolean
  /** Not a person of the organization that owns the conference. */
  outside: boolean
  byPhone: boolean
  /** Joined by a link or a passcode, without an account. */
  guest?: true
  /**
   * `muted`: by somebody else, and not unmuted since. `barred`: may not unmute. The media state of each session says
   * whether its own microphone is on.
   */
  audio: 'allowed' | 'muted' | 'barred'
  /**
   * Who last muted the person or one of their devices: the `key` of a member, or `administrator` for one of the organization.
   * Absent if nothing is muted, or if an app or a setting did it.
   */
  mutedBy?: string
  /** Epoch ms. */
  joinTime?: number
  /** Epoch ms; absent while the person is in the meeting, and if they never were. */
  leaveTime?: number
  /** The open ones, oldest first. */
  sessions: SessionView[]
}

/** A conference as everyone in it may see it: no link and no passcode. */
export type ConferenceView = {
  conferenceId: string
  title: string
  roomCode: string
  locked: boolean
  /** Who may share a screen. */
  sharing: 'everybody' | 'hosts'
  /** People wait to be admitted, except those who were admitted, called or in the meeting before. */
  waitingRoom: boolean
  /** Who joins muted. `crowd`: people who join when six others or more are in the meeting. */
  muteOnJoin: 'never' | 'always' | 'crowd'
  /** Chat messages and reactions are allowed. */
  chat: boolean
  /** `key` of the member that everybody sees large. */
  focus?: string
  /** Epoch ms. */
  startTime: number
  /** Epoch ms; present after it has ended. */
  endTime?: number
  /** All members of the roster. */
  memberCount: number
  /** The members with an open session. */
  insideCount: number
  /** `participantId` of each session with an audio place. Host and co-hosts have one without being listed. */
  audioPlaces: string[]
}

/**
 * `present`: members who are in the meeting, wait or are called, and host and co-hosts. `past`: all others. A member moves
 * from one list to the other only by a change.
 */
export type MemberList = 'present' | 'past'

/** The roster after change `seq`: all members, or of a large roster the present ones, or the first of them. */
export type Snapshot = {
  seq: number
  conference: ConferenceView
  members: MemberView[]
  /** For each list that is not complete: the number to ask for its next page with. */
  more?: Partial<Record<MemberList, number>>
}

/** Asks for the members of a list whose `seq` is greater than `after`. */
export type MembersRequest = { list: MemberList; after: number }

/** A page of a list, in order of `seq`, as it is after change `seq`. */
export type MembersPage = {
  seq: number
  members: MemberView[]
  /** `after` of the next page; absent on the last one. */
  next?: number
}

/**
 * What changed from `previous` to `seq`: the view of the conference, and the view of each member that changed. Views are
 * complete. A client whose own number is not `previous` has missed a change and asks for a snapshot.
 */
export type Change = {
  previous: number
  seq: number
  conference: ConferenceView
  members: MemberView[]
  /** More members changed than one message can have, and `members` is empty: ask for a snapshot. */
  reload?: true
  /** An administrator of the organization did it, or part of it, without being in the meeting. */
  byAdministrator?: true
}

export type Reaction = (typeof REACTIONS)[number]

/** A chat message. The server keeps the last 200 of a conference until it ends. */
export type Said = {
  /** Ascending within the conference. */
  id: number
  /** `key` of the member. */
  from: string
  nick: string
  text: string
  /** Epoch ms. */
  at: number
}

/** The first message of a conference connection. */
export type Welcome = {
  version: number
  participantId: string
  /** Continues this session after a lost connection, on this server or another one with the same store. */
  resumeToken: string
  /** How long a silent session stays open after its last heartbeat. */
  leaveWindowMs: number
  /** Absent on a resume that missed nothing. */
  snapshot?: Snapshot
  /** What each session sends, by `participantId`; a session that is absent sends nothing. */
  stages: Record<string, MediaState>
  /** No further camera can come on: for people from outside, or for everyone but host and co-hosts. `cameras` says changes. */
  camerasFull?: 'outside' | 'everyone'
  /** The chat so far. */
  said: Said[]
  media: MediaGrant
  /** The media engine is interrupted. `media` says when it is back. */
  mediaDown?: true
  /** How other people join; absent for people who may not share it. */
  invitation?: { link: string; passcode: string }
}

/** Why the server ends a session, or this connection of it. The connection closes after it. */
export type ClosedReason =
  | 'left'
  /** It was silent for longer than the leave window. */
  | 'lost'
  | 'removed'
  /** Removed, and may not come back. */
  | 'banned'
  | 'conference-ended'
  /** Another connection continues the session, or another session of the person replaces it. */
  | 'replaced'

/**
 * The last message of a connection. `by`, with `replaced`: the person moved to another device, or joined with more devices
 * than they may have. It is absent if another connection continues the session. With `removed`, `banned` and
 * `conference-ended`: an administrator of the organization did it.
 */
export type Closed = { reason: ClosedReason; by?: 'move' | 'device-limit' | 'administrator' }

/** A call to a person. */
export type Ring = {
  conferenceId: string
  title: string
  /** Name of the caller. */
  inviter?: string
}
/** A call that a device must stop ringing for, and why. */
export type RingEnded = {
  conferenceId: string
  reason: 'joined' | 'accepted' | 'removed' | 'declined' | 'timed-out' | 'cancelled' | 'conference-ended'
}

/** Why a connection or a request is refused. Socket.IO's connection error has it in `data.code`. */
export type RefusalCode =
  /** The server speaks another version of this contract. */
  | 'version-unsupported'
  | 'malformed'
  /** The server is shutting down: try again, here or on another server. */
  | 'draining'
  /** An unexpected error, which the server has logged. */
  | 'fault'
  | 'signed-out'
  /** The ticket or resume token is not from this server, or has expired. */
  | 'pass-invalid'
  | 'pass-used'
  | 'session-ended'
  | 'banned'
  | 'conference-locked'
  /** Nobody may join before the host. */
  | 'host-absent'
  /** Host or co-hosts have not admitted the person yet. */
  | 'waiting-room'
  | 'conference-ended'
  | 'conference-not-found'
  /** The person's role does not allow it. */
  | 'not-permitted'
  | 'member-not-found'
  | 'session-not-found'
  | 'user-not-found'
  /** The host has muted the person, and they may not unmute themselves. */
  | 'muted-by-host'
  /** The host has stopped the camera, and this session has not reported it as off since. */
  | 'stopped-by-host'
  /** The host has stopped the screen share, and this session has not reported it as off since. */
  | 'share-stopped-by-host'
  /** Only hosts may share a screen now. */
  | 'sharing-limited'
  /** The session has no audio place, or too many cameras are on. */
  | 'media-full'
  | 'too-fast'
  /** The call has ended. */
  | 'ring-over'
/** The answer to a request that was refused. */
export type Refused = { ok: false; code: RefusalCode }
/** The answer to a request that has no other result. */
export type Done = { ok: true } | Refused
