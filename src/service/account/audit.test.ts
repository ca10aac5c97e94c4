import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { OrganizationId } from '../../conference/identity.ts'
import { openTestServices } from '../../server/services.fixture.ts'
import type { Principal } from './principal.ts'

const ACME = 'dingacme' as OrganizationId
const ada: Principal = {
  kind: 'person',
  organizationId: ACME,
  userId: 'ada',
  name: 'Ada',
  admin: true,
  address: '192.0.2.1',
}
const root: Principal = { kind: 'terminal', user: 'root' }

test('[DI2] an entry says who did what, which person it concerns, when and from which address', async () => {
  await using services = await openTestServices()
  const { audit, clock } = services
  const target = { kind: 'user', id: 'bram', name: 'Bram' } as const
  await audit.record({ organizationId: ACME, by: ada, action: 'user-added', target, details: { name: 'Bram' } })
  clock.forward(5)
  await audit.record({ organizationId: ACME, by: root, action: 'user-disabled', target })
  const { entries, next } = await audit.page(ada, ACME, { limit: 9 })
  assert.deepEqual(
    entries.map(({ id: _id, ...entry }) => entry),
    [
      { organizationId: ACME, at: clock.now(), action: 'user-disabled', by: root, target },
      {
        organizationId: ACME,
        at: clock.now() - 5,
        action: 'user-added',
        by: { kind: 'person', organizationId: ACME, userId: 'ada', name: 'Ada' },
        target,
        address: '192.0.2.1',
        details: { name: 'Bram' },
      },
    ],
  )
  assert.equal(next, undefined)
})

test('[DI3] a page names the position of the next one, and only administrators read it', async () => {
  await using services = await openTestServices()
  const { audit } = services
  for (const id of ['a', 'b', 'c'])
    await audit.record({ organizationId: ACME, by: root, action: 'user-added', target: { kind: 'user', id } })
  const first = await audit.page(root, ACME, { limit: 2 })
  assert.ok(first.next)
  const second = await audit.page(root, ACME, { limit: 2, after: first.next })
  assert.deepEqual([first.entries.length, second.entries.length, second.next], [2, 1, undefined])
  await assert.rejects(audit.page({ ...ada, admin: false }, ACME, { limit: 2 }), { code: 'not-administrator' })
})
