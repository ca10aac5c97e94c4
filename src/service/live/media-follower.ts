import type { ConferenceId } from '../../conference/identity.ts'
import { joinChanges, type CommittedChange } from '../conduct/committed.ts'
import type { Follower } from '../conduct/feed.ts'
import type { Media } from './media.ts'

/** The pauses before the second and the third attempt. An engine that restarts is back by then. */
const PAUSES_MS = [250, 2_000]

/**
 * Passes committed changes to the media engine, in order for each conference. Nobody waits for it. What is committed while a
 * change is applied is applied together afterwards, so an engine that is slow or stopped leaves no growing queue.
 */
export class MediaFollower implements Follower {
  readonly #media: Pick<Media, 'apply'>
  readonly #onError: (error: unknown) => void
  readonly #pause: (ms: number) => Promise<unknown>
  /** The conferences of which a change is being applied, each with what was committed since. */
  readonly #waiting = new Map<ConferenceId, CommittedChange | undefined>()

  /** @param deps.onError is called with the last error of a change that could not be applied */
  constructor(deps: {
    media: Pick<Media, 'apply'>
    onError: (error: unknown) => void
    /** Resolves after that time. */
    pause: (ms: number) => Promise<unknown>
  }) {
    this.#media = deps.media
    this.#onError = deps.onError
    this.#pause = deps.pause
  }

  follow(change: CommittedChange): void {
    const { conferenceId: id } = change
    if (this.#waiting.has(id)) {
      const before = this.#waiting.get(id)
      this.#waiting.set(id, before ? joinChanges(before, change) : change)
    } else void this.#applyAll(id, change)
  }

  async #applyAll(id: ConferenceId, first: CommittedChange): Promise<void> {
    for (let change: CommittedChange | undefined = first; change; change = this.#waiting.get(id)) {
      this.#waiting.set(id, undefined)
      await this.#apply(change)
    }
    this.#waiting.delete(id)
  }

  async #apply(change: CommittedChange): Promise<void> {
    let last: unknown
    for (const pauseMs of [undefined, ...PAUSES_MS]) {
      if (pauseMs !== undefined) await this.#pause(pauseMs)
      try {
        return await this.#media.apply(change)
      } catch (error) {
        last = error
      }
    }
    this.#onError(last)
  }
}
