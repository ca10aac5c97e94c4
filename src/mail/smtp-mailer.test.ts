import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startMailServer } from '../../test/worlds/mail-server.ts'
import { checkSmtp, smtpMailer } from './smtp-mailer.ts'

const account = { user: 'rollcall', pass: 'p@ss/word' }
const mail = { to: { name: '"李, <x@y>', address: 'li@acme.example' }, subject: '你好', text: '第一行\nline 2\n' }

test('[WS42] a password is not sent to a mail server of another machine that has no TLS', async () => {
  // Another address of this machine stands for another machine.
  await using server = await startMailServer({ account, host: '127.0.0.2' })
  const { ROLLCALL_SMTP_URL: url, ROLLCALL_MAIL_FROM: from } = server.settings
  await assert.rejects(smtpMailer({ url, from }).send(mail), { code: 'ETLS' })
  await assert.rejects(checkSmtp(url), { code: 'ETLS' })
  assert.deepEqual([server.tries, server.arrived], [[], []])
})

test('[WS42] a password is sent to a mail server on the same machine', async () => {
  await using server = await startMailServer({ account })
  const { ROLLCALL_SMTP_URL: url, ROLLCALL_MAIL_FROM: from } = server.settings
  await checkSmtp(url)
  await smtpMailer({ url, from }).send(mail)
  assert.deepEqual(server.tries, ['rollcall', 'rollcall'])
  const [arrived] = server.arrived
  assert.deepEqual(arrived?.to, ['li@acme.example'])
  assert.deepEqual([arrived?.subject, arrived?.body.replaceAll('\r\n', '\n').trimEnd()], ['你好', '第一行\nline 2'])
})

for (const [responseCode, name] of [
  [550, 'MailRefusedError'],
  [451, 'Error'],
] as const)
  test(`[WS41] a mail server that answers ${responseCode} to an address fails with ${name}`, async () => {
    await using server = await startMailServer({ refusal: () => responseCode })
    const { ROLLCALL_SMTP_URL: url, ROLLCALL_MAIL_FROM: from } = server.settings
    await assert.rejects(smtpMailer({ url, from }).send(mail), { name })
  })
