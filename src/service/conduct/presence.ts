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
  /** Its page said that it goes away, and nothing has been heard since. */
  isAway: boolean
  /** Later than what the store has. */
  isUnsaved: boolean
  isSilent: boolean
  /** A command about it is on its way; the next sweep leaves it alone. */
  isBusy: boolean
}

/** Enough to load a page anew. */
const AWAY_MS = 5_000
/** Sweeps further apart than this mean that this process itself slept, and heard nobody. */
const SLEEP_MS = 2_000
/** Orphans dealt with in one sweep. */
const MAX_ORPHANS = 1_000

/**
 * Who is really there: the last proof of life of every open session, and the end of those that give none.
 *
 * Sessions that this process never heard of, left behind by a crash or by another node, are ended too: at their
 * persisted last proof of life, once they had a leave window to resume in.
 */
export class Presence implements Follower {
  readonly #conductor: Conductor
  readonly #sessions: SessionStore
  readonly #clock: Clock
  readonly #silentAfterMs: number
  readonly #leaveWindowMs: number
  readonly #pulses = new Map<ParticipantId, Pulse>()
  /** Silence is counted from here at the earliest: before it nobody could be heard. */
  #listeningSince: EpochMs
  #sweptAt: EpochMs

  constructor(deps: {
    conductor: Conductor
    sessions: SessionStore
    clock: Clock
    silentAfterMs: number
    leaveWindowMs: number
  }) {
    this.#conductor = deps.conductor
    this.#sessions = deps.sessions
    this.#clock = deps.clock
    this.#silentAfterMs = deps.silentAfterMs
    this.#leaveWindowMs = deps.leaveWindowMs
    this.#listeningSince = this.#clock.now()
    this.#sweptAt = this.#listeningSince
  }

  /** A proof of life, of a session that has been opened or resumed here. */
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

  /** The page of a session has gone, perhaps to come back at once: its silence is not waited for as long. */
  away(participantId: ParticipantId): void {
    const pulse = this.#pulses.get(participantId)
    if (pulse) pulse.isAway = true
  }

  /** Follows what was committed: a closed session needs no watching. */
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

  /** Persists the proofs of life that the store does not have. */
  async save(): Promise<void> {
    const unsaved = [...this.#pulses].filter(([, pulse]) => pulse.isUnsaved)
    for (const [, pulse] of unsaved) pulse.isUnsaved = false
    const proofs = unsaved.map(([participantId, { lastSeenAt }]) => ({ participantId, lastSeenAt }))
    try {
      if (proofs.length > 0) await this.#sessions.saveProofs(proofs)
    } catch (fault) {
      for (const [, pulse] of unsaved) pulse.isUnsaved = true
      throw fault
    }
  }

  /**
   * Marks who has fallen silent and ends who has been so for the leave window.
   *
   * @returns how many sessions it ended
   */
  async sweep(): Promise<number> {
    const now = this.#clock.now()
    if (now - this.#sweptAt > SLEEP_MS) this.#listeningSince = now
    this.#sweptAt = now
    const asks: Promise<boolean>[] = []
    for (const [participantId, pulse] of this.#pulses) {
      if (pulse.isBusy) continue
      const silentMs = now - Math.max(pulse.lastSeenAt, this.#listeningSince)
      const windowMs = pulse.isAway ? Math.min(AWAY_MS, this.#leaveWindowMs) : this.#leaveWindowMs
      if (silentMs >= windowMs) asks.push(this.#lose({ ...pulse, participantId }, pulse))
      else if (silentMs >= this.#silentAfterMs && !pulse.isSilent) asks.push(this.#mark(participantId, pulse))
    }
    const lost = (await settle(asks)).filter(Boolean).length
    return lost + (await this.#sweepOrphans(now))
  }

  async #sweepOrphans(now: EpochMs): Promise<number> {
    const before = now - this.#leaveWindowMs
    if (before < this.#listeningSince) return 0
    const silent = await this.#sessions.listSilent(before as EpochMs, MAX_ORPHANS)
    const orphans = silent.filter(({ participantId }) => !this.#pulses.has(participantId))
    return (await settle(orphans.map((orphan) => this.#lose(orphan)))).filter(Boolean).length
  }

  async #lose({ conferenceId, participantId, lastSeenAt }: OpenSession, pulse?: Pulse): Promise<boolean> {
    const ask: Intent = { type: 'lose-session', by: { kind: 'system', reason: 'lost' }, participantId, lastSeenAt }
    const isLost = await this.#ask(conferenceId, ask, participantId, pulse)
    this.#pulses.delete(participantId) // a late heartbeat may have come after the session had ended
    return isLost
  }

  async #mark(participantId: ParticipantId, pulse: Pulse): Promise<boolean> {
    const intent: Intent = { type: 'fall-silent', by: { kind: 'system', reason: 'silent' }, participantId }
    await this.#ask(pulse.conferenceId, intent, participantId, pulse)
    return false
  }

  async #ask(id: ConferenceId, ask: Intent, participantId: ParticipantId, pulse?: Pulse): Promise<boolean> {
    if (pulse) pulse.isBusy = true
    try {
      return await this.#conductor.execute(id, ask)
    } catch (error) {
      if (!(error instanceof ConferenceError)) throw error
      this.#pulses.delete(participantId) // its conference has ended, and it with it
      return false
    } finally {
      if (pulse) pulse.isBusy = false
    }
  }
}

/** Waits for all, so that one fault does not leave the others unwatched; then throws the first. */
async function settle(asks: readonly Promise<boolean>[]): Promise<readonly boolean[]> {
  const results = await Promise.allSettled(asks)
  const failed = results.find((result) => result.status === 'rejected')
  if (failed) throw failed.reason
  return results.map((result) => result.status === 'fulfilled' && result.value)
}
