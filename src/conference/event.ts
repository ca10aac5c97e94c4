import { toActor, type Actor } from './actor.ts'
import {
  toPerson,
  type EpochMs,
  type OrganizationId,
  type ParticipantId,
  type Person,
  type PersonKey,
  type UnionId,
} from './identity.ts'
import type { Device, RingFailure } from './member.ts'
import type { Booked, EngineName, MeetingDefaults, MuteOnJoin, Sharing } from './terms.ts'

/**
 * Why a session ended. `lost`: it sent no heartbeat and did not resume in time. `replaced`: the person moved to another
 * device, or joined with more devices than they may have.
 */
export type SessionEnd = 'left' | 'lost' | 'removed' | 'conference-ended' | 'replaced'

/** Why a conference ended. `closed`: by the host or an app. `empty`: everybody had left. */
export type ConferenceEnd = 'closed' | 'empty' | 'never-entered'

/** What is known of a person when they first appear in the roster. */
export type Newcomer = Readonly<{ person: Person; nick: string; jobNumber?: string; outside: boolean }>

/** What is fixed about a conference when it is created. */
export type CreationDetails = Readonly<{
  organizationId: OrganizationId
  title: string
  creator: Readonly<{ unionId: UnionId; nick: string; jobNumber?: string }>
  roomCode: string
  /** The secret in the external link. */
  linkToken: string
  passcode: string
  hostPasscode: string
  autoTransferHost: boolean
  /** Absent for a conference that nobody booked. */
  booked?: Booked
  /** Of the organization, for a conference that nobody booked. Absent: `OPEN_MEETINGS`, as in older logs. */
  defaults?: MeetingDefaults
  /** Absent: `mesh`, as in logs that are older than this field. */
  engine?: EngineName
}>

/** What happened, without its time and its actor. */
export type EventBody = Readonly<
  | ({ type: 'conference-created' } & CreationDetails)
  /** `inviter`: the name that the called person sees. `start`: the planned start of the booking that calls its invitees. */
  | ({ type: 'member-invited'; inviter?: string; start?: EpochMs } & Newcomer)
  /** The person waits to be admitted. Repeated from time to time while they wait. */
  | ({ type: 'member-knocked' } & Newcomer)
  | { type: 'member-let-in'; member: PersonKey }
  /** The person has not joined, and nobody needs to admit them any more. */
  | { type: 'wait-ended'; member: PersonKey; reason: 'gave-up' | 'conference-ended' }
  | { type: 'ring-reached' | 'ring-accepted'; member: PersonKey }
  | { type: 'ring-failed'; member: PersonKey; reason: RingFailure }
  /** `withoutSound`: the device neither sends nor plays media. */
  | ({ type: 'session-opened'; participantId: ParticipantId; device: Device; withoutSound?: true } & Newcomer)
  /** `lastSeenAt`: its last heartbeat. Absent in logs that are older than this field. */
  | { type: 'session-silent'; participantId: ParticipantId; lastSeenAt?: EpochMs }
  | { type: 'session-resumed'; participantId: ParticipantId }
  /**
   * `leftAt`: when the person left. For a lost session it is the last heartbeat, which is before `at`. `moved`: a replaced
   * session of a person who moved to the new one. Absent in logs that are older than this field.
   */
  | { type: 'session-closed'; participantId: ParticipantId; reason: SessionEnd; leftAt: EpochMs; moved?: true }
  | { type: 'member-removed' | 'member-banned'; member: PersonKey }
  | { type: 'host-changed'; from: PersonKey; to: PersonKey }
  | { type: 'co-host-added' | 'co-host-removed'; member: PersonKey }
  | { type: 'conference-locked' | 'conference-unlocked' }
  /** Without `participantId`: the person on all devices. */
  | { type: 'member-muted' | 'member-unmuted'; member: PersonKey; participantId?: ParticipantId }
  /**
   * `barred`: muted people may not unmute themselves. `apart`: the setting of self-unmuting stays as it is. In older
   * logs `apart` is absent, and the event allows self-unmuting again.
   */
  | { type: 'all-muted'; barred: boolean; apart?: true }
  | { type: 'all-unmuted'; apart?: true }
  | { type: 'self-unmuting-changed'; allowed: boolean }
  /** Only the settings that changed. */
  | {
      type: 'settings-changed'
      autoTransferHost?: boolean
      insidersOnly?: boolean
      waitingRoom?: boolean
      muteOnJoin?: MuteOnJoin
      chat?: boolean
    }
  /** Without `member`: all raised hands. Media states are not in the state of the conference, so nothing else changes. */
  | { type: 'hands-lowered'; member?: PersonKey }
  /** Without `participantId`: the cameras of all the person's devices. They may turn them on again. */
  | { type: 'video-stopped'; member: PersonKey; participantId?: ParticipantId }
  /** The screen shares of all the person's devices end. They may share again. */
  | { type: 'screen-stopped'; member: PersonKey }
  | { type: 'member-renamed'; member: PersonKey; nick: string }
  | { type: 'focus-changed'; member?: PersonKey }
  | { type: 'sharing-changed'; who: Sharing }
  /** `endedAt`: the last proof of life in it. Absent if it was closed, and in logs of before the field existed: then `at`. */
  | { type: 'conference-ended'; reason: ConferenceEnd; endedAt?: EpochMs }
>

/**
 * What happened, in the past tense. Stored forever: a released shape only gains optional fields.
 *
 * `by`: who did it. Absent in logs that are older than this field.
 */
export type Event = Readonly<{ at: EpochMs; by?: Actor }> & EventBody

/** An event as `decide` returns it: the actor is always known. */
export type DecidedEvent = Event & Readonly<{ by: Actor }>

/** An event with its place in the conference's log: 1, 2, 3 …; `statusSeqNum` on the wire. */
export type LoggedEvent = Readonly<{ seq: number; event: Event }>

/**
 * An event as earlier versions stored it. There `by` was the inviter's name in `member-invited`, the key of the muting
 * person in `member-muted` and `all-muted`, and absent otherwise.
 */
type EarlierEvent = Readonly<{ at: EpochMs; by?: string }> & EventBody

/** Any stored event in the current shape. */
export function toEvent(stored: Event | EarlierEvent): Event {
  if (typeof stored.by !== 'string') return stored as Event
  const { by, ...event } = stored as EarlierEvent & Readonly<{ by: string }>
  if (event.type === 'member-invited') return { ...event, inviter: by }
  return { ...event, by: toActor(toPerson(by as PersonKey)) }
}
