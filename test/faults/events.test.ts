import assert from 'node:assert/strict'
import { rm } from 'node:fs/promises'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { EventsPage } from '../../contract/web/event-types.ts'
import type { ListedSubscription } from '../../contract/web/subscription-types.ts'
import { startReceiver } from '../../src/subscription/receiver.fixture.ts'
import { Page } from '../web/page.ts'
import {
  callApi,
  eventually,
  makeDataFolder,
  startServerProcess,
  type ServerProcess,
} from '../worlds/server-process.ts'
import { ADA } from '../worlds/tester.ts'
import { meetOnTwo, startSharedServices } from '../worlds/two-servers.ts'

const CONFERENCES = 60
const KILLS = 4
const ALLOWED = { ROLLCALL_EVENTS_PRIVATE_NETWORKS: 'allow' }
const TYPES = ['meeting_status_change', 'meeting_member_status_change']

/** Endpoints of which one is healthy, one is slow, and one fails, cuts and redirects at random. */
async function startEndpoints() {
  const stack = new AsyncDisposableStack()
  const healthy = stack.use(await startReceiver((_, response) => response.writeHead(204).end()))
  const slow = stack.use(await startReceiver((_, response) => void setTimeout(() => response.end('ok'), 20)))
  const taken = new Set<string>()
  const failing = stack.use(
    await startReceiver(({ headers }, response, request) => {
      const fate = Math.random()
      if (fate < 0.04) return request.socket.destroy()
      if (fate < 0.08) return response.writeHead(500).end()
      if (fate < 0.1) return response.writeHead(302, { location: healthy.url }).end()
      taken.add(headers['webhook-id'] ?? '')
      return response.end()
    }),
  )
  return { healthy, slow, failing, taken, [Symbol.asyncDispose]: () => stack.disposeAsync() }
}

type Endpoints = Awaited<ReturnType<typeof startEndpoints>>

async function signedIn(url: string, password: string = ADA.password): Promise<Page> {
  const page = new Page(url)
  await page.signIn({ userId: 'ada', password })
  return page
}

async function subscribe(url: string, { healthy, slow, failing }: Endpoints): Promise<void> {
  const page = await signedIn(url)
  for (const receiver of [healthy, slow, failing]) {
    // Also what happened before.
    const body = { clientId: 'dingacmeapp', way: 'webhook', types: TYPES, url: receiver.url, from: 1 }
    assert.equal((await page.ask('POST', '/api/subscriptions', { body })).status, 200)
  }
}

/** Creates and ends conferences, while `kill` kills a server and starts it again. `urlOf`: of a server that runs now. */
async function meetAndKill(urlOf: () => string, kill: () => Promise<void>): Promise<void> {
  const meet = async () => {
    for (let n = 0; n < CONFERENCES / 5; n += 1) {
      // A call whose server is killed may have been done or not.
      const { conferenceId } = await callApi(urlOf(), 'POST', '/v1.0/conference/videoConferences', {
        userId: ADA.unionId,
        confTitle: 'Weekly sync',
        inviteUserIds: [ADA.unionId],
      }).catch(() => ({}) as { conferenceId?: string })
      if (conferenceId === undefined) await sleep(200)
      else
        await callApi(
          urlOf(),
          'DELETE',
          `/v1.0/conference/videoConferences/${conferenceId}?unionId=${ADA.unionId}`,
        ).catch(() => {})
    }
  }
  const meetings = Promise.all(Array.from({ length: 5 }, meet))
  for (let kills = 0; kills < KILLS; kills += 1) {
    await sleep(1_500)
    await kill()
  }
  await meetings
}

/** Every event of the outbox arrived at every endpoint, in order for each conference, and repeats have the same id. */
async function requireAll(url: string, endpoints: Endpoints): Promise<number> {
  // The first sign-in had to choose a longer password.
  const page = await signedIn(url, `${ADA.password} and longer`)
  const list = async () =>
    (await page.ask<{ subscriptions: ListedSubscription[] }>('GET', '/api/subscriptions')).body.subscriptions
  const isDrained = (all: readonly ListedSubscription[]) => all.every(({ behind, waiting }) => behind + waiting === 0)
  const drained = await eventually(list, isDrained, 120_000)
  assert.ok(isDrained(drained), JSON.stringify(drained))
  assert.deepEqual(
    drained.map(({ dead }) => dead),
    [0, 0, 0],
  )
  const stored = new Map<string, string>()
  for (let after = '0'; ;) {
    const { body } = await page.ask<EventsPage>('GET', `/api/events?after=${after}&limit=500&type=${TYPES.join(',')}`)
    for (const { eventId, data } of body.events) stored.set(eventId, JSON.stringify(data))
    if (body.isEnd) break
    after = body.next
  }
  const { healthy, slow, failing, taken } = endpoints
  for (const { received } of [healthy, slow, failing]) {
    const arrived = new Map<string, string>()
    const latest = new Map<string, number>()
    for (const { headers, body } of received) {
      const id = headers['webhook-id'] ?? ''
      const { data } = JSON.parse(body) as { data: Payload }
      const conference = (data.openConfModel ?? data.openMemberModels?.[0])?.conferenceId ?? ''
      const isNew = !arrived.has(id)
      if (isNew) assert.ok(data.statusSeqNum > (latest.get(conference) ?? 0), `${conference} in order`)
      if (isNew) latest.set(conference, data.statusSeqNum)
      assert.ok(isNew || arrived.get(id) === JSON.stringify(data), 'a repeat is the same')
      arrived.set(id, JSON.stringify(data))
    }
    assert.deepEqual(Object.fromEntries(arrived), Object.fromEntries(stored))
  }
  assert.deepEqual([...taken].toSorted(), [...stored.keys()].toSorted())
  return stored.size
}

type Payload = {
  statusSeqNum: number
  openConfModel?: { conferenceId: string }
  openMemberModels?: { conferenceId: string }[]
}

test('[DL6] [DL3] a server on SQLite is killed again and again: every event arrives, in order', async (t) => {
  const dataFolder = await makeDataFolder()
  t.after(() => rm(dataFolder, { recursive: true, force: true }))
  await using endpoints = await startEndpoints()
  let server: ServerProcess = await startServerProcess(dataFolder, ALLOWED)
  t.after(() => server.end('SIGKILL'))
  await subscribe(server.url, endpoints)
  await meetAndKill(
    () => server.url,
    async () => {
      await server.end('SIGKILL')
      server = await startServerProcess(dataFolder, ALLOWED)
    },
  )
  t.diagnostic(`${await requireAll(server.url, endpoints)} events at each of three endpoints`)
})

test('[DL6] [DL7] one of two servers is killed again and again: every event arrives, in order', async (t) => {
  await using shared = await startSharedServices()
  await using meeting = await meetOnTwo(shared, { all: ALLOWED })
  await using endpoints = await startEndpoints()
  await subscribe(meeting.two.url, endpoints)
  let victim = meeting.one
  let turn = 0
  await meetAndKill(
    () => [meeting.two, victim][(turn += 1) % 2]?.url ?? meeting.two.url,
    async () => {
      await victim.end('SIGKILL')
      victim = await meeting.restart(victim)
    },
  )
  t.diagnostic(`${await requireAll(meeting.two.url, endpoints)} events at each of three endpoints`)
})
