import assert from 'node:assert/strict'
import { test } from 'node:test'
import type {
  AuditPage,
  FirstPasswordLinks,
  ImportAnswer,
  PeoplePage,
} from '../../contract/web/administration-types.ts'
import { startMailServer } from '../worlds/mail-server.ts'
import { eventually } from '../worlds/server-process.ts'
import { ADA, BRAM, SEED, startTester } from '../worlds/tester.ts'
import { Page } from './page.ts'

const LINKS = '/api/people/password-links'
const OWN = 'difference engine'

/** Ada's page. New people, who have no password: Dora and Emil of the department Press, and Finn. */
async function openWorld(options: Parameters<typeof startTester>[0] = {}) {
  const server = await startTester(options)
  const ada = new Page(server.url)
  await ada.signIn({ userId: 'ada', password: ADA.password })
  for (const body of [
    { userId: 'dora', name: 'Dora', department: 'Press', email: 'dora@acme.example' },
    { userId: 'emil', name: 'Emil', department: 'Press' },
    { userId: 'finn', name: 'Finn', email: 'finn@acme.example' },
  ])
    assert.equal((await ada.ask('POST', '/api/people', { body })).status, 200)
  const handOut = (body: object, query = '') => ada.ask<FirstPasswordLinks>('POST', `${LINKS}${query}`, { body })
  const peopleOf = async (query: string) => (await ada.ask<PeoplePage>('GET', `/api/people?${query}`)).body.people
  return { server, ada, handOut, peopleOf, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() }
}

const tokenOf = (url: string) => new URL(url).hash.slice(1)

test('[DI29] [DI30] links for first passwords are made for everybody whom the list finds, page by page', async () => {
  await using world = await openWorld()
  const { server, ada, handOut, peopleOf } = world
  const found = (await peopleOf('state=without-password')).map(({ userId }) => userId)
  assert.deepEqual(found, ['cleo', 'dora', 'emil', 'finn'])
  const links = []
  for (let cursor = ''; ;) {
    const { status, body } = await handOut({}, `?limit=3${cursor && `&cursor=${cursor}`}`)
    assert.equal(status, 200)
    links.push(...body.links)
    if (body.cursor === undefined) break
    cursor = body.cursor
  }
  assert.deepEqual(
    links.map(({ userId, email }) => [userId, email]),
    [
      ['cleo', undefined],
      ['dora', 'dora@acme.example'],
      ['emil', undefined],
      ['finn', 'finn@acme.example'],
    ],
  )
  const [, dora] = links
  assert.equal((await peopleOf('q=dora'))[0]?.passwordLinkExpiresAt, dora?.expiresAt)
  assert.equal((await peopleOf('q=bram'))[0]?.passwordLinkExpiresAt, undefined)
  const entries = (await ada.ask<AuditPage>('GET', '/api/audit?action=user-password-link-made')).body.entries
  assert.deepEqual(entries.map(({ target }) => target.id).toSorted(), ['cleo', 'dora', 'emil', 'finn'])
  assert.ok(!JSON.stringify(entries).includes(tokenOf(dora?.url ?? '')))

  const page = new Page(server.url)
  const body = { token: tokenOf(dora?.url ?? ''), password: OWN }
  assert.equal((await page.ask('POST', '/api/password-link', { body })).status, 200)
  const [after] = await peopleOf('q=dora')
  assert.deepEqual(
    [after?.hasPassword, after?.mustChangePassword, after?.passwordLinkExpiresAt],
    [true, false, undefined],
  )
  assert.deepEqual((await handOut({ userIds: ['dora'] })).body.links, [], 'they have a password by now')
})

test('[DI5] [DI30] links are restricted to a search, a department or named people, and replace former links', async () => {
  await using world = await openWorld()
  const { server, handOut } = world
  const idsOf = async (body: object, query = '') => (await handOut(body, query)).body.links.map(({ userId }) => userId)
  assert.deepEqual(await idsOf({}, '?department=Press'), ['dora', 'emil'])
  assert.deepEqual(await idsOf({}, '?q=finn@acme'), ['finn'])
  assert.deepEqual(await idsOf({ userIds: ['finn', 'bram', 'nobody', 'finn'] }), ['finn'])
  const first = (await handOut({ userIds: ['emil'] })).body.links[0]?.url ?? ''
  await handOut({ userIds: ['emil'] })
  const late = await new Page(server.url).ask('POST', '/api/password-link/owner', { body: { token: tokenOf(first) } })
  assert.equal(late.body['code'], 'password-link-invalid')
})

test('[DI5] [DI30] people who have not replaced the password that they were given get links if the administrator wants that', async () => {
  await using world = await openWorld()
  const { server, ada, handOut, peopleOf } = world
  const imported = await ada.ask<ImportAnswer>('POST', '/api/people/import?withPasswords=true', {
    body: 'userId,name,department\ngita,Gita,Sales\nhugo,Hugo,Sales\n',
    headers: { 'content-type': 'text/csv' },
  })
  const [gita, hugo] = imported.body.passwords
  const state = 'without-own-password'
  const idsOf = async (query: string) => (await peopleOf(query)).map(({ userId }) => userId)
  assert.deepEqual(await idsOf(`state=${state}&department=Sales`), ['gita', 'hugo'])
  assert.deepEqual((await handOut({}, '?department=Sales')).body.links, [])
  const { links } = (await handOut({}, `?department=Sales&state=${state}`)).body
  assert.deepEqual(
    links.map(({ userId }) => userId),
    ['gita', 'hugo'],
  )
  assert.deepEqual((await handOut({ userIds: ['gita'] })).body.links, [])
  assert.equal((await handOut({ userIds: ['gita'] }, `?state=${state}`)).body.links.length, 1)

  const signInOf = (given?: { userId: string; password: string }) => ({ corpId: 'dingacme', ...given })
  const page = new Page(server.url)
  const { status } = await page.ask('POST', '/api/session', { body: signInOf(gita) })
  assert.equal(status, 200, 'the given password works until the link is used')
  const body = { token: tokenOf(links[1]?.url ?? ''), password: OWN }
  assert.equal((await page.ask('POST', '/api/password-link', { body })).status, 200)
  assert.notEqual((await new Page(server.url).ask('POST', '/api/session', { body: signInOf(hugo) })).status, 200)
  assert.deepEqual(await idsOf(`state=${state}&department=Sales`), ['gita'])
})

test('[DI30] administrators make links in their organization only, and none of operators', async () => {
  const [acme, globex] = SEED.organizations
  const { password: _password, ...withoutPassword } = BRAM
  const users = [ADA, { ...withoutPassword, operator: true }]
  await using world = await openWorld({ seed: { organizations: [{ ...acme, users }, globex] } })
  const { server, ada, handOut } = world
  assert.deepEqual((await handOut({ userIds: ['bram'] })).body.links, [])
  const elsewhere = await ada.ask('POST', `${LINKS}?corpId=dingglobex`, { body: {} })
  assert.deepEqual([elsewhere.status, elsewhere.body['code']], [403, 'not-administrator'])
  const stranger = await new Page(server.url).ask('POST', LINKS, { body: {} })
  assert.equal(stranger.status, 401)
  const mail = await handOut({ mail: 'en' })
  assert.deepEqual([mail.status, (mail.body as object as { code: string }).code], [404, 'mail-absent'])
})

test('[DI31] links go by mail to those who have an address, also if somebody asks for a new password meanwhile', async () => {
  await using mails = await startMailServer()
  await using world = await openWorld({ env: mails.settings })
  const { server, ada, handOut } = world
  const page = new Page(server.url)
  const { body } = await handOut({ mail: 'zh-CN' }, '?department=Press')
  assert.deepEqual(body, { links: [], mailed: 1, withoutEmail: 1 })
  await page.ask('POST', '/api/password-mail', { body: { corpId: 'dingacme', userId: 'dora', language: 'zh-CN' } })
  assert.ok(await eventually(async () => mails.arrived.length > 0, Boolean, 15_000))
  const mail = mails.arrived.at(-1)
  assert.deepEqual([mail?.to, mail?.subject], [['dora@acme.example'], '设置你的 Rollcall 密码'])
  const [, token] = /\/password#([\w-]{43})/.exec(mail?.body ?? '') ?? []
  assert.equal((await page.ask('POST', '/api/password-link', { body: { token, password: OWN } })).status, 200)
  const { entries } = (await ada.ask<AuditPage>('GET', '/api/audit?action=user-password-link-mailed')).body
  assert.deepEqual(
    entries.map(({ target }) => target.id),
    ['dora'],
  )
})
