import type { LoggedEvent } from '../../conference/event.ts'
import type { ConferenceId, EpochMs } from '../../conference/identity.ts'
import type { CacheTrust } from '../cache-trust.ts'
import type { Clock } from '../clock-and-ids.ts'
import type { WakeUp } from './bus.ts'
import type { Commit, ConferenceStore } from './conference-store.ts'
import type { ConferenceHead } from './conference-head.ts'

/** A store of logs in memory that a test can make fail, wait or move on behind the writer's back. */
export class RecordedStore implements ConferenceStore {
  cacheTrust: CacheTrust = 'until-own-write'
  readonly logs = new Map<ConferenceId, LoggedEvent[]>()
  readonly heads = new Map<ConferenceId, ConferenceHead>()
  /** How many commits each transaction had. */
  readonly batches: number[] = []
  /** The next transaction fails with this. */
  failure: Error | undefined
  /** The next transaction is stored, then fails with this: its answer is lost. */
  lostAnswer: Error | undefined
  /** Each transaction waits for it. */
  gate: Promise<void> = Promise.resolve()

  async readLog(id: ConferenceId, after = 0, limit = Infinity): Promise<readonly LoggedEvent[]> {
    return (this.logs.get(id) ?? []).filter(({ seq }) => seq > after).slice(0, limit)
  }

  async commit(commits: readonly Commit[]): Promise<readonly boolean[]> {
    await this.gate
    const { failure } = this
    this.failure = undefined
    if (failure) throw failure
    this.batches.push(commits.length)
    const lost = new Set<ConferenceId>()
    const written = commits.map((commit) => {
      const isWritten = !lost.has(commit.conferenceId) && this.write(commit)
      if (!isWritten) lost.add(commit.conferenceId)
      return isWritten
    })
    const { lostAnswer } = this
    this.lostAnswer = undefined
    if (lostAnswer) throw lostAnswer
    return written
  }

  write({ conferenceId, events, head }: Pick<Commit, 'conferenceId' | 'events' | 'head'>): boolean {
    const log = this.logs.get(conferenceId) ?? []
    if (log.length !== head.version - events.length) return false
    this.logs.set(conferenceId, [...log, ...events])
    this.heads.set(conferenceId, head)
    return true
  }

  async findHead(id: ConferenceId): Promise<ConferenceHead | undefined> {
    return this.heads.get(id)
  }

  async findVersion(id: ConferenceId): Promise<number | undefined> {
    return this.heads.get(id)?.version
  }

  async findHeadByRoomCode(roomCode: string): Promise<ConferenceHead | undefined> {
    return [...this.heads.values()].find((head) => head.roomCode === roomCode)
  }

  async countRunning(): Promise<number> {
    return (await this.listRunning()).length
  }

  async listRunning(): Promise<readonly WakeUp[]> {
    return [...this.heads.values()]
      .filter((head) => head.endedAt === undefined)
      .map(({ id, version }) => ({ conferenceId: id, version }))
  }
}

/** A clock that stands still until it is moved. */
export class ManualClock implements Clock {
  #now = 1_780_000_000_000

  now(): EpochMs {
    return this.#now as EpochMs
  }

  forward(ms: number): void {
    this.#now += ms
  }
}
