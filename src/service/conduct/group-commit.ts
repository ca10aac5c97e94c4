import type { Commit, ConferenceStore } from './conference-store.ts'
import type { CommitListener } from './bus.ts'

type Waiting = { commit: Commit; resolve: (written: boolean) => void; reject: (fault: unknown) => void }

/** More would only make the first of them wait for the last. */
const MAX_BATCH = 1_000

/**
 * Writes commits that wait at the same moment in one transaction, so that they share its fsync. Those that come
 * while a batch is being written make up the next one.
 */
export class GroupCommit {
  readonly #store: ConferenceStore
  readonly #committed: CommitListener
  #waiting: Waiting[] = []
  #isScheduled = false

  constructor(store: ConferenceStore, committed: CommitListener) {
    this.#store = store
    this.#committed = committed
  }

  /**
   * @returns once it is durable, `true`; `false` if the conference had moved on
   * @throws whatever fault the store met; then nothing of the batch was written
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
    // After the sockets that are readable now have been read: whatever they bring shares the batch.
    setImmediate(() => void this.#flush())
  }

  async #flush(): Promise<void> {
    const batch = this.#waiting.splice(0, MAX_BATCH)
    try {
      const written = await this.#store.commit(batch.map(({ commit }) => commit))
      // Everyone who shows the change knows of it before anyone is answered.
      batch.forEach(({ commit }, index) => written[index] && this.#committed(commit))
      batch.forEach(({ resolve }, index) => resolve(written[index] === true))
    } catch (fault) {
      for (const { reject } of batch) reject(fault)
    } finally {
      this.#isScheduled = false
      if (this.#waiting.length > 0) this.#schedule()
    }
  }
}
