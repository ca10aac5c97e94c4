/**
 * What a person in the meeting asks for. The server decides whether they may. Every session learns of the result by a
 * change of the roster.
 */
export type Control =
  /** With `participantId` one device, without it the person with all their devices. */
  | { type: 'mute'; member: string; participantId?: string }
  /** Allows the person to unmute and asks them to. The server never opens a microphone. */
  | { type: 'unmute'; member: string; participantId?: string }
  /** Everybody except host and co-hosts. With `force` they cannot unmute themselves, nor can people who join later. */
  | { type: 'mute-all'; force: boolean }
  | { type: 'unmute-all' }
  /** Oneself, after a mute by the host. Refused with `muted-by-host` if that is not allowed. */
  | { type: 'unmute-self' }
  | { type: 'remove'; member: string; participantId?: string; forbidRejoin: boolean }
  /** People who wait, or other people on the roster who may join from now on. Unknown keys have no effect. */
  | { type: 'let-in'; members: string[] }
  | { type: 'set-co-host'; member: string; on: boolean }
  | { type: 'hand-over-host'; member: string }
  /** Oneself; the host may rename anybody. */
  | { type: 'rename'; member: string; nick: string }
  | { type: 'set-locked'; locked: boolean }
  /** With `hosts` only host and co-hosts may share a screen, and the screen share of anybody else ends. */
  | { type: 'set-sharing'; who: 'everybody' | 'hosts' }
  /** The member that everybody sees large; without `member` nobody. */
  | { type: 'focus'; member?: string }
  /** Calls people of the caller's organization. */
  | { type: 'invite'; unionIds: string[] }
  | { type: 'cancel-ring'; member: string }
  | { type: 'close' }
