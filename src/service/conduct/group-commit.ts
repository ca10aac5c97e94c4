import type { Commit, ConferenceStore } from './conference-store.ts'

type Waiting = { commit: Commit; resolve: (written: boolean) => void; reject: (error: unknown) => void }

/** In a larger batch the first commit would only wait for the last. */
const MAX_BATCH = 1_000

/**
 * Writes commits that wait at the same moment in one transaction, so that they share its fsync. Commits that arrive
 * while a batch is being written form the next one.
 */
export class GroupCommit {
  readonly #store: Pick<ConferenceStore, 'commit'>
  readonly #publish: (written: readonly Commit[]) => Promise<void>
  #waiting: Waiting[] = []
  #isScheduled = false

  /** @param publish takes what has been written, before anybody is answered; it must not reject */
  constructor(store: Pick<ConferenceStore, 'commit'>, publish: (written: readonly Commit[]) => Promise<void>) {
    this.#store = store
    this.#publish = publish
  }

  /**
   * @returns `true` once it is durable and published; `false` if the conference had another version
   * @throws the error of the store; the batch may or may not be stored
   */
  write(commit: Commit): Promise<boolean> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ commit, resolve, reject })
      this.#schedule()
    })
  }

  #schedule(): void {
    if (this.#isScheduled) return
    this.#isScheduled = true
    // Not before the data that has already arrived is read, so that its commands share the batch.
    setImmediate(() => void this.#flush())
  }

  async #flush(): Promise<void> {
    const batch = this.#waiting.splice(0, MAX_BATCH)
    const written = await this.#commit(batch)
    this.#isScheduled = false
    if (this.#waiting.length > 0) this.#schedule()
    if (!written) return
    // From here on the batch is durable: a later error must not be reported to the callers.
    await this.#publish(batch.flatMap(({ commit }, index) => (written[index] ? [commit] : [])))
    batch.forEach(({ resolve }, index) => resolve(written[index] === true))
  }

  async #commit(batch: readonly Waiting[]): Promise<readonly boolean[] | undefined> {
    try {
      return await this.#store.commit(batch.map(({ commit }) => commit))
    } catch (error) {
      for (const { reject } of batch) reject(error)
      return undefined
    }
  }
}
