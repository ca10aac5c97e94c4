import type { Stage } from '../../../contract/signaling/media.ts'
import type { RefusalCode } from '../../../contract/signaling/types.ts'
import type { Clock } from '../../../client/clock.ts'
import type { Conference } from '../../../client/conference.ts'
import { fullness } from './facts.ts'

const AGAIN_MS = 1_000

/** Reports to the server what this session sends: after each change, after each welcome, and when there is room again. */
export class StageTeller {
  readonly #conference: Conference
  readonly #clock: Clock
  readonly #refused: (code: RefusalCode, stage: Stage) => void
  #told = ''

  constructor(conference: Conference, clock: Clock, refused: (code: RefusalCode, stage: Stage) => void) {
    this.#conference = conference
    this.#clock = clock
    this.#refused = refused
  }

  async tell(stage: Stage): Promise<void> {
    const state = this.#conference.state.get()
    const { line, welcomes } = state
    if (line.phase !== 'inside') return
    const { media: isFull } = fullness(state)
    // Only whether the hand is up, since the server sets its time.
    const telling = JSON.stringify([welcomes, isFull, stage.audio, stage.video, stage.screen, stage.hand !== undefined])
    if (telling === this.#told) return
    this.#told = telling
    const done = await this.#conference.stage(stage)
    if (done.ok || telling !== this.#told || done.code === 'draining') return
    if (done.code !== 'too-fast') return this.#refused(done.code, stage)
    this.#clock.wait(AGAIN_MS, () => {
      if (telling !== this.#told) return
      this.#told = ''
      void this.tell(stage)
    })
  }
}
