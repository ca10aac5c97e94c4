import type { Actor } from './actor.ts'
import type { CreationDetails, Newcomer } from './event.ts'
import type { EpochMs, ParticipantId, PersonKey } from './identity.ts'
import type { Device } from './member.ts'
import type { MuteOnJoin, Sharing } from './terms.ts'

/** A person or a telephone to call. */
export type Invitee = Newcomer

/** A person with all their devices, or one of their sessions. */
export type RemovalTarget = Readonly<{ member: PersonKey; participantId?: ParticipantId }>

/** What to change. An absent setting stays as it is. */
export type Settings = Readonly<{
  muted?: boolean
  /** Muted people may unmute themselves. */
  selfUnmuting?: boolean
  sharing?: Sharing
  locked?: boolean
  autoTransferHost?: boolean
  /** Only people of the organization may join. */
  insidersOnly?: boolean
}>

/** Commands with a role check: a person may give those that their role allows; see `permission.ts`. */
export type Control = Readonly<
  /**
   * `inviter`: the name that the called people see. `telephony`: telephones can be called; otherwise their call fails.
   * `start`: the planned start of the booking that calls its invitees. For the same start it calls nobody a second time.
   */
  | { type: 'invite'; inviter?: string; invitees: readonly Invitee[]; telephony?: true; start?: EpochMs }
  /** Admits people who wait. People who do not wait yet are admitted in advance. */
  | { type: 'let-in'; members: readonly PersonKey[] }
  | { type: 'cancel-ring'; member: PersonKey }
  | { type: 'remove'; targets: readonly RemovalTarget[]; forbidRejoin: boolean }
  | { type: 'hand-over-host'; to: PersonKey }
  | { type: 'add-co-hosts' | 'remove-co-hosts'; members: readonly PersonKey[] }
  | { type: 'lock' | 'unlock' }
  | { type: 'change-settings'; settings: Settings }
  | { type: 'close' }
  /** Without `participantId`: mutes the person on all their devices, also on those with which they join later. */
  | { type: 'mute'; member: PersonKey; participantId?: ParticipantId }
  /** Without `participantId`: unmutes the person on all their devices. */
  | { type: 'unmute'; member: PersonKey; participantId?: ParticipantId }
  /**
   * Mutes everybody but the host and the co-hosts. With `force`, the muted people may not unmute themselves, and anyone who
   * joins afterwards for the first time starts muted.
   */
  | { type: 'mute-all'; force: boolean }
  | { type: 'unmute-all' }
  | { type: 'rename'; member: PersonKey; nick: string }
  /** Without `member`: nobody has the focus any more. With `insteadOf`, the command has no effect unless that person has the focus. */
  | { type: 'set-focus'; member?: PersonKey; insteadOf?: PersonKey }
  | { type: 'set-sharing'; who: Sharing }
  | { type: 'set-waiting-room'; on: boolean }
  | { type: 'set-mute-on-join'; who: MuteOnJoin }
  /** Chat messages and reactions. */
  | { type: 'set-chat'; allowed: boolean }
  /** Without `member`: all raised hands. The people may raise them again. */
  | { type: 'lower-hands'; member?: PersonKey }
  /** Without `participantId`: on all devices. The person may turn the camera on again. */
  | { type: 'stop-video'; member: PersonKey; participantId?: ParticipantId }
  /** Ends the person's screen share, with its sound. They may share again. */
  | { type: 'stop-screen'; member: PersonKey }
>

/** What a command does, without its time and its actor. */
export type CommandBody = Control | UncheckedCommand

/** Commands without a role check. */
type UncheckedCommand = Readonly<
  | { type: 'create'; details: CreationDetails; invitees: readonly Invitee[]; inviteCreator: boolean }
  /** A person who has to wait asks to be admitted. `waits`: they have asked before. */
  | ({ type: 'knock'; waits?: true } & Newcomer)
  /** `since`: when the person asked last. The command has no effect if they have asked again. */
  | { type: 'give-up-waiting'; member: PersonKey; since: EpochMs }
  /** `confirm-ring`: a device of the person rings. `fail-ring`: the telephone call could not be placed. */
  | { type: 'confirm-ring' | 'accept-ring' | 'decline-ring' | 'fail-ring'; member: PersonKey }
  /** `since`: when the call began. The command has no effect if the person has been called again. */
  | { type: 'time-out-ring'; member: PersonKey; since: EpochMs }
  /**
   * `maxSessions`: how many sessions the person may have open. If there are more, the oldest ones end. `asHost`: they have
   * shown the host password, and become host. If they gave the role to somebody else before, they also have to claim it.
   * `withoutSound`: the device neither sends nor plays media. `movesHere`: all other sessions of the person end.
   */
  | ({
      type: 'join'
      participantId: ParticipantId
      device: Device
      maxSessions?: number
      asHost?: true
      claimsHost?: true
      withoutSound?: true
      movesHere?: true
    } & Newcomer)
  | { type: 'resume'; participantId: ParticipantId }
  | { type: 'leave'; participantId: ParticipantId }
  | { type: 'unmute-self'; participantId: ParticipantId }
  | { type: 'fall-silent' | 'lose-session'; participantId: ParticipantId; lastSeenAt: EpochMs }
  | { type: 'succeed-host' }
  /** `since`: when the conference became empty. The command has no effect if somebody has joined since. */
  | { type: 'end-if-empty'; since: EpochMs }
>

/**
 * A request to change a conference. `by`: who gives the command. `at`: when; the domain has no clock of its own.
 *
 * An app, an administrator and the system may give any `Control`; a person may give those that their role allows.
 */
export type Command = Readonly<{ at: EpochMs; by: Actor }> & CommandBody

/** A command without its time. The conductor adds the time when it decides. */
export type Intent = Readonly<{ by: Actor }> & CommandBody

/** The command of one type. */
export type CommandOf<Type extends Command['type']> = Extract<Command, { type: Type }>
