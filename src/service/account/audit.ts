import type { EpochMs, OrganizationId } from '../../conference/identity.ts'
import type { Clock, Ids } from '../clock-and-ids.ts'
import { toAuditActor, type NewAuditEntry, type AuditEntry } from './audit-entry.ts'
import type { AuditFilter, AuditPosition, AuditStore } from './audit-store.ts'
import type { Principal } from './principal.ts'
import { requireAdministrator } from './roles.ts'

/** The log of what administrators and operators did. Entries are never changed. */
export class Audit {
  readonly #store: AuditStore
  readonly #clock: Clock
  readonly #ids: Ids
  /** Entries of the latest millisecond. */
  #latest = { at: 0, count: 0 }

  constructor(deps: { store: AuditStore; clock: Clock; ids: Ids }) {
    this.#store = deps.store
    this.#clock = deps.clock
    this.#ids = deps.ids
  }

  /** The entry of an act, for a store that writes it in the transaction of the act. */
  toEntry({ organizationId, by, action, target, details }: NewAuditEntry): AuditEntry {
    const { address } = by
    const at = this.#clock.now()
    return {
      id: this.#newId(at),
      organizationId,
      at,
      action,
      by: toAuditActor(by),
      target,
      ...(address !== undefined && { address }),
      ...(details && { details }),
    }
  }

  /** Those of one millisecond sort in the order in which they are made. */
  #newId(at: EpochMs): string {
    this.#latest = { at, count: at === this.#latest.at ? this.#latest.count + 1 : 0 }
    return `${this.#latest.count.toString(16).padStart(6, '0')}-${this.#ids.uuid()}`
  }

  /** Writes the entry of an act that no other store writes. It is durable when this returns. */
  record(act: NewAuditEntry): Promise<void> {
    return this.#store.insert(this.toEntry(act))
  }

  /**
   * One page of an organization's entries, newest first, and the position after which the next page begins, if there is one.
   *
   * @throws AccountError `not-administrator`
   */
  async page(
    by: Principal,
    organizationId: OrganizationId,
    { after, limit, ...filter }: AuditFilter & Readonly<{ after?: AuditPosition; limit: number }>,
  ): Promise<Readonly<{ entries: readonly AuditEntry[]; next?: AuditPosition }>> {
    requireAdministrator(by, organizationId)
    const found = await this.#store.list(organizationId, filter, { ...(after && { after }), limit: limit + 1 })
    const entries = found.slice(0, limit)
    const last = entries.at(-1)
    return { entries, ...(found.length > limit && last && { next: { at: last.at, id: last.id } }) }
  }
}
