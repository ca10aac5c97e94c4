import type { Clock } from '../../../client/clock.ts'
import type { Conference } from '../../../client/conference.ts'
import type { MediaState } from '../../../contract/signaling/media.ts'
import type { RefusalCode } from '../../../contract/signaling/types.ts'
import { isPlaced, ownSeat } from './facts.ts'

const RETRY_MS = 1_000

/**
 * Reports the session's own media state to the server: after each change of it, after each welcome, and when the session
 * gets an audio place. `refused` is called with what the server refused, and why.
 */
export class MediaStateReporter {
  readonly #conference: Conference
  readonly #clock: Clock
  readonly #refused: (code: RefusalCode, own: MediaState) => void
  #reported = ''

  constructor(conference: Conference, clock: Clock, refused: (code: RefusalCode, own: MediaState) => void) {
    this.#conference = conference
    this.#clock = clock
    this.#refused = refused
  }

  /** Sends `own` if it differs from the last report. A refusal for being too fast is tried again. */
  async report(own: MediaState): Promise<void> {
    const state = this.#conference.state.get()
    const { connection, welcomes } = state
    if (connection.phase !== 'joined') return
    const seat = ownSeat(state)
    const hasPlace = seat !== undefined && isPlaced(state, seat)
    // Of a hand only whether it is up: its time is the server's.
    const report = JSON.stringify([welcomes, hasPlace, own.audio, own.video, own.screen, own.hand !== undefined])
    if (report === this.#reported) return
    this.#reported = report
    const done = await this.#conference.setMediaState(own)
    if (done.ok || report !== this.#reported || done.code === 'draining') return
    if (done.code !== 'too-fast') return this.#refused(done.code, own)
    this.#clock.wait(RETRY_MS, () => {
      if (report !== this.#reported) return
      this.#reported = ''
      void this.report(own)
    })
  }
}
