import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ADA, BRAM, SEED, startTester } from '../worlds/tester.ts'
import { Page } from './page.ts'

type Named = { organization: { corpId: string; name: string } }

test('[DI25] an administrator renames their organization, and nobody else’s', async () => {
  await using server = await startTester()
  const [ada, bram] = [new Page(server.url), new Page(server.url)]
  await ada.signIn({ userId: 'ada', password: ADA.password })
  await bram.signIn({ userId: 'bram', password: BRAM.password })
  const renamed = { organization: { corpId: 'dingacme', name: 'Acme Ltd.' } }
  const answer = await ada.ask<Named>('PATCH', '/api/organization', { body: { name: ' Acme  Ltd. ' } })
  assert.deepEqual([answer.status, answer.body], [200, renamed])
  assert.deepEqual((await ada.ask('GET', '/api/organization')).body, renamed)
  const options = await bram.ask<{ organizations: { name: string }[] }>('GET', '/api/sign-in-options')
  assert.deepEqual(
    options.body.organizations.map(({ name }) => name),
    ['Acme Ltd.', 'Globex'],
  )
  for (const [page, method, path, body, code] of [
    [bram, 'GET', '/api/organization', undefined, 'not-administrator'],
    [bram, 'PATCH', '/api/organization', { name: 'B' }, 'not-administrator'],
    [ada, 'PATCH', '/api/organization?corpId=dingglobex', { name: 'B' }, 'not-administrator'],
    [ada, 'GET', '/api/organizations', undefined, 'not-operator'],
    [ada, 'POST', '/api/organizations', { name: 'B' }, 'not-operator'],
    [ada, 'PATCH', '/api/organization', { name: '\u2063' }, 'malformed'],
  ] as const)
    assert.equal((await page.ask(method, path, { body })).body['code'], code, `${method} ${path}`)
})

test('[DI25] an operator adds an organization, and its first administrator', async () => {
  const [acme, globex] = SEED.organizations
  const [first, ...others] = acme.users
  const seed = { ...SEED, organizations: [{ ...acme, users: [{ ...first, operator: true }, ...others] }, globex] }
  await using server = await startTester({ seed })
  const ada = new Page(server.url)
  const me = await ada.signIn({ userId: 'ada', password: ADA.password })
  assert.equal((await ada.ask<typeof me>('GET', '/api/session')).body.operator, true)
  const { body } = await ada.ask<Named>('POST', '/api/organizations', { body: { name: 'Initech' } })
  const { corpId } = body.organization
  assert.match(corpId, /^ding[0-9a-f]{32}$/)
  const again = await ada.ask('POST', '/api/organizations', { body: { name: 'Initech', corpId } })
  assert.deepEqual([again.status, again.body['code']], [409, 'organization-exists'])
  const all = await ada.ask<{ organizations: { name: string }[] }>('GET', '/api/organizations')
  assert.deepEqual(
    all.body.organizations.map(({ name }) => name),
    ['Acme', 'Globex', 'Initech'],
  )
  const person = { userId: 'bill', name: 'Bill', admin: true, withPassword: true }
  const added = await ada.ask<{ password: string }>('POST', `/api/people?corpId=${corpId}`, { body: person })
  const bill = new Page(server.url)
  await bill.signIn({ corpId, userId: 'bill', password: added.body.password })
  const log = await bill.ask<{ entries: { action: string }[] }>('GET', '/api/audit')
  assert.deepEqual(
    log.body.entries.map(({ action }) => action),
    ['user-added', 'organization-added'],
  )
  const missing = await ada.ask('GET', '/api/organization?corpId=nowhere')
  assert.deepEqual([missing.status, missing.body['code']], [404, 'organization-not-found'])
})
