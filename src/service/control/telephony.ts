/** Whom to call, and what he is told of it. */
export type PhoneCall = Readonly<{ number: string; title: string; by?: string }>

/** `ended` before `answered`: he declined, was busy or could not be reached. */
export type LineNews = 'ringing' | 'answered' | 'ended'

/** One call to one telephone. */
export interface Line {
  /** Whether the other end is still there, as far as the engine can tell. */
  isUp(): boolean
  /** Ends the call, if it goes on. */
  hangUp(): void
}

/** Calls telephones and carries their sound: a SIP engine. */
export interface Telephony {
  /** Begins the call. `tell` is told what becomes of it, in that order, `ended` last; not before this has returned. */
  call(call: PhoneCall, tell: (news: LineNews) => void): Line
}
