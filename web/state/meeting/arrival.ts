/** The meeting that the person left for another one. */
export type PreviousMeeting = Readonly<{ roomCode: string; title: string }>

/** How a person comes to the page of a meeting. */
export type Arrival =
  /** By a link or a code, with at most one proof. Without one, the sign-in is the proof, or the page asks for a passcode. */
  | { kind: 'link'; roomCode: string; token?: string; passcode?: string; login?: string }
  /** By accepting a call: the ticket opens the session at once, and is never part of an address. */
  | {
      kind: 'ticket'
      ticket: string
      conferenceId: string
      title: string
      /** Whether the person answered with their camera. */
      video: boolean
      previous?: PreviousMeeting
    }
  /** To an address without a meeting, as after reloading a meeting that was joined by a call. */
  | { kind: 'unknown' }
