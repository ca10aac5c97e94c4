import type { EpochMs, OrganizationId, ParticipantId, Person, PersonKey, UnionId } from './identity.ts'
import type { Device, RingFailure } from './member.ts'
import type { Booked, Sharing } from './terms.ts'

/** Why a session ended. `lost`: it fell silent and did not resume in time. */
export type SessionEnd = 'left' | 'lost' | 'removed' | 'conference-ended'

export type ConferenceEnd = 'closed' | 'empty' | 'never-entered'

/** What a person brings to the roster when he first appears in it. */
export type Newcomer = Readonly<{ person: Person; nick: string; jobNumber?: string; outside: boolean }>

/** Everything about a conference that is settled when it is created. */
export type Founding = Readonly<{
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
}>

/** What happened, in the past tense. Stored for ever: a shape once released only gains optional fields. */
export type Event = Readonly<{ at: EpochMs }> &
  (
    | Readonly<{ type: 'conference-created' } & Founding>
    | Readonly<{ type: 'member-invited'; by?: string } & Newcomer>
    /** He waits to be let in; told again from time to time for as long as he does. */
    | Readonly<{ type: 'member-knocked' } & Newcomer>
    | Readonly<{ type: 'member-let-in'; member: PersonKey }>
    /** He has not come, and nobody need let him in any more. */
    | Readonly<{ type: 'wait-ended'; member: PersonKey; reason: 'gave-up' | 'conference-ended' }>
    | Readonly<{ type: 'ring-reached' | 'ring-accepted'; member: PersonKey }>
    | Readonly<{ type: 'ring-failed'; member: PersonKey; reason: RingFailure }>
    | Readonly<{ type: 'session-opened'; participantId: ParticipantId; device: Device } & Newcomer>
    | Readonly<{ type: 'session-silent' | 'session-resumed'; participantId: ParticipantId }>
    /** `leftAt` is the moment of leaving: for a lost session its last proof of life, before `at`. */
    | Readonly<{ type: 'session-closed'; participantId: ParticipantId; reason: SessionEnd; leftAt: EpochMs }>
    | Readonly<{ type: 'member-removed' | 'member-banned'; member: PersonKey }>
    | Readonly<{ type: 'host-changed'; from: PersonKey; to: PersonKey }>
    | Readonly<{ type: 'co-host-added' | 'co-host-removed'; member: PersonKey }>
    | Readonly<{ type: 'conference-locked' | 'conference-unlocked' }>
    /** Muted `by` a member; absent if an app did it, and in logs of before. */
    | Readonly<{ type: 'member-muted'; member: PersonKey; participantId?: ParticipantId; by?: PersonKey }>
    | Readonly<{ type: 'member-unmuted'; member: PersonKey; participantId?: ParticipantId }>
    /**
     * `barred`: nor may they unmute themselves. `by`: as of `member-muted`. `apart`: what was set of self-unmuting stays;
     * in logs of before it was allowed anew.
     */
    | Readonly<{ type: 'all-muted'; barred: boolean; by?: PersonKey; apart?: true }>
    | Readonly<{ type: 'all-unmuted'; apart?: true }>
    | Readonly<{ type: 'self-unmuting-changed'; allowed: boolean }>
    | Readonly<{ type: 'settings-changed'; autoTransferHost?: boolean; insidersOnly?: boolean }>
    | Readonly<{ type: 'member-renamed'; member: PersonKey; nick: string }>
    | Readonly<{ type: 'focus-changed'; member?: PersonKey }>
    | Readonly<{ type: 'sharing-changed'; who: Sharing }>
    | Readonly<{ type: 'conference-ended'; reason: ConferenceEnd }>
  )

/** An event with its place in the conference's log: 1, 2, 3 …; `statusSeqNum` outside. */
export type LoggedEvent = Readonly<{ seq: number; event: Event }>
