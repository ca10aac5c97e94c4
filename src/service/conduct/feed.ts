import type { LoggedEvent } from '../../conference/event.ts'
import type { ConferenceId } from '../../conference/identity.ts'
import type { Cache, CacheBudget } from '../cache-budget.ts'
import type { Bus, WakeUp } from './bus.ts'
import { bytesOfConference } from './conference-bytes.ts'
import { toChange, NOTHING_READ, replay, type CommittedChange, type LogState } from './committed.ts'
import type { Commit, ConferenceStore } from './conference-store.ts'

/** Part of a process that shows committed changes or acts on them. */
export interface Follower {
  /** Takes a change; it must not wait. Changes of a conference come in order, without a gap. */
  follow(change: CommittedChange): void
}

/** A read of a log that has not begun. `version`: up to which it is needed. */
type WaitingRead = { version: number; read: Promise<void> }

/** Events that are read and replayed in one go, in about 40 ms. */
const EVENTS_AT_ONCE = 2_000

/** Logs that are read at the same time without a wake-up. More would keep requests waiting for the store. */
const LOGS_AT_ONCE = 8

/**
 * Reads the logs of conferences and hands what is new in them to the followers of this server. Its commits and
 * those of other servers take the same path: a wake-up says that a log has grown, and the feed reads it from the
 * version that it knows. The events that this server has just written are still in memory and are not read back.
 *
 * A conference is followed from its first event. When a server that started later first reads a log, its followers get
 * everything in it as one change.
 */
export class Feed implements AsyncDisposable {
  readonly #store: Pick<ConferenceStore, 'readLog'>
  readonly #bus: Bus
  readonly #onError: (error: unknown) => void
  #followers: readonly Follower[] = []
  /** Conferences that are not in memory are read from their log when they are needed. */
  readonly #states: Cache<ConferenceId, LogState>
  /** The versions up to which the followers have each log. */
  readonly #followed: Cache<ConferenceId, number>
  /** Events that this process wrote and that its followers do not have yet. */
  readonly #tails = new Map<ConferenceId, LoggedEvent[]>()
  /** The most recent unfinished read of each log. Reads of one log run one after another. */
  readonly #readsInProgress = new Map<ConferenceId, Promise<unknown>>()
  /** The feed is closed and reads no log any more, since the store is closed after it. */
  #isClosed = false
  /** At most one for each log. */
  readonly #waitingReads = new Map<ConferenceId, WaitingRead>()

  /** @param deps.onError is called with what a follower throws, and with the error of a log that cannot be read */
  constructor(deps: {
    store: Pick<ConferenceStore, 'readLog'>
    bus: Bus
    caches: CacheBudget
    onError: (error: unknown) => void
  }) {
    this.#store = deps.store
    this.#bus = deps.bus
    this.#onError = deps.onError
    this.#states = deps.caches.open('states', { sizeOf: ({ state }) => bytesOfConference(state) })
    this.#followed = deps.caches.open('versions', { sizeOf: () => 0 })
    this.#bus.subscribe(({ conferenceId, version }) => void this.#catchUpSafely(conferenceId, version))
  }

  /** Hands every change from now on to `followers`, in this order. Called once, before the server listens. */
  start(followers: readonly Follower[]): void {
    this.#followers = followers
  }

  /** What this process has in memory of a log. */
  find(id: ConferenceId): LogState | undefined {
    return this.#states.get(id)
  }

  /** Drops what is in memory of a log. It is read and followed from its first event when it is needed again. */
  forget(id: ConferenceId): void {
    this.#states.delete(id)
    this.#followed.delete(id)
    this.#tails.delete(id)
  }

  /** Drops what is in memory of the conferences that have ended. */
  forgetEnded(): void {
    for (const id of this.#states.keys()) if (this.#hasFollowedEndOf(id)) this.forget(id)
  }

  /** What this process has in memory of a log. If it has nothing, it reads the log and hands it to the followers first. */
  async readOnce(id: ConferenceId): Promise<LogState> {
    if (!this.#states.has(id)) await this.#inTurn(id, () => this.#readLog(id, 0))
    return this.#states.get(id) ?? NOTHING_READ
  }

  /**
   * Follows a log up to `version` at least: reads what is missing and hands it to the followers.
   *
   * @returns nothing if there was nothing to wait for
   * @throws the error of a store that cannot be read
   */
  catchUp(id: ConferenceId, version: number): void | Promise<void> {
    const followed = this.#knownVersionOf(id)
    if (followed >= version) return
    // The state of a conference that was followed and has left memory must be read again.
    const before = this.#states.get(id) ?? (followed === 0 ? NOTHING_READ : undefined)
    const tail = this.#tails.get(id) ?? []
    if (before && isWhole(tail, { after: before.version, upTo: version }))
      return this.#notifyFollowers(id, before, tail)
    return this.#readTogether(id, version)
  }

  /**
   * Follows conferences that may have changed without a wake-up: those of `running`, and those that have ended since
   * this process followed them. Resolves once their changes are handed on; never rejects.
   */
  async catchUpWith(running: readonly WakeUp[]): Promise<void> {
    const ids = new Set(running.map(({ conferenceId }) => conferenceId))
    const ended = [...this.#followed.keys()].filter((id) => !ids.has(id) && !this.#hasFollowedEndOf(id))
    const missed = [...running, ...ended.map((conferenceId) => ({ conferenceId, version: Infinity }))].values()
    const readNext = async () => {
      for (const { conferenceId, version } of missed) await this.#catchUpSafely(conferenceId, version)
    }
    await Promise.all(Array.from({ length: LOGS_AT_ONCE }, readNext))
  }

  /**
   * Takes commits that this process has written: wakes every process, this one too. Resolves once the followers in this
   * process have them; never rejects, since the commits are durable.
   */
  async publish(commits: readonly Commit[]): Promise<void> {
    const versions = new Map<ConferenceId, number>()
    for (const { conferenceId: id, events, head } of commits) {
      const tail = this.#tails.get(id) ?? []
      tail.push(...events)
      this.#tails.set(id, tail)
      versions.set(id, head.version)
    }
    const waiting: Promise<void>[] = []
    for (const [conferenceId, version] of versions) {
      try {
        this.#bus.publish({ conferenceId, version })
      } catch (error) {
        this.#onError(error)
      }
      const caughtUp = this.#catchUpSafely(conferenceId, version)
      if (caughtUp) waiting.push(caughtUp)
    }
    await Promise.all(waiting)
  }

  /** Ignores what other servers write from now on, and waits for the reads that have begun. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#isClosed = true
    await Promise.allSettled(this.#readsInProgress.values())
  }

  #catchUpSafely(id: ConferenceId, version: number): void | Promise<void> {
    try {
      return this.catchUp(id, version)?.catch(this.#onError)
    } catch (error) {
      this.#onError(error)
    }
  }

  /** Reads that wait for the same turn are one read: the many commands that a race has lost all need it. */
  #readTogether(id: ConferenceId, version: number): Promise<void> {
    if (this.#isClosed) return Promise.resolve()
    const waiting = this.#waitingReads.get(id)
    if (waiting) {
      waiting.version = Math.max(waiting.version, version)
      return waiting.read
    }
    const begin = (): Promise<void> => {
      this.#waitingReads.delete(id)
      return this.#readLog(id, next.version)
    }
    const next: WaitingRead = { version, read: this.#inTurn(id, begin) }
    this.#waitingReads.set(id, next)
    return next.read
  }

  async #readLog(id: ConferenceId, version: number): Promise<void> {
    if (this.#states.has(id) && this.#knownVersionOf(id) >= version) return
    let read = this.#states.get(id) ?? NOTHING_READ
    let after = read.version
    const log: LoggedEvent[] = []
    for (;;) {
      const part = await this.#store.readLog(id, after, EVENTS_AT_ONCE)
      read = this.#replayed(id, read, part)
      after = part.at(-1)?.seq ?? after
      log.push(...part)
      if (part.length < EVENTS_AT_ONCE) return this.#notifyFollowers(id, read, log)
      // Without a pause, a log of many thousands would keep everybody else waiting.
      await new Promise<void>((resolve) => void setImmediate(resolve))
    }
  }

  /** The log state after `log`. `before`: a state that was read earlier; another event may have come since. */
  #replayed(id: ConferenceId, before: LogState, log: readonly LoggedEvent[]): LogState {
    const known = this.#states.get(id) ?? before
    const latest = known.version > before.version ? known : before
    return replay(
      id,
      latest,
      log.filter(({ seq }) => seq > latest.version),
    )
  }

  /** Adds what was read of a log, and hands the followers what they do not have. `before` may contain a part of it. */
  #notifyFollowers(id: ConferenceId, before: LogState, log: readonly LoggedEvent[]): void {
    const followed = this.#knownVersionOf(id)
    const read = this.#replayed(id, before, log)
    if (read.version === 0) return // not stored: requests for invented ids would fill the cache
    this.#states.set(id, read)
    const events = log.filter(({ seq }) => seq > followed)
    const tail = this.#tails.get(id) ?? []
    const own = new Set(tail.filter(({ seq }) => seq > followed && seq <= read.version).map(({ seq }) => seq))
    this.#dropTail(id, read.version)
    if (!read.committed || events.length === 0) return
    this.#followed.set(id, read.version)
    const change = toChange(read.committed, events, own)
    for (const follower of this.#followers) {
      try {
        follower.follow(change)
      } catch (error) {
        this.#onError(error)
      }
    }
  }

  #hasFollowedEndOf(id: ConferenceId): boolean {
    return this.#states.peek(id)?.committed?.head.endedAt !== undefined
  }

  #knownVersionOf(id: ConferenceId): number {
    return this.#states.get(id)?.version ?? this.#followed.get(id) ?? 0
  }

  #dropTail(id: ConferenceId, version: number): void {
    const remaining = (this.#tails.get(id) ?? []).filter(({ seq }) => seq > version)
    if (remaining.length > 0) this.#tails.set(id, remaining)
    else this.#tails.delete(id)
  }

  async #inTurn<T>(id: ConferenceId, act: () => Promise<T>): Promise<T> {
    const before = this.#readsInProgress.get(id) ?? Promise.resolve()
    const turn = before.then(act, act)
    this.#readsInProgress.set(id, turn)
    try {
      return await turn
    } finally {
      if (this.#readsInProgress.get(id) === turn) this.#readsInProgress.delete(id)
    }
  }
}

/** Whether `tail` has every event after one version, up to another at least. */
function isWhole(tail: readonly LoggedEvent[], { after, upTo }: { after: number; upTo: number }): boolean {
  const [first, last] = [tail[0]?.seq, tail.at(-1)?.seq]
  if (first === undefined || last === undefined) return false
  // Another process may have written between two commits of this one.
  const hasNoGap = last - first + 1 === tail.length
  return hasNoGap && first <= after + 1 && last >= upTo
}
