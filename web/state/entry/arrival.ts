/** A meeting that was left for another one. */
export type Former = Readonly<{ roomCode: string; title: string }>

/** With what somebody comes to the page of a meeting. */
export type Arrival =
  /** By a link or a code; of the proofs at most one. Without any, signing in is his proof, or he is asked for a passcode. */
  | { kind: 'link'; roomCode: string; token?: string; passcode?: string; login?: string }
  /** By accepting a call: the ticket opens his session at once, and is never written into an address. */
  | { kind: 'ticket'; ticket: string; conferenceId: string; title: string; former?: Former }
  /** To an address that names no meeting, as after a reload of one that was entered by a call. */
  | { kind: 'unknown' }
