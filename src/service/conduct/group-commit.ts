import type { Clock } from '../clock-and-ids.ts'
import type { Commit, ConferenceStore } from './conference-store.ts'

type Waiting = { commit: Commit; resolve: (written: boolean) => void; reject: (error: unknown) => void }

/** In a larger batch the first commit would only wait for the last. */
const MAX_BATCH = 1_000
/** Commits are gathered for twice as long as the batch before took, within these bounds. */
const MIN_PAUSE_MS = 10
const MAX_PAUSE_MS = 30
/** After a batch of one, the next batch is gathered only if publishing the first took at least this long. */
const SLOW_PUBLISH_MS = 2

/**
 * Writes commits that wait at the same moment in one transaction, so that they share its fsync. Commits that arrive
 * while a batch is being written form the next one. After a batch of several, and after one that took long to publish to
 * everyone in its meetings, the next one is gathered for longer: each batch costs an fsync and these messages. Otherwise a
 * commit is written at once.
 */
export class GroupCommit implements AsyncDisposable {
  readonly #store: Pick<ConferenceStore, 'commit'>
  readonly #publish: (written: readonly Commit[]) => Promise<void>
  readonly #clock: Clock
  #waiting: Waiting[] = []
  #isScheduled = false
  /** Commits are written in order, so all are done when this one is. */
  #latest: Promise<unknown> = Promise.resolve()
  /** No batch is written before this time. */
  #notBefore = 0

  /** @param deps.publish takes what has been written, before anybody is answered; it must not reject */
  constructor(deps: {
    store: Pick<ConferenceStore, 'commit'>
    publish: (written: readonly Commit[]) => Promise<void>
    clock: Clock
  }) {
    this.#store = deps.store
    this.#publish = deps.publish
    this.#clock = deps.clock
  }

  /**
   * @returns `true` once it is durable and published; `false` if the conference had another version
   * @throws the error of the store; the batch may or may not be stored
   */
  write(commit: Commit): Promise<boolean> {
    const written = new Promise<boolean>((resolve, reject) => {
      this.#waiting.push({ commit, resolve, reject })
      this.#schedule()
    })
    this.#latest = written
    return written
  }

  /** Resolves once no commit waits or is being written. */
  async [Symbol.asyncDispose](): Promise<void> {
    for (let latest; latest !== this.#latest;) {
      latest = this.#latest
      await Promise.allSettled([latest])
    }
  }

  #schedule(): void {
    if (this.#isScheduled) return
    this.#isScheduled = true
    const flush = () => void this.#flush()
    const pauseMs = this.#notBefore - this.#clock.now()
    if (pauseMs > 0) setTimeout(flush, pauseMs)
    // Not before the data that has already arrived is read, so that its commands share the batch.
    else setImmediate(flush)
  }

  async #flush(): Promise<void> {
    const batch = this.#waiting.splice(0, MAX_BATCH)
    const startedAt = this.#clock.now()
    const written = await this.#commit(batch)
    const writtenAt = this.#clock.now()
    // From here on the batch is durable: a later error must not be reported to the callers.
    const published = written && this.#publish(batch.flatMap(({ commit }, index) => (written[index] ? [commit] : [])))
    // The messages are written to the sockets in the turns that follow, and the end of that is the end of the batch.
    setImmediate(() => this.#end(batch.length, { startedAt, writtenAt }))
    if (!written) return
    await published
    batch.forEach(({ resolve }, index) => resolve(written[index] === true))
  }

  /** Lets the next batch begin, at once or after a pause. */
  #end(commits: number, { startedAt, writtenAt }: Readonly<{ startedAt: number; writtenAt: number }>): void {
    const endedAt = this.#clock.now()
    const isWorthAPause = commits > 1 || endedAt - writtenAt >= SLOW_PUBLISH_MS
    this.#notBefore = isWorthAPause ? endedAt + pauseAfter(endedAt - startedAt) : 0
    this.#isScheduled = false
    if (this.#waiting.length > 0) this.#schedule()
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

function pauseAfter(batchMs: number): number {
  return Math.min(Math.max(2 * batchMs, MIN_PAUSE_MS), MAX_PAUSE_MS)
}
