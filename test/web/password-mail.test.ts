import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startMailServer } from '../worlds/mail-server.ts'
import { ADA, BRAM, CLEO, startTester } from '../worlds/tester.ts'
import { eventually } from '../worlds/server-process.ts'
import { Page } from './page.ts'

const waitFor = async (isTrue: () => boolean) => assert.ok(await eventually(async () => isTrue(), Boolean, 15_000))
const OWN = 'difference engine'
const ask = (page: Page, userId: string, language = 'en', corpId = 'dingacme') =>
  page.ask('POST', '/api/password-mail', { body: { corpId, userId, language } })
const LINK = /http:\/\/\S+\/password#([\w-]{43})/

async function setEmail(url: string, userIds: readonly string[]): Promise<Page> {
  const ada = new Page(url)
  await ada.signIn({ userId: 'ada', password: ADA.password })
  for (const userId of userIds) {
    const { status } = await ada.ask('PATCH', `/api/people/${userId}`, { body: { email: `${userId}@acme.example` } })
    assert.equal(status, 200)
  }
  return ada
}

for (const [language, subject, words] of [
  ['en', 'Choose a new Rollcall password', /^Hello Bram,.*account bram \(Acme\)/s],
  ['zh-CN', '设置新的 Rollcall 密码', /^Bram，你好：.*账号 bram（Acme）/s],
] as const) {
  test(`[WS39] a person gets a link by mail in ${language}, over a mail server with a password, and chooses a password`, async () => {
    await using mails = await startMailServer({ account: { user: 'rollcall', pass: 'p@ss/word' } })
    await using server = await startTester({ env: mails.settings })
    await setEmail(server.url, ['bram'])
    const page = new Page(server.url)
    const options = await page.ask('GET', '/api/sign-in-options')
    assert.equal(options.body['mailsPasswords'], true)
    assert.deepEqual((await ask(page, 'bram', language)).body, { ok: true })
    await waitFor(() => mails.arrived.length > 0)
    const [mail] = mails.arrived
    assert.ok(mail)
    assert.deepEqual([mail.from, mail.to, mail.subject], ['rollcall@acme.example', ['bram@acme.example'], subject])
    assert.match(mail.body.replaceAll('\r\n', '\n'), words)
    const [, token] = LINK.exec(mail.body) ?? []
    assert.equal((await page.ask('POST', '/api/password-link', { body: { token, password: OWN } })).status, 200)
    assert.equal((await page.ask('GET', '/api/session')).body['userId'], 'bram')
    const late = await page.ask('POST', '/api/password-link/owner', { body: { token } })
    assert.deepEqual([late.status, late.body['code']], [404, 'password-link-invalid'])
  })
}

test('[WS40] the answer is the same for people who get a mail, for those who get none, and for nobody', async () => {
  await using mails = await startMailServer()
  await using server = await startTester({ env: mails.settings })
  // Cleo has an address but no password: only the identity provider signs them in.
  await setEmail(server.url, ['bram', 'cleo'])
  const page = new Page(server.url)
  const answers = []
  for (const [userId, corpId] of [
    ['nobody', 'dingacme'],
    [CLEO.userId, 'dingacme'],
    ['gus', 'dingglobex'],
    ['bram', 'nowhere'],
    [BRAM.userId, 'dingacme'],
  ] as const) {
    const { status, body } = await ask(page, userId, 'en', corpId)
    answers.push([status, body])
  }
  assert.deepEqual(new Set(answers.map((answer) => JSON.stringify(answer))), new Set(['[200,{"ok":true}]']))
  await waitFor(() => mails.arrived.length > 0)
  await ask(page, 'bram')
  await waitFor(() => mails.arrived.length > 1)
  assert.deepEqual(
    mails.arrived.flatMap(({ to }) => to),
    ['bram@acme.example', 'bram@acme.example'],
  )
})

test('[WS40] requests are limited per account, whether it exists or not', async () => {
  await using mails = await startMailServer()
  await using server = await startTester({ env: mails.settings })
  for (const userId of ['bram', 'nobody']) {
    const codes = []
    for (let count = 0; count < 4; count += 1) codes.push((await ask(new Page(server.url), userId)).status)
    assert.deepEqual(codes, [200, 200, 200, 429], userId)
  }
  for (let count = 0; count < 14; count += 1) await ask(new Page(server.url), `somebody${count}`)
  assert.equal((await ask(new Page(server.url), 'somebody-else')).status, 429)
})

test('[WS41] a mail that the mail server does not take is sent again, with a new link, and one that it refuses is not', async () => {
  const answers = [451, undefined, 550]
  let asked = 0
  await using mails = await startMailServer({ refusal: () => answers[asked++] })
  await using server = await startTester({ env: mails.settings })
  await setEmail(server.url, ['bram'])
  const page = new Page(server.url)
  await ask(page, 'bram')
  await waitFor(() => mails.arrived.length === 1)
  assert.equal(asked, 2)
  const [, token] = LINK.exec(mails.arrived[0]?.body ?? '') ?? []
  assert.equal((await page.ask('POST', '/api/password-link/owner', { body: { token } })).status, 200)
  await ask(page, 'bram')
  await waitFor(() => asked === 3)
  server.advance(600_000)
  await new Promise((resolve) => setTimeout(resolve, 1_500))
  assert.deepEqual([asked, mails.arrived.length], [3, 1])
})

test('[WS38] a server without mail says who can help, and takes no request', async () => {
  await using server = await startTester({ env: { ROLLCALL_PASSWORD_HELP: 'Call extension 42.' } })
  const page = new Page(server.url)
  const { body } = await page.ask('GET', '/api/sign-in-options')
  assert.deepEqual([body['passwordHelp'], body['mailsPasswords']], ['Call extension 42.', false])
  const refused = await ask(page, 'bram')
  assert.deepEqual([refused.status, refused.body['code']], [404, 'mail-absent'])
  for (const wrong of [{ userId: '' }, { language: 'fr' }])
    assert.equal(
      (
        await page.ask('POST', '/api/password-mail', {
          body: { corpId: 'dingacme', userId: 'bram', language: 'en', ...wrong },
        })
      ).status,
      400,
    )
})
