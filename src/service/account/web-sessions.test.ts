import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { OrganizationId } from '../../conference/identity.ts'
import { openTestServices } from '../../server/services.fixture.ts'
import { openSqlite } from '../../store/sqlite.ts'
import type { WebSessionStore } from './web-session-store.ts'
import type { Passwords } from './passwords.ts'
import type { WebSessions } from './web-sessions.ts'

const DAY_MS = 24 * 3_600_000
const GIVEN = 'given'
const claim = { organizationId: 'acme' as OrganizationId, userId: 'ada', password: GIVEN, from: '10.0.0.1' }

async function opened(meanwhile: (passwords: Passwords, sessions: WebSessions) => Promise<void> = async () => {}) {
  const store = await openSqlite({ path: ':memory:' })
  const rows = store.webSessions
  const slow: WebSessionStore = {
    insert: async (session, most) => {
      await meanwhile(services.passwords, services.webSessions)
      await rows.insert(session, most)
    },
    find: (account, id) => rows.find(account, id),
    findByTokenHash: (hash) => rows.findByTokenHash(hash),
    touch: (id, at) => rows.touch(id, at),
    listOf: (account) => rows.listOf(account),
    delete: (account, id) => rows.delete(account, id),
    deleteOthers: (account, id) => rows.deleteOthers(account, id),
    deleteSeenBefore: (instant) => rows.deleteSeenBefore(instant),
  }
  const services = await openTestServices({ adapters: { store: { ...store, webSessions: slow } } })
  const { webSessions: sessions, clock, signIn, passwords } = services
  const users = [{ userId: 'ada', unionId: 'AdaiEiE', name: 'Ada', password: GIVEN }]
  await services.seeding.apply({ organizations: [{ corpId: 'acme', name: 'Acme', users }] })
  return { sessions, rows, clock, signIn, passwords }
}

test('[WS13] a session that is opened with the old password during a password change ends with it', async () => {
  const { sessions, rows } = await opened(async (passwords) => {
    await passwords.change(claim, 'difference engine')
  })
  await assert.rejects(sessions.openByPassword(claim, 'curl'), { code: 'pass-invalid' })
  assert.deepEqual(await rows.listOf(claim), [])
})

test('[WS3] sessions that are not used for 30 days are deleted', async () => {
  const { sessions, rows, clock } = await opened()
  const { token } = await sessions.openByPassword(claim, 'curl')
  clock.forward(20 * DAY_MS)
  await sessions.openByPassword(claim, 'curl')
  clock.forward(10 * DAY_MS + 1)
  await sessions.deleteExpired()
  assert.equal((await rows.listOf(claim)).length, 1)
  assert.equal(await sessions.find(token), undefined)
})

test('[WS11] until the first password is changed the page’s token is not valid', async () => {
  const { sessions, signIn } = await opened()
  const { signedIn } = await sessions.openByPassword(claim, 'curl')
  const token = await signIn.tokenOf(signedIn.user, signedIn.session.id)
  assert.equal(await signIn.identify(token), undefined)
  await sessions.changePassword(signedIn, { current: GIVEN, next: 'difference engine' })
  assert.equal((await signIn.identify(token))?.name, 'Ada')
})

test('[WS11] a terminal can use the password that the person was given', async () => {
  const { signIn } = await opened()
  const { token } = await signIn.signIn(claim)
  assert.equal((await signIn.identify(token))?.name, 'Ada')
})

test('[WS13] a new password ends the tokens of terminals', async () => {
  const { signIn, passwords } = await opened()
  const { token } = await signIn.signIn(claim)
  await passwords.change(claim, 'difference engine')
  assert.equal(await signIn.identify(token), undefined)
  const again = await signIn.signIn({ ...claim, password: 'difference engine' })
  assert.equal((await signIn.identify(again.token))?.name, 'Ada')
})

test('[WS15] a page’s token is not valid after its session has expired', async () => {
  const { sessions, signIn, clock } = await opened()
  const { signedIn } = await sessions.openByPassword(claim, 'curl')
  const { user, session } = await sessions.changePassword(signedIn, { current: GIVEN, next: 'difference engine' })
  clock.forward(30 * DAY_MS - 1)
  const token = await signIn.tokenOf(user, session.id)
  assert.equal((await signIn.identify(token))?.name, 'Ada')
  clock.forward(1)
  assert.equal(await signIn.identify(token), undefined)
})
