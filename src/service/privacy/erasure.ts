import type { EpochMs, OrganizationId, UnionId } from '../../conference/identity.ts'
import { AccountError } from '../account/account-error.ts'
import type { Audit } from '../account/audit.ts'
import type { Directory } from '../account/directory.ts'
import type { DirectoryWriter } from '../account/directory-writer.ts'
import type { OpenMeetings } from '../account/open-meetings.ts'
import { requireOtherAdministrator } from '../account/people-checks.ts'
import type { Principal } from '../account/principal.ts'
import { requireAdministrator, requireOperator } from '../account/roles.ts'
import type { SignInEnds } from '../account/sign-in-ends.ts'
import type { Clock, Ids } from '../clock-and-ids.ts'
import { toDirectoryEvents } from '../outbox/organization-events.ts'
import type { PastChanges } from '../conduct/past-changes.ts'
import type { Roster } from '../read/roster.ts'
import type { ErasureRun, ErasureStore } from './erasure-store.ts'

/** Far longer than a batch takes. */
const LEASE_MS = 120_000
/** What was checked before the account was gone is stored by then. Only what looks at everything after that finds it. */
const SETTLE_MS = 60_000
/** After that, a request is answered, and the timer goes on. */
const PATIENCE_MS = 3_000
/** How long it waits for a conference in progress that names the person. */
const WAIT_MS = 600_000
/** Erasures that one call continues. */
const MAX_RUNS = 20

/**
 * Erases people: their account is deleted at once, and a pseudonym takes their place in everything that their organization has
 * stored. That is done in small transactions, and goes on after a crash.
 */
export class Erasure {
  readonly #store: ErasureStore
  readonly #directory: Pick<Directory, 'change'>
  readonly #audit: Pick<Audit, 'toEntry'>
  readonly #roster: Pick<Roster, 'listMemberships'>
  readonly #ends: Pick<SignInEnds, 'publish'>
  readonly #meetings: OpenMeetings
  readonly #pastChanges: Pick<PastChanges, 'follow'>
  readonly #clock: Clock
  readonly #ids: Pick<Ids, 'uuid'>
  readonly #pause: () => Promise<unknown>

  /** @param deps.pause lets other work of the server run between two batches */
  constructor(deps: {
    store: ErasureStore
    directory: Pick<Directory, 'change'>
    audit: Pick<Audit, 'toEntry'>
    roster: Pick<Roster, 'listMemberships'>
    ends: Pick<SignInEnds, 'publish'>
    meetings: OpenMeetings
    pastChanges: Pick<PastChanges, 'follow'>
    clock: Clock
    ids: Pick<Ids, 'uuid'>
    pause: () => Promise<unknown>
  }) {
    this.#store = deps.store
    this.#directory = deps.directory
    this.#audit = deps.audit
    this.#roster = deps.roster
    this.#ends = deps.ends
    this.#meetings = deps.meetings
    this.#pastChanges = deps.pastChanges
    this.#clock = deps.clock
    this.#ids = deps.ids
    this.#pause = deps.pause
  }

  /**
   * Erases a person who is in the organization, or was. The account is gone when this returns. A seed does not bring it back.
   * Once the erasure is finished, an administrator may add the person again: that is a new account, to which nothing of the
   * past belongs.
   *
   * All former people with the same userId are erased with them, since the audit log has only their userId.
   *
   * @returns whether past meetings have been rewritten already; if not, they will be within minutes, or after the end of one that
   *   names them
   * @throws AccountError `not-administrator`, `not-operator`, `user-not-found`, `last-administrator`, `person-in-meeting`
   *   while they are on the roster of a meeting of the organization that is in progress
   */
  async erase(by: Principal, organizationId: OrganizationId, userId: string): Promise<boolean> {
    requireAdministrator(by, organizationId)
    const known = await this.#directory.change(organizationId, (within) => findPeople(within, userId))
    for (const unionId of known.unionIds) await this.#requireNotInMeeting(organizationId, unionId)
    const unionIds = await this.#directory.change(organizationId, async (within) => {
      const found = await findPeople(within, userId)
      if (found.user?.operator) requireOperator(by)
      if (found.user?.admin && !found.user.disabled) await requireOtherAdministrator(within, found.user)
      const { user } = found
      if (user) await within.deleteUser(user)
      for (const unionId of found.unionIds) {
        const pseudonym = `former-${this.#ids.uuid()}`
        const name = user?.unionId === unionId ? { name: user.name } : {}
        await within.insertErasure({ unionId, userId, pseudonym, at: this.#clock.now(), ...name })
        // Neither the name nor an id of the person.
        const target = { kind: 'user', id: pseudonym } as const
        const entry = this.#audit.toEntry({ organizationId, by, action: 'user-erased', target })
        await within.record([entry])
        const deleted = { userId, unionId, name: '' }
        await within.publish(toDirectoryEvents(organizationId, [deleted], { scene: 'user_deleted', at: entry.at }))
      }
      return found.unionIds
    })
    const until = this.#clock.now() + PATIENCE_MS
    let isFinished = true
    for (const unionId of unionIds) {
      this.#ends.publish(unionId)
      await this.#meetings.remove({ organizationId, unionId })
      const order = { now: this.#clock.now(), leaseMs: LEASE_MS }
      const run = await this.#store.takeOne({ organizationId, unionId }, order)
      if (!run || !(await this.#continue(run, until))) isFinished = false
    }
    return isFinished
  }

  /** Continues erasures that are not finished. @throws the error of the store; what was done until then stays done */
  async run(): Promise<void> {
    const due = { now: this.#clock.now(), leaseMs: LEASE_MS, limit: MAX_RUNS }
    for (const run of await this.#store.take(due)) await this.#continue(run, Infinity)
  }

  /** @returns whether it is finished. If it is not at `until`, the timer goes on */
  async #continue(taken: ErasureRun, until: number): Promise<boolean> {
    let run = taken
    for (let isWaiting = false; ;) {
      const begin = this.#clock.now()
      const leasedUntil = (begin + LEASE_MS) as EpochMs
      const batch = await this.#store.rewriteBatch(run, { now: begin, leasedUntil })
      if (!batch) return false
      run = batch.run
      isWaiting ||= batch.isWaiting
      if (batch.rewritten.length > 0) await this.#pastChanges.follow()
      const now = this.#clock.now()
      if (!batch.isLast) {
        if (now >= until) {
          await this.#store.release(run, now)
          return false
        }
        await this.#pause()
        continue
      }
      const settledAt = (run.begunAt + SETTLE_MS) as EpochMs
      if (isWaiting) await this.#store.postpone(run, (now + WAIT_MS) as EpochMs)
      else if (run.passAt < settledAt) await this.#store.postpone(run, settledAt > now ? settledAt : now)
      else {
        await this.#store.finish(run, now)
        return true
      }
      return false
    }
  }

  async #requireNotInMeeting(organizationId: OrganizationId, unionId: UnionId): Promise<void> {
    const memberships = await this.#roster.listMemberships(unionId)
    if (memberships.some((one) => one.organizationId === organizationId)) throw new AccountError('person-in-meeting')
  }
}

/** The person with the userId, and who had it before. The unionIds of all of them. @throws AccountError `user-not-found` */
async function findPeople(within: DirectoryWriter, userId: string) {
  const user = await within.findUser(userId)
  const former = await within.listFormerUnionIds(userId)
  const unionIds = [...new Set([...(user ? [user.unionId] : []), ...former])]
  if (unionIds.length === 0) throw new AccountError('user-not-found')
  return { unionIds, ...(user && { user }) }
}
