import { ConferenceError } from '../../conference/conference-error.ts'
import type { Intent } from '../../conference/command.ts'
import { decide } from '../../conference/decide.ts'
import type { Timeouts } from '../../conference/due.ts'
import type { DecidedEvent, Event } from '../../conference/event.ts'
import type { ConferenceId, EpochMs } from '../../conference/identity.ts'
import { newConference, type Conference } from '../../conference/state.ts'
import type { AuditEntry } from '../account/audit-entry.ts'
import type { Cache, CacheBudget } from '../cache-budget.ts'
import type { Clock } from '../clock-and-ids.ts'
import type { CommittedConference, LogState } from './committed.ts'
import { bytesOfConference } from './conference-bytes.ts'
import type { Commit, ConferenceStore } from './conference-store.ts'
import type { Feed } from './feed.ts'
import { GroupCommit } from './group-commit.ts'
import { step } from './step.ts'

/** The state that the next command is decided on: the log plus the writes in progress. */
type PendingState = {
  readonly id: ConferenceId
  state: Conference
  version: number
  lastAt: EpochMs
  /** Whether the latest write, and so everything before it, went through. */
  written: Promise<boolean>
}

/** With several writers one commit always wins, but under load a command may lose many times in a row. */
const MAX_ATTEMPTS = 20

/** The only part that writes conferences: loads, decides, appends with the expected version, publishes. */
export class Conductor implements AsyncDisposable {
  readonly #store: ConferenceStore
  readonly #feed: Feed
  readonly #clock: Clock
  readonly #timeouts: Timeouts
  readonly #writer: GroupCommit
  readonly #pending: Cache<ConferenceId, PendingState>
  /** Conferences whose last write failed: it may be stored or not. */
  readonly #uncertain = new Set<ConferenceId>()

  constructor(deps: { store: ConferenceStore; feed: Feed; caches: CacheBudget; clock: Clock; timeouts: Timeouts }) {
    this.#store = deps.store
    this.#feed = deps.feed
    this.#clock = deps.clock
    this.#timeouts = deps.timeouts
    this.#pending = deps.caches.open('pending', { sizeOf: ({ state }) => bytesOfConference(state) })
    const publish = (written: readonly Commit[]) => this.#feed.publish(written)
    this.#writer = new GroupCommit({ ...deps, publish })
  }

  /**
   * Decides `intent` and writes what follows from it. `audit`: an entry of the audit log that is written with it, in the same
   * transaction, unless nothing changes.
   *
   * @returns whether anything changed, once that is durable and every read sees it
   * @throws ConferenceError as the domain decides. After any other error the write may or may not be stored; the next
   *   command reads the log first.
   */
  async execute(id: ConferenceId, intent: Intent, audit?: AuditEntry): Promise<boolean> {
    if (this.#uncertain.has(id)) await this.#readAgain(id)
    for (let attempts = 0; attempts < MAX_ATTEMPTS; attempts += 1) {
      const read = this.#feed.find(id) ?? (await this.#feed.readOnce(id))
      // No `await` from here until the commit is queued, so commands of one conference stay in order.
      const pending = this.#pendingStateOf(id, read)
      const { version } = pending
      const decided = this.#decide(pending, intent)
      if (Array.isArray(decided) && decided.length > 0) {
        if (await this.#append(pending, decided, audit)) return true
      } else if (await this.#isCurrent(pending, version)) {
        if (decided instanceof ConferenceError) throw decided
        return false
      }
      this.#forget(pending)
      await this.#readAgain(id)
    }
    throw new Error(`another process changed the conference ${id} during each of ${MAX_ATTEMPTS} attempts at a command`)
  }

  /**
   * Writes a new conference that has happened already, with times of its own: all events, or none.
   *
   * @param events what `decide` gave, one command after another, from a conference that does not exist
   * @param timeouts how long what is still open in it may last
   * @throws Error if there is a conference with this id
   */
  async writePast(id: ConferenceId, events: readonly DecidedEvent[], timeouts: Timeouts): Promise<void> {
    const { commit } = step({ id, state: newConference(), version: 0 }, events, timeouts)
    if (!(await this.#writer.write(commit))) throw new Error(`the conference ${id} exists already`)
  }

  /**
   * The stored conference, without writes in progress.
   *
   * @throws ConferenceError `conference-not-found`
   */
  async loadCommitted(id: ConferenceId): Promise<CommittedConference> {
    const committed = await this.findCommitted(id)
    if (!committed) throw new ConferenceError('conference-not-found')
    return committed
  }

  /** As `loadCommitted`; nothing if nobody has created the conference. */
  async findCommitted(id: ConferenceId): Promise<CommittedConference | undefined> {
    const read = this.#feed.find(id) ?? (await this.#feed.readOnce(id))
    if (this.#isSoleWriter) return read.committed
    const version = (await this.#store.findVersion(id)) ?? 0
    if (version === 0 && read.version > 0) this.forget(id) // it was deleted
    if (version > read.version) await this.#feed.catchUp(id, version)
    return (await this.#feed.readOnce(id)).committed
  }

  /** The committed conference, after the followers of this process have seen its log up to `version` at least. */
  async followUpTo(id: ConferenceId, version: number): Promise<CommittedConference | undefined> {
    await this.#feed.catchUp(id, version)
    return (this.#feed.find(id) ?? (await this.#feed.readOnce(id))).committed
  }

  /** The committed conference as this process's followers have seen it. Does not wait. */
  findFollowed(id: ConferenceId): CommittedConference | undefined {
    return this.#feed.find(id)?.committed
  }

  /** Reads the logs of the conferences whose last write failed: perhaps no command for them follows. */
  async settleFailedWrites(): Promise<void> {
    for (const id of this.#uncertain) await this.#readAgain(id)
  }

  /** Drops what is in memory of a conference. */
  forget(id: ConferenceId): void {
    this.#pending.delete(id)
    this.#feed.forget(id)
  }

  /** Drops what is in memory of conferences that have ended. */
  forgetEnded(): void {
    for (const [id, { state }] of this.#pending.entries()) if (state.phase === 'ended') this.#pending.delete(id)
    this.#feed.forgetEnded()
  }

  /** Waits for the writes that have begun: the store is closed after it. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.#writer[Symbol.asyncDispose]()
  }

  /** Only this process writes to the store, so what it has followed is what is stored. */
  get #isSoleWriter(): boolean {
    return this.#store.cacheTrust === 'until-own-write'
  }

  #pendingStateOf(id: ConferenceId, { state, version, lastAt }: LogState): PendingState {
    const known = this.#pending.get(id)
    if (known && known.version >= version) return known
    const pending: PendingState = { id, state, version, lastAt, written: WRITTEN }
    if (version > 0) this.#pending.set(id, pending) // not stored: requests for invented ids would fill the cache
    return pending
  }

  #decide(pending: PendingState, intent: Intent): readonly Event[] | ConferenceError {
    pending.lastAt = Math.max(this.#clock.now(), pending.lastAt) as EpochMs
    try {
      return decide(pending.state, { ...intent, at: pending.lastAt })
    } catch (error) {
      if (error instanceof ConferenceError) return error
      throw error
    }
  }

  async #append(pending: PendingState, events: readonly Event[], audit: AuditEntry | undefined): Promise<boolean> {
    const { state, version, commit } = step(pending, events, this.#timeouts)
    Object.assign(pending, { state, version })
    this.#pending.delete(pending.id) // otherwise the cache would not determine its size again
    this.#pending.set(pending.id, pending)
    pending.written = this.#writer.write(audit ? { ...commit, audit: [audit] } : commit)
    try {
      return await pending.written
    } catch (error) {
      this.#forget(pending)
      this.#uncertain.add(pending.id)
      throw error
    }
  }

  /** Reads what this process does not know of a log. Even a sole writer may miss a commit whose answer was lost. */
  async #readAgain(id: ConferenceId): Promise<void> {
    await this.#feed.catchUp(id, Infinity)
    this.#uncertain.delete(id)
  }

  /** Whether a decision at `version` is still valid: everything before is written, and no other process wrote since. */
  async #isCurrent(pending: PendingState, version: number): Promise<boolean> {
    const isWritten = await pending.written.catch(() => false)
    if (!isWritten || this.#isSoleWriter) return isWritten
    const stored = (await this.#store.findVersion(pending.id)) ?? 0
    if (stored === 0 && version > 0) this.forget(pending.id) // it was deleted
    return stored >= version && stored <= pending.version
  }

  #forget(pending: PendingState): void {
    if (this.#pending.peek(pending.id) === pending) this.#pending.delete(pending.id)
  }
}

const WRITTEN = Promise.resolve(true)
