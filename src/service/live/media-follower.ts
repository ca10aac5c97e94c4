import type { ConferenceId } from '../../conference/identity.ts'
import type { CommittedChange } from '../conduct/committed.ts'
import type { Follower } from '../conduct/feed.ts'
import type { Media } from './media.ts'

const ATTEMPTS = 3

/** Passes committed changes to the media engine: in order for each conference, and up to three times if the engine fails. */
export class MediaFollower implements Follower {
  readonly #media: Pick<Media, 'apply'>
  readonly #onError: (error: unknown) => void
  /** Per conference: resolves once all its changes so far are processed. */
  readonly #turns = new Map<ConferenceId, Promise<void>>()

  /** @param deps.onError is called with the last error of a change that could not be applied */
  constructor(deps: { media: Pick<Media, 'apply'>; onError: (error: unknown) => void }) {
    this.#media = deps.media
    this.#onError = deps.onError
  }

  follow(change: CommittedChange): void {
    const { conferenceId: id } = change
    const before = this.#turns.get(id) ?? Promise.resolve()
    const turn = before
      .then(() => this.#apply(change))
      .finally(() => {
        if (this.#turns.get(id) === turn) this.#turns.delete(id)
      })
    this.#turns.set(id, turn)
  }

  async #apply(change: CommittedChange): Promise<void> {
    let last: unknown
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      try {
        return await this.#media.apply(change)
      } catch (error) {
        last = error
      }
    }
    this.#onError(last)
  }
}
