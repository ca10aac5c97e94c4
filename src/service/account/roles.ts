import type { OrganizationId } from '../../conference/identity.ts'
import { AccountError } from './account-error.ts'
import type { PeopleManager, Principal } from './principal.ts'

// A person is a member of their organization, an administrator of it, or an operator of the server. An operator may do
// what an administrator of any organization may. Who sits at the terminal of the server's machine is an operator.

/** @throws AccountError `not-administrator` if the person does not administer the organization */
export function requireAdministrator(principal: Principal, organizationId: OrganizationId): void {
  if (!isAdministrator(principal, organizationId)) throw new AccountError('not-administrator')
}

/** Whether the person administers the organization. */
export function isAdministrator(principal: Principal, organizationId: OrganizationId): boolean {
  if (isOperator(principal)) return true
  return principal.kind === 'person' && principal.admin && principal.organizationId === organizationId
}

/** @throws AccountError `not-administrator` if the principal may not change the people of the organization */
export function requirePeopleManager(by: PeopleManager, organizationId: OrganizationId): void {
  if (by.kind === 'person' || by.kind === 'terminal') requireAdministrator(by, organizationId)
  else if (by.organizationId !== organizationId) throw new AccountError('not-administrator')
}

/** @throws AccountError `not-operator` */
export function requireOperator(principal: PeopleManager): void {
  if (!isOperator(principal)) throw new AccountError('not-operator')
}

/** Whether the principal may administer all organizations. */
export function isOperator(principal: PeopleManager): boolean {
  return principal.kind === 'terminal' || (principal.kind === 'person' && principal.operator === true)
}
