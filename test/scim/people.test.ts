import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AdministeredPerson, AuditPage } from '../../contract/web/administration-types.ts'
import { Page } from '../web/page.ts'
import { ADA, BRAM, CLEO } from '../worlds/tester.ts'
import { CORE, ENTERPRISE, openDirectory, type List, type Resource } from './directory.ts'
import { describeStores } from './stores.ts'

/** As Microsoft Entra sends a new person. */
const NINA = {
  schemas: [CORE, ENTERPRISE],
  externalId: '0a21f0f2-8d2a-4f8e',
  userName: 'Nina.Wu@acme.example',
  active: true,
  displayName: 'Nina Wu',
  emails: [
    { value: 'nina@home.example', type: 'home' },
    { value: 'nina@acme.example', type: 'work', primary: true },
  ],
  meta: { resourceType: 'User' },
  name: { formatted: 'Nina Wu', familyName: 'Wu', givenName: 'Nina' },
  title: 'Engineer',
  [ENTERPRISE]: { department: 'Engines', employeeNumber: '77', costCenter: '4' },
}

describeStores('people of the directory', (start) => {
  test('[SC6] [SC7] a person who is added by the directory has what it sent, as administrators see it too', async () => {
    await using server = await start()
    const { ada, directory } = await openDirectory(server.url)
    const answer = await directory.send<Resource>('POST', '/Users', NINA)
    assert.equal(answer.status, 201)
    const { id } = answer.body
    const { title: _title, emails: _emails, meta: _meta, [ENTERPRISE]: _extension, ...stored } = NINA
    const location = `${new URL(answer.headers.get('location') ?? '').origin}/scim/v2/Users/${id}`
    assert.deepEqual(answer.body, {
      ...stored,
      id,
      emails: [{ value: 'nina@acme.example', type: 'work', primary: true }],
      [ENTERPRISE]: { department: 'Engines', employeeNumber: '77' },
      meta: { resourceType: 'User', location },
    })
    assert.equal(answer.headers.get('location'), location)
    assert.equal(answer.headers.get('content-type'), 'application/scim+json; charset=utf-8')
    assert.deepEqual((await directory.send('GET', `/Users/${id}`)).body, answer.body)
    const { body } = await ada.ask<{ person: AdministeredPerson }>('GET', '/api/people/Nina-Wu')
    assert.deepEqual(body.person, {
      userId: 'Nina-Wu',
      unionId: id,
      name: 'Nina Wu',
      jobNumber: '77',
      department: 'Engines',
      email: 'nina@acme.example',
      admin: false,
      operator: false,
      disabled: false,
      hasPassword: false,
      mustChangePassword: false,
    })
    const found = await ada.ask<{ people: { name: string }[] }>('GET', '/api/colleagues?q=nin')
    assert.deepEqual(
      found.body.people.map(({ name }) => name),
      ['Nina Wu'],
    )
  })

  test('[SC7] the userId is made from the userName, and is never that of somebody else', async () => {
    await using server = await start()
    const { ada, directory } = await openDirectory(server.url)
    const userIdOf = async ({ id }: Resource) => {
      const { body } = await ada.ask<{ people: AdministeredPerson[] }>('GET', '/api/people?limit=200')
      return body.people.find(({ unionId }) => unionId === id)?.userId ?? assert.fail(id)
    }
    for (const [userName, expected] of [
      ['dora', /^dora$/],
      ['dora@acme.example', /^dora-[a-z0-9]{6}$/],
      ['dora@globex.example', /^dora-[a-z0-9]{6}$/],
      ['eve.o’neil@acme.example', /^eve-o-neil$/],
      ['李伟', /^user-[a-z0-9]{6}$/],
      ['x'.repeat(200), /^x{50}$/],
    ] as const)
      assert.match(await userIdOf(await directory.add({ userName })), expected, userName)
  })

  test('[SC8] a userName in any case, and an externalId, belong to one person', async () => {
    await using server = await start()
    const { ada, directory } = await openDirectory(server.url)
    const nina = await directory.add(NINA)
    const other = await directory.add({ userName: 'other', externalId: '2' })
    const taken = { status: '409', scimType: 'uniqueness' }
    const refused = async (method: string, path: string, body: unknown) => {
      const answer = await directory.send(method, path, body)
      const { status, scimType } = answer.body
      assert.deepEqual([answer.status, { status, scimType }], [409, taken], `${method} ${JSON.stringify(body)}`)
    }
    await refused('POST', '/Users', { userName: 'nina.wu@acme.EXAMPLE' })
    await refused('POST', '/Users', { userName: 'ADA' })
    await refused('POST', '/Users', { userName: 'third', externalId: NINA.externalId })
    await refused('PUT', `/Users/${other.id}`, { userName: NINA.userName })
    await refused('PUT', `/Users/${other.id}`, { userName: 'other', externalId: NINA.externalId })
    const replace = { Operations: [{ op: 'replace', path: 'userName', value: 'bram' }] }
    await refused('PATCH', `/Users/${other.id}`, replace)
    assert.equal((await directory.patch(other.id, { op: 'replace', value: { userName: 'later' } })).status, 200)
    const added = await ada.ask('POST', '/api/people', { body: { userId: 'later', name: 'Later' } })
    assert.deepEqual([added.status, added.body['code']], [409, 'user-exists'])
    // Their own names in another case are no others.
    const own = await directory.patch(nina.id, { op: 'replace', value: { userName: 'nina.wu@acme.example' } })
    assert.deepEqual([own.status, own.body.userName], [200, 'nina.wu@acme.example'])
  })

  test('[SC9] people are listed in pages, and found by name in any case or by externalId only', async () => {
    await using server = await start()
    const { directory } = await openDirectory(server.url)
    const nina = await directory.add(NINA)
    const names = async (query: string) => {
      const { status, body } = await directory.send<List>('GET', `/Users?${query}`)
      assert.equal(status, 200, query)
      return [body.totalResults, body.startIndex, body.itemsPerPage, body.Resources.map(({ userName }) => userName)]
    }
    assert.deepEqual(await names('startIndex=1&count=2'), [4, 1, 2, [NINA.userName, 'ada']])
    assert.deepEqual(await names('startIndex=3&count=2'), [4, 3, 2, ['bram', 'cleo']])
    assert.deepEqual(await names('startIndex=5'), [4, 5, 0, []])
    assert.deepEqual(await names('startIndex=0&count=0'), [4, 1, 0, []])
    assert.deepEqual((await names('count=100000'))[0], 4)
    for (const filter of [
      'userName eq "nina.wu@ACME.example"',
      `USERNAME EQ "${NINA.userName}"`,
      `${CORE}:userName eq "${NINA.userName}"`,
      `externalId eq "${NINA.externalId}"`,
    ])
      assert.deepEqual(
        (await directory.find(filter)).map(({ id }) => id),
        [nina.id],
        filter,
      )
    for (const filter of [`externalId eq "${NINA.externalId.toUpperCase()}"`, 'userName eq "nobody"', 'userName eq ""'])
      assert.deepEqual(await directory.find(filter), [], filter)
    for (const filter of [
      'userName sw "a"',
      'userName eq "ada" or userName eq "bram"',
      'displayName eq "Ada"',
      'userName eq ada',
      'userName eq "a\\u0000"',
      '',
    ]) {
      const { status, body } = await directory.send('GET', `/Users?filter=${encodeURIComponent(filter)}`)
      assert.deepEqual([status, body['scimType']], [400, 'invalidFilter'], filter)
    }
    for (const query of ['count=many', 'startIndex=1.5', 'count=1&count=2'])
      assert.equal((await directory.send('GET', `/Users?${query}`)).body['scimType'], 'invalidValue', query)
  })

  test('[SC10] PUT removes what is absent, and does not enable somebody by saying nothing', async () => {
    await using server = await start()
    const { directory } = await openDirectory(server.url)
    const { id } = await directory.add(NINA)
    const replaced = await directory.send<Resource>('PUT', `/Users/${id}`, {
      id,
      userName: NINA.userName,
      name: { givenName: 'Nina', familyName: 'Li' },
      active: false,
    })
    assert.equal(replaced.status, 200)
    const { meta: _meta, ...rest } = replaced.body
    assert.deepEqual(rest, {
      schemas: [CORE],
      id,
      userName: NINA.userName,
      displayName: 'Nina Li',
      name: { givenName: 'Nina', familyName: 'Li' },
      active: false,
    })
    const again = await directory.send<Resource>('PUT', `/Users/${id}`, { userName: NINA.userName })
    assert.deepEqual([again.body.active, again.body.displayName], [false, NINA.userName])
  })

  test('[SC12] a person who is disabled or deleted by the directory is out at once', async () => {
    await using server = await start()
    const { directory } = await openDirectory(server.url)
    const bram = new Page(server.url)
    await bram.signIn({ userId: 'bram', password: BRAM.password }, 'a long password')
    const answer = await directory.patch(BRAM.unionId, { op: 'replace', path: 'active', value: false })
    assert.deepEqual([answer.status, answer.body.active], [200, false])
    assert.equal((await bram.ask('GET', '/api/home')).body['code'], 'signed-out')
    const signIn = () =>
      bram.ask('POST', '/api/session', { body: { corpId: 'dingacme', userId: 'bram', password: 'a long password' } })
    assert.equal((await signIn()).status, 403)
    await directory.patch(BRAM.unionId, { op: 'replace', path: 'active', value: true })
    assert.equal((await signIn()).status, 200)
    assert.equal((await directory.send('DELETE', `/Users/${BRAM.unionId}`)).status, 204)
    assert.equal((await bram.ask('GET', '/api/home')).body['code'], 'signed-out')
    assert.equal((await signIn()).status, 403)
    assert.equal((await directory.send('GET', `/Users/${BRAM.unionId}`)).status, 404)
    const again = await directory.add({ userName: 'bram', active: false })
    assert.notEqual(again.id, BRAM.unionId)
    assert.equal(again.active, false)
  })

  test('[SC5] acts of the directory are in the audit log with its token, and what changes nothing is not', async () => {
    await using server = await start()
    const { ada, directory } = await openDirectory(server.url)
    const { id } = await directory.add(NINA)
    await directory.send('PUT', `/Users/${id}`, NINA)
    await directory.patch(id, { op: 'replace', value: { active: true, displayName: 'Nina Wu' } })
    await directory.patch(id, { op: 'replace', path: `${ENTERPRISE}:department`, value: 'Design' })
    await directory.patch(id, { op: 'replace', path: 'active', value: false })
    await directory.send('DELETE', `/Users/${id}`)
    const { body } = await ada.ask<AuditPage>('GET', '/api/audit')
    const made = body.entries.find(({ action }) => action === 'scim-token-made')
    const tokenId = made?.details?.['tokenId']
    const acts = body.entries.filter(({ by }) => by.kind === 'scim')
    for (const { by, address, target } of acts)
      assert.deepEqual([by, address, target.id], [{ kind: 'scim', tokenId }, '127.0.0.1', 'Nina-Wu'])
    assert.deepEqual(
      acts.map(({ action }) => action),
      ['user-deleted', 'user-disabled', 'user-changed', 'user-added'],
    )
    assert.deepEqual(acts[2]?.details, { department: 'Design' })
    const own = await ada.ask<AuditPage>('GET', `/api/audit?actor=${String(tokenId)}`)
    assert.deepEqual(own.body.entries, acts)
  })

  test('[SC13] the directory changes neither operators nor roles, and leaves one administrator', async () => {
    await using server = await start()
    const { ada, directory } = await openDirectory(server.url)
    const last = await directory.patch(ADA.unionId, { op: 'replace', path: 'active', value: false })
    assert.equal(last.status, 403)
    assert.equal((await directory.send('DELETE', `/Users/${ADA.unionId}`)).status, 403)
    const roles = { roles: [{ value: 'admin' }], admin: true, operator: true, password: 'a long password' }
    const cleo = await directory.send('PUT', `/Users/${CLEO.unionId}`, {
      userName: 'cleo',
      displayName: 'Cleo',
      ...roles,
    })
    assert.equal(cleo.status, 200)
    const { body } = await ada.ask<{ person: AdministeredPerson }>('GET', '/api/people/cleo')
    const { admin, operator, hasPassword } = body.person
    assert.deepEqual([admin, operator, hasPassword], [false, false, false])
  })

  test('[SC14] the name that an administrator chose stays until the directory changes its own', async () => {
    await using server = await start()
    const { ada, directory } = await openDirectory(server.url)
    const { id } = await directory.add(NINA)
    await ada.ask('PATCH', '/api/people/Nina-Wu', { body: { name: 'Nina (Design)' } })
    const nameAfter = async (value: Record<string, unknown>) =>
      (await directory.patch(id, { op: 'replace', value })).body.displayName
    assert.equal(await nameAfter({ displayName: 'Nina Wu', active: true }), 'Nina (Design)')
    assert.equal(await nameAfter({ externalId: '8' }), 'Nina (Design)')
    assert.equal(await nameAfter({ displayName: 'Nina Li' }), 'Nina Li')
    // A person who was added by an administrator keeps their name too.
    const renamed = await directory.patch(CLEO.unionId, { op: 'replace', value: { userName: 'cleo@acme.example' } })
    assert.equal(renamed.body.displayName, 'Cleo')
  })
})
