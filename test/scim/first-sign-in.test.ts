import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AuditPage, AdministeredPerson } from '../../contract/web/administration-types.ts'
import { startProvider } from '../web/provider.ts'
import { openDirectory } from './directory.ts'
import { signInAtProvider } from './provider-visit.ts'
import { describeStores } from './stores.ts'

const REFUSED = { to: '/?signin=unknown', unionId: undefined }

type Said = { name?: string; preferred_username?: string; email?: string; email_verified?: boolean }

/** A provider whose people, by subject, can change what it says of them. */
async function startWorld(settings: () => Promise<Record<string, string>>, env: Record<string, string> = {}) {
  const said: Record<string, Said> = {}
  const provider = await startProvider((login) => ({ preferred_username: login, ...said[login] }))
  const setting = { ROLLCALL_OIDC_ADD_PEOPLE: 'on', ...(await settings()), ...env }
  const server = await provider.startTester({ env: setting })
  const { ada, directory } = await openDirectory(server.url)
  return {
    said,
    ada,
    directory,
    signIn: (subject: string) => signInAtProvider(server.url, subject),
    async people() {
      const { body } = await ada.ask<{ people: AdministeredPerson[] }>('GET', '/api/people?limit=200')
      return body.people.map(({ userId }) => userId).toSorted()
    },
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]()
      await provider[Symbol.asyncDispose]()
    },
  }
}

describeStores('first sign-ins', (_start, settings) => {
  test('[WS34] a first sign-in makes an account in the organization of the provider, without roles and password', async () => {
    await using world = await startWorld(settings)
    const { said, ada, signIn } = world
    said['s-1'] = { preferred_username: 'nina', name: 'Nina Wu', email: 'nina@acme.example', email_verified: true }
    said['s-2'] = { preferred_username: 'omar@acme.example', email: 'omar@acme.example', email_verified: false }
    const nina = await signIn('s-1')
    assert.equal(nina.to, '/')
    const omar = await signIn('s-2')
    assert.deepEqual(await signIn('s-1'), nina)
    assert.deepEqual(await world.people(), ['ada', 'bram', 'cleo', 'nina', 'omar'])
    const read = async (userId: string) =>
      (await ada.ask<{ person: AdministeredPerson }>('GET', `/api/people/${userId}`)).body.person
    const rest = { admin: false, operator: false, disabled: false, hasPassword: false, mustChangePassword: false }
    assert.deepEqual(await read('nina'), {
      userId: 'nina',
      unionId: nina.unionId,
      name: 'Nina Wu',
      email: 'nina@acme.example',
      ...rest,
    })
    // An address that nobody has verified is not stored, and a name is found.
    assert.deepEqual(await read('omar'), { userId: 'omar', unionId: omar.unionId, name: 'omar@acme.example', ...rest })
    const { body } = await ada.ask<AuditPage>('GET', '/api/audit?action=user-added')
    assert.deepEqual(
      body.entries.map(({ by, target, address }) => [by, target.id, address]),
      [
        [{ kind: 'server' }, 'omar', '127.0.0.1'],
        [{ kind: 'server' }, 'nina', '127.0.0.1'],
      ],
    )
  })

  test('[WS35] such an account is for its subject only, whatever anybody is called at the provider', async () => {
    await using world = await startWorld(settings)
    const { said, signIn } = world
    said['s-1'] = { preferred_username: 'nina' }
    const nina = await signIn('s-1')
    // Nina is renamed, and somebody else gets her name.
    said['s-1'] = { preferred_username: 'nina.li' }
    said['s-2'] = { preferred_username: 'nina' }
    assert.deepEqual(await signIn('s-1'), nina)
    assert.deepEqual(await signIn('s-2'), REFUSED)
    // A name that two accounts could mean signs nobody in.
    said['s-1'] = { preferred_username: 'bram' }
    assert.deepEqual(await signIn('s-1'), REFUSED)
    assert.deepEqual(await world.people(), ['ada', 'bram', 'cleo', 'nina'])
  })

  test('[WS36] nobody gets an account who has the name or the address of somebody, or an unverified name', async () => {
    await using world = await startWorld(settings)
    const { said, ada, directory, signIn } = world
    await ada.ask('PATCH', '/api/people/cleo', { body: { email: 'Cleo@acme.example' } })
    await directory.add({ userName: 'nina@acme.example', emails: [{ value: 'wu@acme.example' }] })
    for (const [subject, claims] of Object.entries({
      's-1': { preferred_username: 'ADA' },
      's-2': { preferred_username: 'ａｄａ' },
      's-3': { preferred_username: 'c', email: 'cleo@ACME.example', email_verified: true },
      's-4': { preferred_username: 'wu', email: 'wu@acme.example', email_verified: true },
      's-5': { preferred_username: 'Nina@acme.example' },
      's-6': { preferred_username: 'a\u202eb' },
    })) {
      said[subject] = claims
      assert.deepEqual(await signIn(subject), REFUSED, JSON.stringify(claims))
    }
    assert.deepEqual(await world.people(), ['ada', 'bram', 'cleo', 'nina'])
    // Without the address, it is nobody's.
    said['s-3'] = { preferred_username: 'c', email: 'cleo@acme.example', email_verified: false }
    assert.equal((await signIn('s-3')).to, '/')
  })

  test('[WS37] who was disabled, deleted or erased is not made again by signing in', async () => {
    await using world = await startWorld(settings)
    const { said, ada, directory, signIn } = world
    const subjects = ['disabled', 'deleted', 'erased', 'renamed'] as const
    for (const subject of subjects) {
      said[subject] = { preferred_username: `${subject}@acme.example` }
      assert.equal((await signIn(subject)).to, '/', subject)
    }
    const [renamed] = await directory.find('userName eq "renamed@acme.example"')
    await directory.patch(renamed?.id ?? '', { op: 'replace', path: 'userName', value: 'later@acme.example' })
    await ada.ask('POST', '/api/people/disabled/disable')
    await ada.ask('DELETE', '/api/people/deleted')
    assert.equal((await ada.ask('POST', '/api/people/erased/erase', { body: {} })).status, 200)
    await directory.send('DELETE', `/Users/${renamed?.id}`)
    for (const subject of subjects) {
      assert.deepEqual(await signIn(subject), REFUSED, subject)
      // By another name it is the same subject, and by another subject the same name.
      said[subject] = { preferred_username: `new-${subject}` }
      assert.deepEqual(await signIn(subject), REFUSED, `${subject}, renamed`)
      const userName = subject === 'renamed' ? 'LATER@acme.example' : `${subject}@acme.example`
      said[`other-${subject}`] = { preferred_username: userName }
      assert.deepEqual(await signIn(`other-${subject}`), REFUSED, `${subject}, another subject`)
    }
    assert.deepEqual(await world.people(), ['ada', 'bram', 'cleo', 'disabled'])
    // An administrator knows who it is, and may add them.
    const person = { userId: 'deleted', name: 'Dee' }
    assert.equal((await ada.ask('POST', '/api/people', { body: person })).status, 200)
    said['deleted'] = { preferred_username: 'deleted' }
    assert.equal((await signIn('deleted')).to, '/')
  })
})

test('[WS34] [WS36] with the email address as the name, only a verified one makes an account', async () => {
  await using world = await startWorld(async () => ({}), { ROLLCALL_OIDC_USER_CLAIM: 'email' })
  const { said, signIn } = world
  said['s-1'] = { email: 'nina@acme.example', email_verified: true }
  said['s-2'] = { email: 'omar@acme.example', email_verified: false }
  said['s-3'] = { email: 'pia@acme.example' }
  assert.equal((await signIn('s-1')).to, '/')
  assert.deepEqual([await signIn('s-2'), await signIn('s-3')], [REFUSED, REFUSED])
  assert.deepEqual(await world.people(), ['ada', 'bram', 'cleo', 'nina'])
})

test('[WS34] without the setting no account is made, and people of the directory sign in', async () => {
  await using world = await startWorld(async () => ({}), { ROLLCALL_OIDC_ADD_PEOPLE: 'off' })
  assert.deepEqual(await world.signIn('nina'), REFUSED)
  assert.equal((await world.signIn('ada')).to, '/')
  assert.deepEqual(await world.people(), ['ada', 'bram', 'cleo'])
})
