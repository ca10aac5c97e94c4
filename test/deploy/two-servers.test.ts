import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { expectToSee } from '../browser/audio-checks.ts'
import { enter, newPerson, type Person } from '../browser/browser-person.ts'
import { openBrowser } from '../browser/chromium.ts'
import { expect } from '../browser/expect.ts'
import { openMeeting } from '../browser/meeting.ts'
import { findFreePort } from '../worlds/free-port.ts'
import { startPostgres } from '../worlds/postgres.ts'
import { startRedis } from '../worlds/redis.ts'
import { ADA, startTester } from '../worlds/tester.ts'
import { startNginx } from './proxies.ts'

const browser = await openBrowser(['--ignore-certificate-errors'])
after(() => browser.close())

const NICKS = ['Ada', 'Bob', 'Cy']
const BACK_MS = 14_000

test('[DP3] behind nginx, a meeting on two servers survives the restart of one, and then of the other', async () => {
  await using stack = new AsyncDisposableStack()
  const postgres = stack.use(await startPostgres())
  const redis = stack.use(await startRedis())
  assert.match(postgres.kind, /^postgres/)
  const port = await findFreePort()
  const env = {
    ROLLCALL_DATABASE_URL: (await postgres.createDatabase()).url,
    ROLLCALL_REDIS_URL: redis.url,
    ROLLCALL_PUBLIC_URL: `https://localhost:${port}`,
    ROLLCALL_TRUST_PROXY: 'on',
  }
  const meeting = stack.use(await openMeeting({ env }))
  const first = meeting.tester
  const second = stack.use(await startTester({ env }))
  stack.use(await startNginx({ port, servers: [first.endpoint, second.endpoint] }))

  const people: Person[] = []
  const sockets = new Map<string, number>()
  for (const nick of NICKS) {
    const person = stack.use(await newPerson(browser, nick))
    person.page.on('websocket', () => sockets.set(nick, (sockets.get(nick) ?? 0) + 1))
    await enter(person, nick === 'Ada' ? await meeting.personalLink(ADA.unionId) : meeting.link)
    await person.page.getByTestId('open-chat').click()
    people.push(person)
  }
  const before = await sessionsOf(people)
  await expectTogether(people)
  await first.stop()
  await expectTogether(people)
  assert.deepEqual(await sessionsOf(people), before)

  stack.use(await startTester({ env: { ...env, ROLLCALL_PORT: new URL(first.url).port } }))
  await second.stop()
  await expectTogether(people)
  assert.deepEqual(await sessionsOf(people), before)
  // All are on the first server now. Those who began there have moved twice.
  for (const nick of NICKS) assert.ok((sockets.get(nick) ?? 0) > 1, `${nick} was never moved`)
})

/** Resolves when every page is connected, and shows and sees all others. */
async function expectTogether(people: readonly Person[]): Promise<void> {
  for (const person of people) {
    await expect(person.page.getByTestId('banner-reconnecting')).toHaveCount(0, { timeout: BACK_MS })
    for (const { nick } of people) await expect(person.tile(nick)).toBeVisible()
    await expectToSee(person, people.length - 1)
    // The message reaches the others only through the servers.
    const text = `Hello from ${person.nick}, ${Date.now()}`
    await person.page.getByTestId('chat-input').fill(text)
    await person.page.getByTestId('chat-send').click()
    for (const other of people) await expect(other.page.getByText(text)).toHaveCount(1, { timeout: BACK_MS })
  }
}

/** The session of each person, by the id of their tile. */
function sessionsOf(people: readonly Person[]): Promise<(string | null)[]> {
  return Promise.all(people.map((person) => person.tile(person.nick).getAttribute('data-testid')))
}
