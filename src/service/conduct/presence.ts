import type { ConferenceId, EpochMs, ParticipantId } from '../../conference/identity.ts'
import { ConferenceError } from '../../conference/conference-error.ts'
import type { Intent } from '../../conference/command.ts'
import type { Conductor } from './conductor.ts'
import type { Clock } from '../clock-and-ids.ts'
import type { CommittedChange } from './committed.ts'
import type { Follower } from './feed.ts'
import type { OpenSession, SessionStore } from './session-store.ts'

type Pulse = {
  readonly conferenceId: ConferenceId
  lastSeenAt: EpochMs
  /** Its page has said that it is closing, and no heartbeat has come since. */
  isAway: boolean
  /** `lastSeenAt` is later than the stored heartbeat. */
  isUnsaved: boolean
  isSilent: boolean
  /** A command about it is under way. The next sweep skips it. */
  isBusy: boolean
}

/** A session that may be an orphan. `since`: from when it counts as silent. `isMarked`: its conference has it as silent. */
type Watched = { readonly session: OpenSession; readonly since: EpochMs; isMarked: boolean }

/** How long a closing page may be silent: enough time to reload it. */
const AWAY_MS = 5_000
/** Sweeps further apart than this mean that the server itself was suspended and could receive no heartbeat. */
const SLEEP_MS = 2_000
/** Sessions that are read from the store at a time. */
const MAX_LISTED = 5_000
/** How often the store is asked for sessions that may be orphans: after a restart there may be thousands. */
const WATCH_MS = 2_000
/** Orphans that one sweep ends. */
const MAX_ENDED = 1_000

/**
 * Keeps the last heartbeat of every open session, and ends sessions whose heartbeats stop.
 *
 * It also ends orphans: sessions of a server that has stopped. They have one leave window in which to resume, and end at
 * their last stored heartbeat. The sessions of another server count as orphans only if their stored heartbeats do not
 * change while this process watches, since its clock may differ from ours.
 */
export class Presence implements Follower {
  readonly #conductor: Conductor
  readonly #sessions: SessionStore
  readonly #clock: Clock
  readonly #isSoleWriter: boolean
  readonly #silentAfterMs: number
  readonly #leaveWindowMs: number
  readonly #pulses = new Map<ParticipantId, Pulse>()
  /** The stored heartbeats of sessions that may be orphans, and since when each has not changed. */
  #watched: ReadonlyMap<ParticipantId, Watched> = new Map()
  /** Silence is counted from this time at the earliest: no heartbeat could arrive before. */
  #listeningSince: EpochMs
  #sweptAt: EpochMs
  /** When the store was last asked for sessions that may be orphans. */
  #watchedAt = Number.NEGATIVE_INFINITY
  #hasSwept = false

  constructor(deps: {
    conductor: Conductor
    sessions: SessionStore
    clock: Clock
    /** No other process has sessions in this store, so what this process does not know is an orphan. */
    isSoleWriter: boolean
    silentAfterMs: number
    leaveWindowMs: number
  }) {
    this.#conductor = deps.conductor
    this.#sessions = deps.sessions
    this.#clock = deps.clock
    this.#isSoleWriter = deps.isSoleWriter
    this.#silentAfterMs = deps.silentAfterMs
    this.#leaveWindowMs = deps.leaveWindowMs
    this.#listeningSince = this.#clock.now()
    this.#sweptAt = this.#listeningSince
  }

  /** Notes a heartbeat of a session that was opened or resumed here. */
  beat(conferenceId: ConferenceId, participantId: ParticipantId): void {
    const lastSeenAt = this.#clock.now()
    const known = this.#pulses.get(participantId)
    if (known) {
      Object.assign(known, { lastSeenAt, isAway: false, isUnsaved: true })
    } else {
      const pulse = { conferenceId, lastSeenAt, isAway: false, isUnsaved: true, isSilent: false, isBusy: false }
      this.#pulses.set(participantId, pulse)
    }
  }

  /** Notes that the page of a session is closing, perhaps to reload. The session then ends after a shorter silence. */
  away(participantId: ParticipantId): void {
    const pulse = this.#pulses.get(participantId)
    if (pulse) pulse.isAway = true
  }

  /** Forgets the sessions that a change closed. */
  follow({ events }: CommittedChange): void {
    for (const { event } of events) {
      switch (event.type) {
        case 'session-closed':
          this.#pulses.delete(event.participantId)
          break
        case 'session-silent':
        case 'session-resumed': {
          const pulse = this.#pulses.get(event.participantId)
          if (pulse) pulse.isSilent = event.type === 'session-silent'
          break
        }
      }
    }
  }

  /** Writes the heartbeats that are not stored yet. */
  async save(): Promise<void> {
    const unsaved = [...this.#pulses].filter(([, pulse]) => pulse.isUnsaved)
    for (const [, pulse] of unsaved) pulse.isUnsaved = false
    const heartbeats = unsaved.map(([participantId, { lastSeenAt }]) => ({ participantId, lastSeenAt }))
    try {
      if (heartbeats.length > 0) await this.#sessions.saveHeartbeats(heartbeats)
    } catch (error) {
      for (const [, pulse] of unsaved) pulse.isUnsaved = true
      throw error
    }
  }

  /**
   * Marks sessions that are silent, and ends those that have been silent for the leave window.
   *
   * @returns how many sessions it ended
   */
  async sweep(): Promise<number> {
    const now = this.#clock.now()
    if (now - this.#sweptAt > SLEEP_MS) this.#listeningSince = now
    this.#sweptAt = now
    await this.#dropMoved(now)
    const commands: Promise<boolean>[] = []
    for (const [participantId, pulse] of this.#pulses) {
      if (pulse.isBusy) continue
      const silentMs = now - Math.max(pulse.lastSeenAt, this.#listeningSince)
      const windowMs = pulse.isAway ? Math.min(AWAY_MS, this.#leaveWindowMs) : this.#leaveWindowMs
      if (silentMs >= windowMs) commands.push(this.#lose({ ...pulse, participantId }, pulse))
      else if (pulse.isSilent ? now - pulse.lastSeenAt < this.#silentAfterMs : silentMs >= this.#silentAfterMs)
        commands.push(this.#mark({ ...pulse, participantId }, pulse))
    }
    const lost = (await allDone(commands)).filter(Boolean).length
    return lost + (await this.#sweepOrphans(now))
  }

  /** Forgets sessions that continue at another server: the store has a later heartbeat than this server received. */
  async #dropMoved(now: EpochMs): Promise<void> {
    const silent = [...this.#pulses].filter(
      ([, { lastSeenAt, isBusy }]) => !isBusy && now - lastSeenAt >= this.#silentAfterMs,
    )
    if (silent.length === 0) return
    const silentIds = silent.slice(0, MAX_LISTED).map(([participantId]) => participantId)
    for (const { participantId, lastSeenAt } of await this.#sessions.listHeartbeats(silentIds)) {
      if (lastSeenAt > (this.#pulses.get(participantId)?.lastSeenAt ?? lastSeenAt)) this.#pulses.delete(participantId)
    }
  }

  async #sweepOrphans(now: EpochMs): Promise<number> {
    if (now - this.#watchedAt >= WATCH_MS) await this.#watch(now)
    const unmarkedMs = this.#isSoleWriter ? 0 : this.#silentAfterMs
    const silent = [...this.#watched.values()].filter(({ isMarked, since }) => !isMarked && now - since >= unmarkedMs)
    await allDone(silent.map((watched) => this.#markOrphan(watched)))
    if (now - this.#listeningSince < this.#leaveWindowMs) return 0
    const watchMs = this.#leaveWindowMs - this.#silentAfterMs
    const listDue = () => [...this.#watched.values()].filter(({ since }) => now - since >= watchMs)
    // Look at the store again before ending a session: another server may have heard from it since.
    if (listDue().length > 0 && this.#watchedAt < now) await this.#watch(now)
    const orphans = listDue().slice(0, MAX_ENDED)
    return (await allDone(orphans.map(({ session }) => this.#lose(session)))).filter(Boolean).length
  }

  /** Watches the sessions that this process does not know and whose stored heartbeat is old, or of another clock. */
  async #watch(now: EpochMs): Promise<void> {
    // The sessions of an earlier process are silent, no matter how recent their last heartbeat is.
    const silentMs = this.#isSoleWriter && !this.#hasSwept ? 0 : this.#silentAfterMs
    this.#hasSwept = true
    this.#watchedAt = now
    const [behind, ahead] = await Promise.all([
      this.#sessions.listSilent((now - silentMs + 1) as EpochMs, MAX_LISTED),
      this.#sessions.listAhead((now + silentMs) as EpochMs, MAX_LISTED),
    ])
    const before = this.#watched
    const watched = [...behind, ...ahead]
      .filter(({ participantId }) => !this.#pulses.has(participantId))
      .map((session) => {
        const known = before.get(session.participantId)
        const isSame = known?.session.lastSeenAt === session.lastSeenAt
        // It was not silent at the last look, so its silence counts from there at the earliest.
        const since = Math.max(now - WATCH_MS, Math.min(now, session.lastSeenAt + this.#silentAfterMs)) as EpochMs
        return [session.participantId, isSame ? known : { session, since, isMarked: false }] as const
      })
    this.#watched = new Map(watched)
  }

  async #lose({ conferenceId, participantId, lastSeenAt }: OpenSession, pulse?: Pulse): Promise<boolean> {
    const intent: Intent = { type: 'lose-session', by: { kind: 'system', reason: 'lost' }, participantId, lastSeenAt }
    const isLost = await this.#execute({ conferenceId, participantId }, intent, pulse)
    this.#pulses.delete(participantId) // a late heartbeat may have come after the session had ended
    return isLost
  }

  async #mark({ conferenceId, participantId, lastSeenAt }: OpenSession, pulse: Pulse): Promise<boolean> {
    const intent: Intent = pulse.isSilent
      ? { type: 'resume', by: { kind: 'system', reason: 'heard' }, participantId }
      : { type: 'fall-silent', by: { kind: 'system', reason: 'silent' }, participantId, lastSeenAt }
    await this.#execute({ conferenceId, participantId }, intent, pulse)
    return false
  }

  async #markOrphan(watched: Watched): Promise<boolean> {
    const { conferenceId, participantId, lastSeenAt } = watched.session
    if (this.#pulses.has(participantId)) return false
    watched.isMarked = true
    const by = { kind: 'system', reason: 'silent' } as const
    const intent: Intent = { type: 'fall-silent', by, participantId, lastSeenAt }
    return this.#execute({ conferenceId, participantId }, intent)
  }

  /** Executes an intent about a session. `pulse`: of the session, if it is of this server. */
  async #execute(
    { conferenceId, participantId }: Pick<OpenSession, 'conferenceId' | 'participantId'>,
    intent: Intent,
    pulse?: Pulse,
  ): Promise<boolean> {
    if (pulse) pulse.isBusy = true
    try {
      return await this.#conductor.execute(conferenceId, intent)
    } catch (error) {
      if (!(error instanceof ConferenceError)) throw error
      this.#pulses.delete(participantId) // its conference has ended, and so has the session
      return false
    } finally {
      if (pulse) pulse.isBusy = false
    }
  }
}

/** Waits for all commands, then throws the first error of any. */
async function allDone(commands: readonly Promise<boolean>[]): Promise<readonly boolean[]> {
  const results = await Promise.allSettled(commands)
  const failed = results.find((result) => result.status === 'rejected')
  if (failed) throw failed.reason
  return results.map((result) => result.status === 'fulfilled' && result.value)
}
