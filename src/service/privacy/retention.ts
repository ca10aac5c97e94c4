import type { ConferenceId, EpochMs } from '../../conference/identity.ts'
import type { Audit } from '../account/audit.ts'
import type { Clock, Ids } from '../clock-and-ids.ts'
import type { DeletedCounts, RetentionRun, RetentionStore } from './retention-store.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** Far longer than a batch takes. */
const LEASE_MS = 120_000
/** Organizations that one call handles. */
const MAX_RUNS = 20
/** Batches of one organization in one call. The rest follows in the next call. */
const MAX_BATCHES = 200

/** A part of the server that keeps conferences in memory. */
type ConferenceCache = { forget(id: ConferenceId): void }

/**
 * Deletes ended conferences, and bookings that are over, when they are older than their organization wants to keep. Each
 * organization has a run every 60 to 70 minutes, on one server. A server that stops in between leaves whole batches, and the
 * next run goes on.
 */
export class Retention {
  readonly #store: RetentionStore
  readonly #audit: Pick<Audit, 'toEntry'>
  readonly #parts: readonly ConferenceCache[]
  readonly #clock: Clock
  readonly #ids: Pick<Ids, 'digits'>
  readonly #pause: () => Promise<unknown>

  /** @param deps.pause lets other work of the server run between two batches */
  constructor(deps: {
    store: RetentionStore
    audit: Pick<Audit, 'toEntry'>
    parts: readonly ConferenceCache[]
    clock: Clock
    ids: Pick<Ids, 'digits'>
    pause: () => Promise<unknown>
  }) {
    this.#store = deps.store
    this.#audit = deps.audit
    this.#parts = deps.parts
    this.#clock = deps.clock
    this.#ids = deps.ids
    this.#pause = deps.pause
  }

  /** Does what is due. @throws the error of the store; what was done until then stays done */
  async run(): Promise<void> {
    const due = { now: this.#clock.now(), leaseMs: LEASE_MS, limit: MAX_RUNS }
    for (const run of await this.#store.take(due)) await this.#runOne(run)
  }

  async #runOne(taken: RetentionRun): Promise<void> {
    let run = taken
    const before = (this.#clock.now() - (run.days ?? Infinity) * DAY_MS) as EpochMs
    for (let batches = 0; run.days !== undefined; batches += 1) {
      if (batches === MAX_BATCHES) return // its lease ends, and then it goes on
      const leasedUntil = (this.#clock.now() + LEASE_MS) as EpochMs
      const deleted = await this.#store.deleteBatch(run, { before, leasedUntil })
      if (!deleted) return
      run = deleted.run
      for (const id of deleted.conferences) for (const part of this.#parts) part.forget(id)
      if (deleted.conferences.length + deleted.bookings === 0) break
      await this.#pause()
    }
    // Otherwise all organizations of a server would be due at the same moment.
    const jitterMs = Number(this.#ids.digits(6)) % (HOUR_MS / 6)
    await this.#store.finish(run, {
      nextAt: (this.#clock.now() + HOUR_MS + jitterMs) as EpochMs,
      toEntry: (deleted) => this.#toEntry(run, deleted),
    })
  }

  #toEntry({ organizationId, days }: RetentionRun, { conferences, bookings }: DeletedCounts) {
    const target = { kind: 'organization', id: organizationId } as const
    const details = { conferences, bookings, days: days ?? null }
    return this.#audit.toEntry({ organizationId, by: { kind: 'server' }, action: 'meetings-deleted', target, details })
  }
}
