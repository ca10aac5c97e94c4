import type { OrganizationId, UnionId } from '../../conference/identity.ts'
import type { Caller } from '../account/caller.ts'
import type { Principal } from '../account/principal.ts'
import { requireAdministrator } from '../account/roles.ts'
import { EVENT_SCOPES, EVENT_TYPES, type EventType } from '../../../contract/event/event-terms.ts'

/** Who reads the events of an organization. `id`: the same for each request of one app or person. */
export type EventReader = Readonly<{
  id: string
  organizationId: OrganizationId
  /** Types that they may read. */
  types: ReadonlySet<EventType>
  /** Of a signed-in person. */
  unionId?: UnionId
}>

/** An administrator as a reader. @throws AccountError `not-administrator` */
export function toAdministratingReader(
  principal: Principal,
  organizationId: OrganizationId,
  unionId?: UnionId,
): EventReader {
  requireAdministrator(principal, organizationId)
  const id = principal.kind === 'person' ? `${principal.organizationId} ${principal.userId}` : principal.user
  return { id, organizationId, types: new Set(EVENT_TYPES), ...(unionId !== undefined && { unionId }) }
}

/** An app as a reader. The caller has checked the scope that reading conferences needs. */
export function toAppReader({ clientId, organizationId, scopes }: Caller): EventReader {
  const types = EVENT_TYPES.filter((type) => type !== 'directory_change' || scopes.has(EVENT_SCOPES.directory_change))
  return { id: `${organizationId} app ${clientId}`, organizationId, types: new Set(types) }
}
