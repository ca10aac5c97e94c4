import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { OrganizationId } from '../../conference/identity.ts'
import { AccountError } from './account-error.ts'
import type { Principal } from './principal.ts'
import { requireAdministrator, requireOperator, requirePeopleManager } from './roles.ts'

const ACME = 'dingacme' as OrganizationId
const GLOBEX = 'dingglobex' as OrganizationId

const person = { kind: 'person', organizationId: ACME, userId: 'ada', name: 'Ada', address: '192.0.2.1' } as const
const PRINCIPALS: readonly (readonly [who: string, principal: Principal, may: readonly boolean[]])[] = [
  ['a member', { ...person, admin: false }, [false, false, false]],
  ['an administrator', { ...person, admin: true }, [true, false, false]],
  ['an operator', { ...person, admin: false, operator: true }, [true, true, true]],
  ['somebody at the terminal', { kind: 'terminal', user: 'root' }, [true, true, true]],
]

for (const [who, principal, may] of PRINCIPALS)
  test(`[DI1] ${who} may administer what the table says`, () => {
    const checks = [
      () => requireAdministrator(principal, ACME),
      () => requireAdministrator(principal, GLOBEX),
      () => requireOperator(principal),
    ]
    assert.deepEqual(checks.map(isAllowed), may)
  })

function isAllowed(check: () => void): boolean {
  try {
    check()
    return true
  } catch (error) {
    assert.ok(error instanceof AccountError && /^not-(administrator|operator)$/.test(error.code))
    return false
  }
}

for (const kind of ['scim', 'server'] as const)
  test(`[SC4] a principal of the kind ${kind} changes people of its own organization, and is neither administrator nor operator`, () => {
    const by = { kind, organizationId: ACME, tokenId: 'x', address: '192.0.2.1' }
    requirePeopleManager(by, ACME)
    assert.throws(() => requirePeopleManager(by, GLOBEX), { code: 'not-administrator' })
    assert.throws(() => requireOperator(by), { code: 'not-operator' })
  })
