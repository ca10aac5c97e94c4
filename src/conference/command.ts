import type { Founding, Newcomer } from './event.ts'
import type { EpochMs, ParticipantId, PersonKey } from './identity.ts'
import type { Device } from './member.ts'

/** On whose word a control command is given: an app acts above the roles, a member by his own. */
export type Authority = Readonly<{ kind: 'app' } | { kind: 'member'; key: PersonKey }>

export type Invitee = Newcomer

/** Whom to remove: a person with all his devices, or one session of his. */
export type RemovalTarget = Readonly<{ member: PersonKey; participantId?: ParticipantId }>

/** What someone asks of a conference. `at` is the moment of asking; the domain has no clock. */
export type Command = Readonly<{ at: EpochMs }> &
  (
    | Readonly<{ type: 'create'; founding: Founding; invitees: readonly Invitee[]; inviteCreator: boolean }>
    | Readonly<{ type: 'invite'; by?: string; invitees: readonly Invitee[] }>
    | Readonly<{ type: 'reach-ring' | 'accept-ring' | 'decline-ring' | 'cancel-ring'; member: PersonKey }>
    /** `since` tells which ring: a later one is not ended by the time-out of an earlier. */
    | Readonly<{ type: 'time-out-ring'; member: PersonKey; since: EpochMs }>
    | Readonly<{ type: 'join'; participantId: ParticipantId; device: Device } & Newcomer>
    | Readonly<{ type: 'resume' | 'fall-silent' | 'leave'; participantId: ParticipantId }>
    | Readonly<{ type: 'lose-session'; participantId: ParticipantId; lastSeenAt: EpochMs }>
    | Readonly<{ type: 'remove'; authority: Authority; targets: readonly RemovalTarget[]; forbidRejoin: boolean }>
    | Readonly<{ type: 'hand-over-host'; authority: Authority; to: PersonKey }>
    | Readonly<{ type: 'succeed-host' }>
    | Readonly<{ type: 'add-co-hosts' | 'remove-co-hosts'; authority: Authority; members: readonly PersonKey[] }>
    | Readonly<{ type: 'lock' | 'unlock'; authority: Authority }>
    | Readonly<{ type: 'close'; authority: Authority }>
    /** `since`: when it last became empty; obsolete once somebody has been in. */
    | Readonly<{ type: 'end-if-empty'; since: EpochMs }>
  )
