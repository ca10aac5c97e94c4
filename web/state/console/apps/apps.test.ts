import assert from 'node:assert/strict'
import test from 'node:test'
import { openAppList, withApp } from './apps.ts'

const CI = { clientId: 'ci', name: 'CI', scopes: ['Read'] }
const BOT = { clientId: 'bot', name: 'Bot', scopes: [] }

test('[CO10] the apps of the chosen organization are listed with the scopes that exist', async () => {
  const requests: unknown[] = []
  const { list, scopes } = openAppList(
    {
      async apps(...args) {
        requests.push(args)
        return { apps: [BOT, CI], scopes: ['Read', 'Write'] }
      },
    },
    { corpId: 'dingacme', signedOut: () => {} },
  )
  await list.refresh()
  assert.deepEqual(requests, [['dingacme', { limit: 50 }]])
  assert.deepEqual(scopes.get(), ['Read', 'Write'])
  const changed = { ...CI, name: 'Build' }
  list.update((rows) => withApp(rows, changed))
  const view = list.view.get()
  assert.deepEqual(view.phase === 'shown' && view.rows, [BOT, changed])
})
