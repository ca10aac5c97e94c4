import type { User } from '../service/account/directory-entries.ts'
import { toScimPerson } from '../service/account/scim-people.ts'
import { CORE_SCHEMA, ENTERPRISE_SCHEMA } from './schemas.ts'

/** A person as a resource of SCIM. `base`: the URL of the service. */
export function toResource(user: User, base: string) {
  const { userName, externalId, active, names, email, department, jobNumber } = toScimPerson(user)
  const { formatted, givenName, familyName } = names
  const extension = {
    ...(department !== undefined && { department }),
    ...(jobNumber !== undefined && { employeeNumber: jobNumber }),
  }
  const hasExtension = Object.keys(extension).length > 0
  const name = {
    ...(formatted !== undefined && { formatted }),
    ...(familyName !== undefined && { familyName }),
    ...(givenName !== undefined && { givenName }),
  }
  return {
    schemas: [CORE_SCHEMA, ...(hasExtension ? [ENTERPRISE_SCHEMA] : [])],
    id: user.unionId,
    userName,
    ...(externalId !== undefined && { externalId }),
    // As colleagues see it, also if an administrator changed it.
    displayName: user.name,
    ...(Object.keys(name).length > 0 && { name }),
    active,
    ...(email !== undefined && { emails: [{ value: email, type: 'work', primary: true }] }),
    ...(hasExtension && { [ENTERPRISE_SCHEMA]: extension }),
    meta: { resourceType: 'User', location: locationOf(user, base) },
  }
}

export function locationOf({ unionId }: User, base: string): string {
  return `${base}/Users/${encodeURIComponent(unionId)}`
}
