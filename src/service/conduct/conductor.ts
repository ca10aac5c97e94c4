import { LRUCache } from 'lru-cache'
import { ConferenceError } from '../../conference/conference-error.ts'
import type { Intent } from '../../conference/command.ts'
import { evolve } from '../../conference/evolve.ts'
import { newConference, type Conference, type Ended, type Running } from '../../conference/state.ts'
import { decide } from '../../conference/decide.ts'
import type { Timeouts } from '../../conference/due.ts'
import type { Event } from '../../conference/event.ts'
import type { ConferenceId, EpochMs, PersonKey } from '../../conference/identity.ts'
import type { Member } from '../../conference/member.ts'
import { GroupCommit } from './group-commit.ts'
import type { Clock } from '../clock-and-ids.ts'
import type { Commit, ConferenceStore } from './conference-store.ts'
import type { CommitListener } from './bus.ts'
import type { ConferenceHead } from './conference-head.ts'
import { step, toHead } from './step.ts'

/** A conference as its durable events have made it. Immutable; members are in order of first appearance. */
export type CommittedConference = Readonly<{
  head: ConferenceHead
  members: ReadonlyMap<PersonKey, Member>
  state: Running | Ended
}>

type Live = {
  readonly id: ConferenceId
  /** Ahead of the store by what is being written. */
  state: Conference
  version: number
  lastAt: EpochMs
  /** Whether the latest write, and so everything before it, went through. */
  written: Promise<boolean>
  committed: CommittedConference | undefined
}

/** Where several nodes write, each race has a winner, but a crowd at two nodes makes one command lose many in a row. */
const TRIES = 20
/** Conferences held in memory; the others are replayed from their log when they are needed. */
const MAX_LIVE = 5_000

/** The only writer: load, decide, append with the expected version, publish. */
export class Conductor {
  readonly #store: ConferenceStore
  readonly #clock: Clock
  readonly #timeouts: Timeouts
  readonly #writer: GroupCommit
  readonly #live = new LRUCache<ConferenceId, Live>({ max: MAX_LIVE })
  readonly #loading = new Map<ConferenceId, Promise<Live>>()

  constructor(deps: { store: ConferenceStore; clock: Clock; timeouts: Timeouts; committed: CommitListener }) {
    this.#store = deps.store
    this.#clock = deps.clock
    this.#timeouts = deps.timeouts
    const committed = (commit: Commit) => {
      this.#settle(commit)
      deps.committed(commit)
    }
    this.#writer = new GroupCommit(deps.store, committed)
  }

  /**
   * Has `intent` decided, and what follows from it written.
   *
   * @returns whether anything changed, once that is durable and every read sees it
   * @throws ConferenceError as the domain decides; any other error is a fault, and nothing was written
   */
  async execute(id: ConferenceId, intent: Intent): Promise<boolean> {
    for (let tries = 0; tries < TRIES; tries += 1) {
      const live = await this.#load(id)
      const { version } = live
      const decided = this.#decide(live, intent)
      if (Array.isArray(decided) && decided.length > 0) {
        if (await this.#append(live, decided)) return true
      } else if (await this.#isTrue(live, version)) {
        if (decided instanceof ConferenceError) throw decided
        return false
      }
      this.#forget(live)
    }
    throw new Error(`conference ${id} moved on ${TRIES} times while a command was decided`)
  }

  /**
   * The conference as it stands in the store; nothing of a write that is still under way.
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
    return (await this.#loadTrue(id)).committed
  }

  /** As it stands in the store, also where others write to it. */
  async #loadTrue(id: ConferenceId): Promise<Live> {
    const live = await this.#load(id)
    if (this.#store.cacheTrust === 'until-own-write' || (await this.#isTrue(live, live.version))) return live
    this.#forget(live)
    return this.#load(id)
  }

  #decide(live: Live, intent: Intent): readonly Event[] | ConferenceError {
    live.lastAt = Math.max(this.#clock.now(), live.lastAt) as EpochMs
    try {
      return decide(live.state, { ...intent, at: live.lastAt })
    } catch (error) {
      if (error instanceof ConferenceError) return error
      throw error
    }
  }

  async #append(live: Live, events: readonly Event[]): Promise<boolean> {
    const { state, version, commit } = step(live.id, live, events, this.#timeouts)
    Object.assign(live, { state, version })
    this.#live.set(live.id, live)
    live.written = this.#writer.write(commit)
    try {
      return await live.written
    } catch (fault) {
      this.#forget(live)
      throw fault
    }
  }

  /** Whether what was decided at `version` holds: all before it is written, and nobody else has written since. */
  async #isTrue(live: Live, version: number): Promise<boolean> {
    const isWritten = await live.written.catch(() => false)
    if (!isWritten || this.#store.cacheTrust === 'until-own-write') return isWritten
    const stored = (await this.#store.findHead(live.id))?.version ?? 0
    return stored >= version && stored <= live.version
  }

  async #load(id: ConferenceId): Promise<Live> {
    const held = this.#live.get(id)
    if (held) return held
    let loading = this.#loading.get(id)
    if (!loading) {
      loading = this.#replay(id).finally(() => this.#loading.delete(id))
      this.#loading.set(id, loading)
    }
    return loading
  }

  async #replay(id: ConferenceId): Promise<Live> {
    const log = await this.#store.loadLog(id)
    const state = log.reduce((before, { event }) => evolve(before, event), newConference())
    const version = log.at(-1)?.seq ?? 0
    const lastAt = log.at(-1)?.event.at ?? (0 as EpochMs)
    const committed = toCommitted(id, state, version)
    const live: Live = { id, state, version, lastAt, written: Promise.resolve(true), committed }
    if (committed) this.#live.set(id, live) // anybody can ask for an id that does not exist
    return live
  }

  #settle({ conferenceId, head, events }: Commit): void {
    const live = this.#live.peek(conferenceId)
    if (!live) return
    const before: Conference = live.committed?.state ?? newConference()
    const state = events.reduce((conference, { event }) => evolve(conference, event), before)
    live.committed = toCommitted(conferenceId, state, head.version)
  }

  #forget(live: Live): void {
    if (this.#live.peek(live.id) === live) this.#live.delete(live.id)
  }
}

function toCommitted(id: ConferenceId, state: Conference, version: number): CommittedConference | undefined {
  if (state.phase === 'absent') return undefined
  return { head: toHead(id, state, version), members: state.members, state }
}
