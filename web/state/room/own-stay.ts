import type { Clock } from '../../../client/clock.ts'
import type { ConferenceState } from '../../../client/conference.ts'
import type { StoredText } from '../stored-text.ts'
import { ownSeat } from './facts.ts'
import type { Stay } from './room-status.ts'

/** Gives the place where a tab stores since when it has been in a conference. */
export type StoredStay = (conferenceId: string) => StoredText

/** Since when the person has been in the meeting on this page. It survives a reload, and the return as a new session. */
export class OwnStay {
  readonly #clock: Clock
  readonly #storedStay: StoredStay
  #participantId: string | undefined
  /** `undefined` until the person is in. */
  current: Stay | undefined

  constructor({ clock, storedStay }: { clock: Clock; storedStay: StoredStay }) {
    this.#clock = clock
    this.#storedStay = storedStay
  }

  follow(conference: ConferenceState): void {
    const member = ownSeat(conference)?.member
    const { roster, self } = conference
    if (!roster || !member || this.#participantId === self) return
    this.#participantId = self
    const stored = this.#storedStay(roster.conference.conferenceId)
    const [session, since] = (stored.read() ?? '').split(' ')
    this.current ??= { since: session === self ? Number(since) : this.#clock.now(), self: member.key }
    stored.write(`${self} ${this.current.since}`)
  }
}
