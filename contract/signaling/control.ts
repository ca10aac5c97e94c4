/**
 * What a person in the meeting asks the server to do. The server decides whether they may. Every session receives the
 * result as a `change`.
 */
export type Control =
  /** With `participantId` one device, without it the person with all their devices. */
  | { type: 'mute'; member: string; participantId?: string }
  /** Allows the person to unmute, and asks them to. The server never turns on a microphone. */
  | { type: 'unmute'; member: string; participantId?: string }
  /** Mutes everybody except host and co-hosts. With `force`, they and people who join later cannot unmute themselves. */
  | { type: 'mute-all'; force: boolean }
  | { type: 'unmute-all' }
  /** Lifts the sender's own mute by the host. Refused with `muted-by-host` if people may not unmute themselves. */
  | { type: 'unmute-self' }
  | { type: 'remove'; member: string; participantId?: string; forbidRejoin: boolean }
  /** Admits people who wait. Other people on the roster may join from now on without waiting. Unknown keys have no effect. */
  | { type: 'let-in'; members: string[] }
  | { type: 'set-co-host'; member: string; on: boolean }
  | { type: 'hand-over-host'; member: string }
  /** People may rename themselves. Host and co-hosts may rename anybody. */
  | { type: 'rename'; member: string; nick: string }
  | { type: 'set-locked'; locked: boolean }
  /** With `hosts` only host and co-hosts may share a screen, and the screen share of anybody else ends. */
  | { type: 'set-sharing'; who: 'everybody' | 'hosts' }
  | { type: 'set-waiting-room'; on: boolean }
  /** Who joins muted. `crowd`: people who join when six others or more are in the meeting. */
  | { type: 'set-mute-on-join'; who: 'never' | 'always' | 'crowd' }
  /** Chat messages and reactions. */
  | { type: 'set-chat'; allowed: boolean }
  /** Without `member`, lowers all raised hands. */
  | { type: 'lower-hands'; member?: string }
  /** Turns a camera off, which its person may turn on again. With `participantId` on one device only. */
  | { type: 'stop-video'; member: string; participantId?: string }
  /** Ends the screen share of a person, with its sound. They may share again. */
  | { type: 'stop-screen'; member: string }
  /** Shows a member large to everybody; without `member`, ends that. */
  | { type: 'focus'; member?: string }
  /** Calls people of the caller's organization. */
  | { type: 'invite'; unionIds: string[] }
  | { type: 'cancel-ring'; member: string }
  | { type: 'close' }
