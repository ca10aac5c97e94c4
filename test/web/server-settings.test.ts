import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ServerSettingsAnswer } from '../../contract/web/administration-types.ts'
import { ADA, SEED, startTester } from '../worlds/tester.ts'
import { Page } from './page.ts'

const PATH = '/api/console/server-settings'

test('[CO67] operators read the settings of the server, and administrators do not', async () => {
  const [acme, globex] = SEED.organizations
  const [first, ...others] = acme.users
  const seed = { ...SEED, organizations: [{ ...acme, users: [{ ...first, operator: true }, ...others] }, globex] }
  await using server = await startTester({ seed, env: { ROLLCALL_GUESTS_PER_MINUTE: '77' } })
  const ada = new Page(server.url)
  await ada.signIn({ userId: 'ada', password: ADA.password })
  const { body } = await ada.ask<ServerSettingsAnswer>('GET', PATH)
  const find = (wanted: string) => body.settings.find(({ name }) => name === wanted)
  const guests = { name: 'ROLLCALL_GUESTS_PER_MINUTE', value: '77', isSecret: false, source: 'environment' }
  assert.deepEqual(find('ROLLCALL_GUESTS_PER_MINUTE'), guests)
  assert.deepEqual(find('ROLLCALL_TURN_SECRET'), { name: 'ROLLCALL_TURN_SECRET', isSecret: true, source: 'default' })
  const address = {
    name: 'ROLLCALL_PUBLIC_URL',
    value: `http://localhost:${new URL(server.url).port}/`,
    isSecret: false,
    source: 'listening',
  }
  assert.deepEqual(find('ROLLCALL_PUBLIC_URL'), address)
  await using other = await startTester()
  const administrator = new Page(other.url)
  await administrator.signIn({ userId: 'ada', password: ADA.password })
  assert.equal((await administrator.ask('GET', PATH)).body['code'], 'not-operator')
})
