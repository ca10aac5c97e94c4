import assert from 'node:assert/strict'
import test from 'node:test'
import { refuse } from '../../stub.fixture.ts'
import { openServerSettings } from './server-settings.ts'

test('[CO67] operators see the settings of the server, and others why they do not', async () => {
  const settings = [{ name: 'ROLLCALL_PORT', value: '8080', isSecret: false, source: 'default' as const }]
  let signedOut = 0
  const lost = () => void (signedOut += 1)
  const server = openServerSettings({ serverSettings: async () => ({ settings }) }, lost)
  await server.load()
  assert.deepEqual(server.view.get(), { settings })
  for (const [code, times] of [
    ['not-operator', 0],
    ['signed-out', 1],
  ] as const) {
    const refused = openServerSettings({ serverSettings: refuse(code) }, lost)
    await refused.load()
    assert.deepEqual([refused.view.get(), signedOut], [{ error: code }, times])
  }
})
