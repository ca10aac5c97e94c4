import type { Founding, Newcomer } from './event.ts'
import type { Sharing } from './terms.ts'
import type { EpochMs, ParticipantId, PersonKey } from './identity.ts'
import type { Device } from './member.ts'

/** On whose word a control command is given: an app acts above the roles, a member by his own. */
export type Authority = Readonly<{ kind: 'app' } | { kind: 'member'; key: PersonKey }>

export type Invitee = Newcomer

/** Whom to remove: a person with all his devices, or one session of his. */
export type RemovalTarget = Readonly<{ member: PersonKey; participantId?: ParticipantId }>

/** What is to be otherwise; an absent one stays as it is. */
export type Settings = Readonly<{
  muted?: boolean
  /** People who are muted may unmute themselves. */
  selfUnmuting?: boolean
  sharing?: Sharing
  locked?: boolean
  autoTransferHost?: boolean
  /** Nobody from outside the organisation comes in any more. */
  insidersOnly?: boolean
}>

/** What someone asks of a conference. `at` is the moment of asking; the domain has no clock. */
export type Command = Readonly<{ at: EpochMs }> &
  (
    | Readonly<{ type: 'create'; founding: Founding; invitees: readonly Invitee[]; inviteCreator: boolean }>
    /** `telephony`: telephones can be called; the ring of one fails at once otherwise. */
    | Readonly<{ type: 'invite'; authority: Authority; by?: string; invitees: readonly Invitee[]; telephony?: true }>
    /** Somebody whom the waiting room keeps out. `waits`: he goes on waiting, and does not ask anew if he was removed. */
    | Readonly<{ type: 'knock'; waits?: true } & Newcomer>
    /** Whoever waits, or may come to. */
    | Readonly<{ type: 'let-in'; authority: Authority; members: readonly PersonKey[] }>
    /** `since`: when he asked last; obsolete if he has asked again. */
    | Readonly<{ type: 'give-up-waiting'; member: PersonKey; since: EpochMs }>
    /** `fail-ring`: the line to a telephone could not be had. */
    | Readonly<{ type: 'reach-ring' | 'accept-ring' | 'decline-ring' | 'fail-ring'; member: PersonKey }>
    | Readonly<{ type: 'cancel-ring'; authority: Authority; member: PersonKey }>
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
    | Readonly<{ type: 'change-settings'; authority: Authority; settings: Settings }>
    | Readonly<{ type: 'close'; authority: Authority }>
    /** A person with all his devices, those to come among them, or one open session of his. */
    | Readonly<{ type: 'mute'; authority: Authority; member: PersonKey; participantId?: ParticipantId }>
    | Readonly<{ type: 'unmute'; authority: Authority; member: PersonKey; participantId?: ParticipantId }>
    /** `force`: nobody may unmute himself, nor who comes in later for the first time. */
    | Readonly<{ type: 'mute-all'; authority: Authority; force: boolean }>
    | Readonly<{ type: 'unmute-all'; authority: Authority }>
    | Readonly<{ type: 'unmute-self'; participantId: ParticipantId }>
    | Readonly<{ type: 'rename'; authority: Authority; member: PersonKey; nick: string }>
    /** Absent `member`: nobody in particular any more. `insteadOf`: only if the focus is on him. */
    | Readonly<{ type: 'set-focus'; authority: Authority; member?: PersonKey; insteadOf?: PersonKey }>
    | Readonly<{ type: 'set-sharing'; authority: Authority; who: Sharing }>
    /** `since`: when it last became empty; obsolete once somebody has been in. */
    | Readonly<{ type: 'end-if-empty'; since: EpochMs }>
  )
