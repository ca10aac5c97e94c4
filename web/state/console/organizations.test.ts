import assert from 'node:assert/strict'
import test from 'node:test'
import { refuse } from '../stub.fixture.ts'
import { openOrganizations } from './organizations.ts'

test('[CO3] the switch lists the organizations of the server, and says why it cannot', async () => {
  const organizations = [{ corpId: 'dingacme', name: 'Acme' }]
  let signedOut = 0
  const lost = () => void (signedOut += 1)
  const known = openOrganizations({ organizations: async () => ({ organizations }) }, lost)
  await known.refresh()
  assert.deepEqual(known.view.get(), { organizations })
  const refused = openOrganizations({ organizations: refuse('signed-out') }, lost)
  await refused.refresh()
  assert.deepEqual([refused.view.get(), signedOut], [{ error: 'signed-out' }, 1])
})
