import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { OrganizationId } from '../conference/identity.ts'
import { openTestServices } from '../server/services.fixture.ts'
import { MailRefusedError, type Mail } from '../service/account/mailer.ts'
import { sendPasswordMails } from './password-mails.ts'

const ACME = 'dingacme' as OrganizationId
const SECOND = 1_000
const HOUR = 3_600_000

/** Cleo has a password and an address, Bram has an address only. `mailer`: what the mail server does with each mail. */
async function opened(answer: () => Promise<void> = async () => {}) {
  const sent: Mail[] = []
  const mailer = {
    async send(mail: Mail) {
      sent.push(mail)
      await answer()
    },
  }
  const services = await openTestServices({ adapters: { mailer } })
  const { seeding, people, store, clock, passwordMails } = services
  assert.ok(passwordMails)
  const users = [
    { userId: 'bram', unionId: 'bram', name: 'Bram' },
    { userId: 'cleo', unionId: 'cleo', name: 'Cleo', password: 'asp' },
  ]
  await seeding.apply({ organizations: [{ corpId: ACME, name: 'Acme', users }] })
  const root = { kind: 'terminal', user: 'root' } as const
  for (const { userId } of users) await people.change(root, ACME, userId, { email: `${userId}@acme.example` })
  const errors: unknown[] = []
  const run = () =>
    sendPasswordMails({ passwordMails, mails: store.passwordMails, clock, onError: (error) => errors.push(error) })
  const ask = (userId: string, from = '::1') =>
    passwordMails.request({ organizationId: ACME, userId, language: 'en', from })
  return { ...services, root, sent, errors, run, ask }
}

test('[WS39] only a person with a password, an address and an account that is not disabled gets a mail', async () => {
  await using world = await opened()
  for (const userId of ['bram', 'cleo', 'nobody']) await world.ask(userId, userId)
  assert.deepEqual(world.sent, [])
  await world.run()
  assert.deepEqual(
    world.sent.map(({ to }) => to),
    [{ name: 'Cleo', address: 'cleo@acme.example' }],
  )
  await world.people.disable(world.root, ACME, 'cleo')
  await world.ask('cleo', 'elsewhere')
  await world.run()
  assert.deepEqual([world.sent.length, world.errors], [1, []])
})

test('[WS41] a mail that fails is sent again after growing pauses, each time with a new link, for an hour', async () => {
  await using world = await opened(() => Promise.reject(new Error('away')))
  await world.ask('cleo')
  const attempts: number[] = []
  for (let second = 0; second <= 2 * 3_600; second += 1) {
    const before = world.sent.length
    await world.run()
    if (world.sent.length > before) attempts.push(second)
    world.clock.forward(SECOND)
  }
  assert.deepEqual(attempts.slice(0, 10), [0, 1, 3, 7, 15, 31, 63, 127, 255, 511])
  assert.ok((attempts.at(-1) ?? 0) <= HOUR / SECOND && attempts.length === world.errors.length)
  assert.equal(new Set(world.sent.map(({ text }) => text)).size, attempts.length)
})

test('[WS41] a mail that the mail server refuses for good is not sent again', async () => {
  await using world = await opened(() => Promise.reject(new MailRefusedError('no such mailbox')))
  await world.ask('cleo')
  await world.run()
  world.clock.forward(HOUR)
  await world.run()
  assert.deepEqual([world.sent.length, world.errors.length], [1, 1])
})

test('[WS40] a request that is over the limit of its address does not count for the account', async () => {
  await using world = await opened()
  for (const userId of ['a', 'b', 'c']) await world.ask(userId)
  await assert.rejects(world.ask('cleo'), { code: 'too-many-tries' })
  for (const from of ['::2', '::3']) await world.ask('cleo', from)
  await assert.rejects(world.ask('cleo', '::4'), { code: 'too-many-tries' })
})
