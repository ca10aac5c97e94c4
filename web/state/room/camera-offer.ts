import { observable } from '../../../client/observable.ts'
import { limitsOf, type RoomFacts } from './facts.ts'
import type { NoticeContent } from './notice-events.ts'

/** Offers the person their camera again, which had to stay off because too many others were on. */
export class CameraOffer {
  /** The person wants their camera on, and has not been offered it yet. */
  readonly isRefused = observable(false)
  readonly #show: (content: NoticeContent) => void

  /** @param show shows a notice */
  constructor(show: (content: NoticeContent) => void) {
    this.#show = show
  }

  /** Says why the camera stays off. Without an audio place, the banner says it. */
  refuse({ isCutOff, conference }: RoomFacts): void {
    this.isRefused.set(true)
    if (!isCutOff) this.#show({ kind: 'cameras-full', limit: limitsOf(conference).cameras })
  }

  /** Says when the camera may come on. The person decides, as they may not expect it any more. */
  follow({ isCutOff, areCamerasFull, own: { camera } }: RoomFacts): void {
    if (!this.isRefused.get() || isCutOff || (areCamerasFull && !camera.on)) return
    this.isRefused.set(false)
    if (!camera.on) this.#show({ kind: 'camera-free' })
  }
}
