import type { OrganizationId } from '../../conference/identity.ts'
import type { Clock, Ids } from '../clock-and-ids.ts'
import { toAuditActor, type Act, type AuditEntry } from './audit-entry.ts'
import type { AuditFilter, AuditPosition, AuditStore } from './audit-store.ts'
import type { Principal } from './principal.ts'
import { requireAdministrator } from './roles.ts'

/** The log of what administrators and operators did. Entries are never changed. */
export class Audit {
  readonly #store: AuditStore
  readonly #clock: Clock
  readonly #ids: Ids

  constructor(deps: { store: AuditStore; clock: Clock; ids: Ids }) {
    this.#store = deps.store
    this.#clock = deps.clock
    this.#ids = deps.ids
  }

  /** The entry of an act, for a store that writes it in the transaction of the act. */
  toEntry({ organizationId, by, action, target, details }: Act): AuditEntry {
    const { address } = by
    return {
      id: this.#ids.uuid(),
      organizationId,
      at: this.#clock.now(),
      action,
      by: toAuditActor(by),
      target,
      ...(address !== undefined && { address }),
      ...(details && { details }),
    }
  }

  /** Writes the entry of an act that no other store writes. It is durable when this returns. */
  record(act: Act): Promise<void> {
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
