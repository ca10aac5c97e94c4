import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { OrganizationId } from '../../conference/identity.ts'
import { openTestServices } from '../../server/services.fixture.ts'

const ACME = 'dingacme' as OrganizationId

test('[DI4] the first start creates an operator, and a seed names operators', async () => {
  await using services = await openTestServices()
  const { seeding, directory } = services
  const first = await seeding.createFirstOrganizationIfEmpty()
  const administrator = await directory.findUserById(first?.corpId as OrganizationId, 'admin')
  assert.deepEqual([administrator?.admin, administrator?.operator], [true, true])
  const users = [
    { userId: 'ada', unionId: 'ada', name: 'Ada', operator: true, department: 'Engines', email: 'ada@acme.example' },
    { userId: 'bram', unionId: 'bram', name: 'Bram', admin: true },
  ]
  await seeding.apply({ organizations: [{ corpId: ACME, name: 'Acme', users }] })
  const { department, email, operator } = (await directory.findUserById(ACME, 'ada')) ?? {}
  assert.deepEqual([department, email, operator], ['Engines', 'ada@acme.example', true])
  assert.equal((await directory.findUserById(ACME, 'bram'))?.operator, undefined)
})
