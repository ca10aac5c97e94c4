import assert from 'node:assert/strict'
import test from 'node:test'
import { refuse } from '../stub.fixture.ts'
import { problemsOfNamed } from './form-texts.ts'
import { openOrganizations } from './organizations.ts'

test('[CO3] the switch lists the organizations of the server, and says why it cannot', async () => {
  const organizations = [{ corpId: 'dingacme', name: 'Acme' }]
  let signedOut = 0
  const lost = () => void (signedOut += 1)
  const api = { organizations: async () => ({ organizations }), addOrganization: refuse('not-operator') }
  const known = openOrganizations(api, lost)
  await known.refresh()
  assert.deepEqual(known.view.get(), { organizations })
  const refused = openOrganizations({ ...api, organizations: refuse('signed-out') }, lost)
  await refused.refresh()
  assert.deepEqual([refused.view.get(), signedOut], [{ error: 'signed-out' }, 1])
})

test('[CO13] a new organization is added as typed, without blanks around it, and stands in the switch by name', async () => {
  const requests: unknown[] = []
  const [acme, globex] = [
    { corpId: 'dingacme', name: 'Acme' },
    { corpId: 'dingglobex', name: 'Globex' },
  ]
  const known = openOrganizations(
    {
      organizations: async () => ({ organizations: [acme, globex] }),
      async addOrganization(added) {
        requests.push(added)
        return { organization: { corpId: 'made', ...added } }
      },
    },
    () => undefined,
  )
  await known.refresh()
  assert.deepEqual(await known.add({ name: ' Cyberdyne ', corpId: ' ' }), { corpId: 'made', name: 'Cyberdyne' })
  await known.add({ name: 'Initech', corpId: ' dinginitech ' })
  assert.deepEqual(requests, [{ name: 'Cyberdyne' }, { name: 'Initech', corpId: 'dinginitech' }])
  const { organizations = [] } = known.view.get()
  assert.deepEqual(
    organizations.map(({ corpId }) => corpId),
    ['dingacme', 'made', 'dingglobex', 'dinginitech'],
  )
})

test('[CO13] a refused organization is not in the switch', async () => {
  const api = { organizations: async () => ({ organizations: [] }), addOrganization: refuse('organization-exists') }
  const known = openOrganizations(api, () => undefined)
  await known.refresh()
  await assert.rejects(known.add({ name: 'Acme', corpId: 'dingacme' }), { code: 'organization-exists' })
  assert.deepEqual(known.view.get(), { organizations: [] })
})

test('[CO13] the form of an organization says which field is wrong', () => {
  assert.deepEqual(problemsOfNamed(' ', ''), { name: 'incomplete' })
  assert.deepEqual(problemsOfNamed('a'.repeat(65), 'a b'), { name: 'text', id: 'id' })
  assert.deepEqual(problemsOfNamed('Acme', 'ding_acme'), {})
})
