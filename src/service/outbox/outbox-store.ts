import type { OrganizationId } from '../../conference/identity.ts'
import type { OutboxEvent } from './outbox-event.ts'

/** Reads what changes wrote for others. */
export interface OutboxStore {
  /** The events of an organization with an id above `after`, in order of id. No later event ever gets an id below one that was read. */
  list(
    organizationId: OrganizationId,
    page: Readonly<{ after: number; limit: number }>,
  ): Promise<readonly OutboxEvent[]>
  /** The id of the newest event of each organization that has one. */
  listNewest(organizationIds: readonly OrganizationId[]): Promise<ReadonlyMap<OrganizationId, number>>
  /** The id of the last event before `at`; 0 if there is none. */
  findIdBefore(organizationId: OrganizationId, at: number): Promise<number>
}
