import type { ConferenceId } from '../../conference/identity.ts'

/** Says that the log of a conference has reached `version`. It carries no events; they are only in the log. */
export type WakeUp = Readonly<{ conferenceId: ConferenceId; version: number }>

export type WakeUpListener = (wakeUp: WakeUp) => void

/**
 * Wakes every process that shows a conference. A wake-up may be lost, repeated or late: the listener reads the log
 * after the version that it knows.
 */
export interface Bus extends AsyncDisposable {
  publish(wakeUp: WakeUp): void
  subscribe(listener: WakeUpListener): void
  /** Whether the wake-ups of other processes arrive. */
  readonly isConnected: boolean
  /** How often they have stopped arriving. What other processes committed meanwhile was not announced here. */
  readonly interruptions: number
}
