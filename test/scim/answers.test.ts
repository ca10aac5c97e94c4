import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ADA, BRAM, SEED, startTester } from '../worlds/tester.ts'
import { CORE, ENTERPRISE, openDirectory } from './directory.ts'

test('[SC11] if one operation is wrong, none has an effect', async () => {
  await using server = await startTester()
  const { directory } = await openDirectory(server.url)
  const before = (await directory.send('GET', `/Users/${BRAM.unionId}`)).body
  const rename = { op: 'replace', path: 'displayName', value: 'B' }
  for (const wrong of [
    { op: 'replace', path: 'active', value: 'maybe' },
    { op: 'replace', path: 'userName', value: 'ada' },
  ]) {
    const disable = { op: 'replace', path: 'active', value: false }
    const { status } = await directory.patch(BRAM.unionId, rename, disable, wrong)
    assert.ok(status === 400 || status === 409)
    assert.deepEqual((await directory.send('GET', `/Users/${BRAM.unionId}`)).body, before)
  }
})

test('[SC13] the directory does not change a person who is an operator', async () => {
  const [acme, globex] = SEED.organizations
  const users = acme.users.map((user) => (user.userId === 'bram' ? { ...user, operator: true } : user))
  await using server = await startTester({ seed: { ...SEED, organizations: [{ ...acme, users }, globex] } })
  const { directory } = await openDirectory(server.url)
  const path = `/Users/${BRAM.unionId}`
  const answers = [
    await directory.patch(BRAM.unionId, { op: 'replace', path: 'userName', value: 'mallory' }),
    await directory.send('PUT', path, { userName: 'bram', emails: [{ value: 'mallory@acme.example' }] }),
    await directory.send('DELETE', path),
  ]
  assert.deepEqual(
    answers.map(({ status }) => status),
    [403, 403, 403],
  )
  assert.equal((await directory.send('GET', path)).body['userName'], 'bram')
})

test('[SC16] every refusal has the shape of SCIM', async () => {
  await using server = await startTester()
  const { directory } = await openDirectory(server.url)
  for (const [method, path, body, status, scimType] of [
    ['GET', '/Users/nobody', undefined, 404, undefined],
    ['GET', '/Users/%00', undefined, 400, 'invalidValue'],
    ['GET', '/Groups', undefined, 404, undefined],
    ['POST', '/Bulk', {}, 404, undefined],
    ['DELETE', '/Users', undefined, 404, undefined],
    ['GET', '/Schemas/none', undefined, 404, undefined],
    ['POST', '/Users', '{', 400, 'invalidSyntax'],
    ['POST', '/Users', [], 400, 'invalidSyntax'],
    ['POST', '/Users', undefined, 400, 'invalidSyntax'],
    ['POST', '/Users', { displayName: 'Nina' }, 400, 'invalidValue'],
    ['POST', '/Users', '{"userName": "a\\u0000"}', 400, 'invalidValue'],
    ['PATCH', `/Users/${BRAM.unionId}`, { Operations: [] }, 400, 'invalidSyntax'],
    ['POST', '/Users', { userName: 'nina', title: 'x'.repeat(17_000) }, 413, undefined],
  ] as const) {
    const answer = await directory.send(method, path, body)
    const name = `${method} ${path} ${JSON.stringify(body)?.slice(0, 60)}`
    assert.deepEqual([answer.status, answer.body['status']], [status, String(status)], name)
    assert.deepEqual(answer.body['schemas'], ['urn:ietf:params:scim:api:messages:2.0:Error'], name)
    assert.equal(answer.body['scimType'], scimType, name)
    assert.equal(typeof answer.body['detail'], 'string', name)
    assert.equal(answer.headers.get('content-type'), 'application/scim+json; charset=utf-8', name)
  }
  const headers = { authorization: `Bearer ${directory.token}`, 'content-type': 'text/plain', accept: 'text/html' }
  const form = await fetch(`${server.url}/scim/v2/Users`, { method: 'POST', headers, body: 'x' })
  assert.deepEqual([form.status, ((await form.json()) as { status: string }).status], [415, '415'])
})

test('[SC17] the server says what it offers', async () => {
  await using server = await startTester()
  const { directory } = await openDirectory(server.url)
  const config = (await directory.send('GET', '/ServiceProviderConfig')).body
  const offers = ['patch', 'bulk', 'filter', 'changePassword', 'sort', 'etag'].map(
    (name) => (config[name] as { supported: boolean }).supported,
  )
  assert.deepEqual(offers, [true, false, true, false, false, false])
  const types = (await directory.send<{ Resources: { endpoint: string; schema: string }[] }>('GET', '/ResourceTypes'))
    .body
  assert.deepEqual(
    types.Resources.map(({ endpoint, schema }) => [endpoint, schema]),
    [['/Users', CORE]],
  )
  assert.deepEqual((await directory.send('GET', '/ResourceTypes/User')).body, types.Resources[0])
  type Schema = { id: string; attributes: { name: string; subAttributes?: { name: string }[] }[] }
  const schemas = (await directory.send<{ Resources: Schema[] }>('GET', '/Schemas')).body.Resources
  assert.deepEqual((await directory.send('GET', `/Schemas/${ENTERPRISE}`)).body, schemas[1])
  // A person with everything has exactly the attributes of the schemas.
  const full = await directory.add({
    userName: 'nina',
    externalId: '1',
    displayName: 'Nina',
    name: { formatted: 'Nina Wu', givenName: 'Nina', familyName: 'Wu' },
    emails: [{ value: 'nina@acme.example' }],
    [ENTERPRISE]: { department: 'Engines', employeeNumber: '7' },
  })
  const { schemas: own, id: _id, meta: _meta, [ENTERPRISE]: extension, ...core } = full
  assert.deepEqual(own, [CORE, ENTERPRISE])
  const named = (schema: Schema | undefined) => schema?.attributes.map(({ name }) => name).toSorted()
  assert.deepEqual(Object.keys(core).toSorted(), named(schemas[0]))
  assert.deepEqual(Object.keys(extension as object).toSorted(), named(schemas[1]))
})

test('[SC18] the calls of one directory are limited, and those of others are not', async () => {
  await using server = await startTester({ env: { ROLLCALL_CALLS_PER_SECOND: '3' } })
  const { directory } = await openDirectory(server.url)
  const statuses: number[] = []
  for (let i = 0; i < 12; i += 1) statuses.push((await directory.send('GET', '/Users')).status)
  assert.ok(statuses.includes(200) && statuses.includes(429), statuses.join())
  const refused = await directory.send('GET', '/Users')
  if (refused.status === 429) assert.equal(refused.body['status'], '429')
  assert.equal((await directory.send('GET', `/Users/${ADA.unionId}`)).status, 200)
})
