import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import type { EventsPage } from '../../contract/web/event-types.ts'
import type { ListedSubscription } from '../../contract/web/subscription-types.ts'
import { Page } from '../web/page.ts'
import { eventually } from '../worlds/server-process.ts'
import { ADA } from '../worlds/tester.ts'
import { BusyMeetings } from './busy-meetings.ts'
import { TROUBLES, UnreliableEndpoint } from './unreliable-endpoint.ts'

/** Rows of the outbox. Each of them goes to three endpoints, so there are 30,000 webhooks. */
const EVENTS = 10_000
/** After a request that was lost with its server, the next one may change nothing, and is no event. */
const UNCERTAIN = 300
const KILLS = 10
/** Settings of the servers. */
export const ALLOWED = { ROLLCALL_EVENTS_PRIVATE_NETWORKS: 'allow', ROLLCALL_ACCESS_LOG: 'off' }
const TYPES = ['meeting_status_change', 'meeting_member_status_change']
/** Requests that have one trouble. */
const TROUBLED = 5

type Endpoints = readonly UnreliableEndpoint[]

/** Three endpoints. */
export async function startEndpoints() {
  const stack = new AsyncDisposableStack()
  const endpoints: UnreliableEndpoint[] = []
  for (let n = 0; n < 3; n += 1) endpoints.push(stack.use(await UnreliableEndpoint.start()))
  return { endpoints, [Symbol.asyncDispose]: () => stack.disposeAsync() }
}

async function signedIn(url: string, password: string = ADA.password): Promise<Page> {
  const page = new Page(url)
  await page.signIn({ userId: 'ada', password })
  return page
}

/** Subscribes the tester's app to the events of conferences, once for each endpoint. */
export async function subscribe(url: string, endpoints: Endpoints): Promise<void> {
  const page = await signedIn(url)
  for (const endpoint of endpoints) {
    // Also what happened before.
    const body = { clientId: 'dingacmeapp', way: 'webhook', types: TYPES, url: endpoint.url, from: 1 }
    assert.equal((await page.ask('POST', '/api/subscriptions', { body })).status, 200)
  }
}

/** One endpoint, at random, has a trouble; then one has the next. Each trouble comes equally often. */
async function troubleOneByOne(endpoints: Endpoints, isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    for (const trouble of TROUBLES) {
      const findFree = () => endpoints.filter(({ isTroubled }) => !isTroubled)
      // The troubles before may still wait for requests.
      while (findFree().length === 0 && !isOver()) await sleep(50)
      const free = findFree()
      free[Math.floor(Math.random() * free.length)]?.suffer(trouble, TROUBLED)
      await sleep(600)
    }
  }
}

/**
 * Lets `EVENTS` events happen, while endpoints have troubles and `kill` kills a server and starts it again, `KILLS` times.
 *
 * @param urlOf gives the URL of a server that runs now
 * @param apartMs how long a server runs between two kills, at least
 */
export async function meetAndKill(
  endpoints: Endpoints,
  { urlOf, kill, apartMs }: { urlOf: () => string; kill: () => Promise<void>; apartMs: number },
): Promise<void> {
  const meetings = new BusyMeetings({ urlOf, enough: EVENTS + UNCERTAIN })
  let isOver = false
  const killing = async () => {
    for (let kills = 1; kills <= KILLS; kills += 1) {
      await sleep(apartMs)
      while (meetings.events < (EVENTS * kills) / (KILLS + 1)) await sleep(10)
      await kill()
    }
    isOver = true
  }
  await Promise.all([meetings.run(), killing(), troubleOneByOne(endpoints, () => isOver)])
}

/** How far the subscriptions are, once nothing of them waits any more. */
async function untilDrained(page: Page): Promise<readonly ListedSubscription[]> {
  const list = async () =>
    (await page.ask<{ subscriptions: ListedSubscription[] }>('GET', '/api/subscriptions')).body.subscriptions
  const isDrained = (all: readonly ListedSubscription[]) => all.every(({ behind, waiting }) => behind + waiting === 0)
  return eventually(list, isDrained, 120_000)
}

/** The payloads of the outbox, by their ids. */
async function listStored(page: Page): Promise<ReadonlyMap<string, string>> {
  const stored = new Map<string, string>()
  for (let after = '0'; ;) {
    const { body } = await page.ask<EventsPage>('GET', `/api/events?after=${after}&limit=1000&type=${TYPES.join(',')}`)
    for (const { eventId, data } of body.events) stored.set(eventId, JSON.stringify(data))
    if (body.isEnd) return stored
    after = body.next
  }
}

type Payload = {
  statusSeqNum: number
  openConfModel?: { conferenceId: string }
  openMemberModels?: { conferenceId: string }[]
}

/** The endpoint took all stored events. Each of a conference came after the one before it was taken. A repeat is the same. */
function requireArrived({ arrived, taken }: UnreliableEndpoint, stored: ReadonlyMap<string, string>): number {
  const seen = new Set<string>()
  const takenSoFar = new Set<string>()
  const latest = new Map<string, { id: string; seq: number }>()
  for (const { id, body, isTaken } of arrived) {
    const { data } = JSON.parse(body) as { data: Payload }
    assert.equal(JSON.stringify(data), stored.get(id), `${id} is as stored`)
    const conference = (data.openConfModel ?? data.openMemberModels?.[0])?.conferenceId ?? ''
    if (!seen.has(id)) {
      const before = latest.get(conference)
      assert.ok(!before || (before.seq < data.statusSeqNum && takenSoFar.has(before.id)), `${id} is in order`)
      latest.set(conference, { id, seq: data.statusSeqNum })
    }
    seen.add(id)
    if (isTaken) takenSoFar.add(id)
  }
  assert.deepEqual([...stored.keys()].filter((id) => !taken.has(id)).slice(0, 5), [], 'no event is missing')
  return arrived.length - stored.size
}

/** Every event of the outbox arrived at every endpoint, and nothing waits any more. @returns what there was, in words */
export async function requireAll(url: string, endpoints: Endpoints): Promise<string> {
  // The first sign-in had to choose a longer password.
  const page = await signedIn(url, `${ADA.password} and longer`)
  const left = (await untilDrained(page)).map(({ behind, waiting, dead }) => `${behind} ${waiting} ${dead}`)
  assert.deepEqual(left, ['0 0 0', '0 0 0', '0 0 0'], 'behind, waiting, dead')
  const stored = await listStored(page)
  assert.ok(stored.size >= EVENTS, `${stored.size} events`)
  const repeats = endpoints.map((endpoint) => requireArrived(endpoint, stored))
  const met = TROUBLES.map((trouble) => {
    const count = endpoints.reduce((sum, endpoint) => sum + (endpoint.met.get(trouble) ?? 0), 0)
    assert.ok(count > 0, `an endpoint ${trouble}`)
    return `${trouble} ${count}`
  })
  return `${stored.size} events at each of three endpoints, ${repeats.join(', ')} repeats; ${met.join(', ')}`
}
