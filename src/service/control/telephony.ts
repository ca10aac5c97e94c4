/** A call to make. The called person learns the title of the meeting, and `by`, the name of the person who calls. */
export type PhoneCall = Readonly<{ number: string; title: string; by?: string }>

/** A stage of a call. `ended` without `answered`: declined, busy or not reached. */
export type LineReport = 'ringing' | 'answered' | 'ended'

/** One call to one telephone. */
export interface Line {
  /** Whether the other end is still there, as far as the engine can tell. */
  isUp(): boolean
  /** Ends the call, if it has not ended. */
  hangUp(): void
}

/** A SIP engine: calls telephones and carries their sound. */
export interface Telephony {
  /** Begins the call. After this has returned, `report` is called with each stage of the call, `ended` last. */
  call(call: PhoneCall, report: (report: LineReport) => void): Line
}
