import type { OrganizationId } from '../../conference/identity.ts'
import type { User } from './directory-entries.ts'

/**
 * Who administers the server or an organization: a signed-in person, or somebody at the terminal of the server's machine.
 * `address`: from which IP address. It is absent if the act comes from the machine itself.
 */
export type Principal = Readonly<{ address?: string }> &
  Readonly<
    | ({ kind: 'person' } & Pick<User, 'organizationId' | 'userId' | 'name' | 'admin' | 'operator'>)
    /** `user`: the name that the operating system knows. */
    | { kind: 'terminal'; user: string }
  >

/** The company's directory, which changes the people of one organization. `tokenId`: of the token that it sent. */
export type ScimPrincipal = Readonly<{ kind: 'scim'; organizationId: OrganizationId; tokenId: string; address: string }>

/** The server, for which a setting says that it adds people to an organization. `address`: of the person. */
type ServerPrincipal = Readonly<{ kind: 'server'; organizationId: OrganizationId; address: string }>

/** Who may change the people of an organization. */
export type PeopleManager = Principal | ScimPrincipal | ServerPrincipal

/** The person as one who administers from an address. */
export function toPrincipal({ organizationId, userId, name, admin, operator }: User, address: string): Principal {
  return { kind: 'person', organizationId, userId, name, admin, ...(operator && { operator }), address }
}
