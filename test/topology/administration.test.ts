import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { AddedPerson, AuditPage, OrganizationSettings } from '../../contract/web/administration-types.ts'
import type { HomeAnswer } from '../../contract/web/types.ts'
import { Page } from '../web/page.ts'
import { eventually } from '../worlds/server-process.ts'
import { ADA, BRAM, startTester, type Tester } from '../worlds/tester.ts'
import { startSharedServices, type SharedServices } from '../worlds/two-servers.ts'

let shared: SharedServices
before(async () => void (shared = await startSharedServices()))
after(() => shared[Symbol.asyncDispose]())

const CONFERENCES = '/v1.0/conference/videoConferences'
const DAY_MS = 86_400_000
/** Each server looks every minute for what it has to delete. Some seconds more are for a busy machine. */
const TIMER_MS = 70_000
/** More than one batch of the retention deletes. */
const MEETINGS = 23

/** Two servers that start at the same moment, and a page of Ada at each of them. */
async function openTwo() {
  await using opened = new AsyncDisposableStack()
  const { url } = await shared.postgres.createDatabase()
  const env = { ROLLCALL_DATABASE_URL: url, ROLLCALL_REDIS_URL: shared.redis.url }
  const [one, two] = await Promise.all([startTester({ env }), startTester({ env })])
  opened.use(one)
  opened.use(two)
  const pages = [new Page(one.url), new Page(two.url)] as const
  await pages[0].signIn(ADA)
  await pages[1].signIn({ userId: 'ada', password: `${ADA.password} and longer` })
  const stack = opened.move()
  return { servers: [one, two] as const, pages, [Symbol.asyncDispose]: () => stack.disposeAsync() }
}

async function createMeeting(server: Tester, confTitle: string) {
  const { body } = await server.call('POST', CONFERENCES, {
    body: { userId: ADA.unionId, confTitle, inviteUserIds: [BRAM.unionId], inviteCaller: false },
  })
  return { id: String(body['conferenceId']), link: new URL(String(body['externalLinkUrl'])) }
}

async function holdMeeting(server: Tester, title: string): Promise<string> {
  const { id } = await createMeeting(server, title)
  const { status } = await server.call('DELETE', `${CONFERENCES}/${id}?unionId=${ADA.unionId}`)
  assert.equal(status, 200)
  return id
}

const membersOf = async (server: Tester, id: string) =>
  (await server.call('GET', `${CONFERENCES}/${id}/members?maxResults=9`)).body

const auditOf = async (page: Page, query: string) =>
  (await page.ask<AuditPage>('GET', `/api/audit?${query}`)).body.entries

test('[TO17] what is changed at one server decides the next request at the other', async () => {
  await using world = await openTwo()
  const { servers, pages } = world
  const { link } = await createMeeting(servers[0], 'Open day')
  const proof = { roomCode: link.searchParams.get('roomCode'), token: link.searchParams.get('token'), device: 'Win' }
  const letsGuestsIn = async (server: Tester) => {
    const answer = await fetch(`${server.url}/api/admission`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...proof, nick: 'Guest' }),
    })
    const { code } = (await answer.json()) as { code?: string }
    assert.equal(code, answer.ok ? undefined : 'conference-locked')
    return answer.ok
  }
  for (const [round, isOpen] of [false, true, false, true].entries()) {
    const here = round % 2
    const [there, page] = [servers[1 - here] as Tester, pages[1 - here] as Page]
    const change = async (path: string, body: object) =>
      assert.equal((await pages[here]?.ask('PATCH', path, { body }))?.status, 200)
    assert.equal(await letsGuestsIn(there), !isOpen, 'the other server has just read what is changed now')
    await change('/api/organization/settings', {
      guests: isOpen,
      retentionDays: round + 1,
      meetings: { waitingRoom: !isOpen },
    })
    assert.equal(await letsGuestsIn(there), isOpen)
    assert.equal((await page.ask<HomeAnswer>('GET', '/api/home')).body.waitingRoom, !isOpen)
    const { body } = await page.ask<{ settings: OrganizationSettings }>('GET', '/api/organization/settings')
    assert.deepEqual([body.settings.guests, body.settings.retentionDays], [isOpen, round + 1])
    await change('/api/organization', { name: `Acme ${round}` })
    const options = await page.ask<{ organizations: { name: string }[] }>('GET', '/api/sign-in-options')
    assert.equal(options.body.organizations[0]?.name, `Acme ${round}`)
    await change('/api/people/bram', { name: `Bram ${round}` })
    const bram = await page.ask<AddedPerson>('GET', '/api/people/bram')
    assert.equal(bram.body.person.name, `Bram ${round}`)
  }
})

test('[TO18] [TO19] one of two servers erases a person and deletes old meetings, for both and once', async () => {
  await using world = await openTwo()
  const { servers, pages } = world
  const [, two] = servers
  const bram = new Page(two.url)
  await bram.signIn(BRAM)
  await pages[0].ask('PATCH', '/api/people/bram', { body: { jobNumber: 'B-1' } })
  const meetings: string[] = []
  for (let index = 0; index < MEETINGS; index += 1)
    meetings.push(await holdMeeting(servers[index % 2] as Tester, `Weekly ${index}`))
  const first = meetings[0] ?? ''
  /** What the two servers say of the first meeting and in the audit log. */
  const answers = async () => {
    const reports = pages.map((page) => page.ask('GET', `/api/conferences/${first}/attendance`))
    const people = pages.map((page) => page.ask('GET', '/api/people?q=bram'))
    const members = servers.map((server) => membersOf(server, first))
    return JSON.stringify(await Promise.all([...reports, ...people, ...members].map(async (answer) => await answer)))
  }
  const namesBram = (text: string) => text.includes(BRAM.unionId) || text.includes(BRAM.name)
  assert.ok(namesBram(await answers()), 'both servers have them in memory')

  const erased = await pages[0].ask('POST', '/api/people/bram/erase')
  assert.deepEqual([erased.status, erased.body], [200, { finished: false }])
  assert.equal((await bram.ask('GET', '/api/session')).status, 204)
  const later = await eventually(answers, (text) => !namesBram(text), 7_000)
  assert.ok(!namesBram(later), later)
  assert.equal(later.match(/Former member/g)?.length, 4, later)
  const person = { userId: 'bram', name: 'Another' }
  const add = (page: Page) => page.ask<AddedPerson & { code?: string }>('POST', '/api/people', { body: person })
  for (const page of pages) assert.equal((await add(page)).body.code, 'erasure-unfinished')

  await pages[1].ask('PATCH', '/api/organization/settings', { body: { retentionDays: 1 } })
  for (const server of servers) server.advance(2 * DAY_MS)
  await Promise.all(pages.map((page) => page.signIn({ userId: 'ada', password: `${ADA.password} and longer` })))
  const deletions = async () => (await auditOf(pages[1], 'action=meetings-deleted')).map(({ details }) => details)
  await eventually(deletions, ({ length }) => length > 0, TIMER_MS)
  const added = await eventually(
    () => add(pages[0]),
    ({ status }) => status === 200,
    TIMER_MS,
  )
  assert.equal(added.status, 200)
  await sleep(5_000) // the timers of both servers have run by now
  assert.deepEqual(await deletions(), [{ conferences: MEETINGS, bookings: 0, days: 1 }])
  for (const server of servers) {
    for (const id of meetings) assert.equal((await membersOf(server, id))['code'], 'roomNotFound')
  }
  for (const page of pages) {
    const entries = await auditOf(page, 'limit=200')
    const changed = entries.filter(({ action }) => action === 'user-changed')
    assert.deepEqual(
      changed.map(({ target }) => target.id.startsWith('former-')),
      [true],
    )
    assert.equal(entries.filter(({ action }) => action === 'user-erased').length, 1)
  }
})
