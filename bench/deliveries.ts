// Questions: how many events per second reach ten endpoints? Is a healthy endpoint slower beside nine dead ones? What do ten
// subscriptions cost a join?
import { randomUUID } from 'node:crypto'
import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { BookingId, EpochMs, OrganizationId } from '../src/conference/identity.ts'
import { toBookingEvent } from '../src/service/outbox/organization-events.ts'
import { openSqlite } from '../src/store/sqlite.ts'
import { CLIENT, CORP, SEED, SOMEBODY } from './fill-database.ts'
import type { Taken } from './event-receiver.ts'
import { lineOf, runNode, stop } from './processes.ts'
import { cpuSeconds, mainThreadSeconds, median } from './ratio.ts'
import type { Row } from './report.ts'
import { startRollcall } from './rollcall-server.ts'
import { createConference, joinAll, UNLIMITED } from './socket-joins.ts'

const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 3)
const ENDPOINTS = 10
const EVENTS = 4_000
const SUBJECTS = 400
const MEETINGS = 200
const JOINS = 1_000
const PATIENCE_MS = 60_000
const SETTINGS = { ...UNLIMITED, ROLLCALL_EVENTS_PRIVATE_NETWORKS: 'allow' }
/** Nothing listens there. */
const DEAD = 'http://127.0.0.1:9/'

/** The rows of the report. */
export async function benchDeliveries(folder: string): Promise<Row[]> {
  const rates = await deliveredPerSecond(folder)
  const late = await lags(folder)
  const costs = await joinCosts(folder)
  return [
    {
      what: `events by webhook to ${ENDPOINTS} endpoints`,
      target: '≥ 2,000/s',
      note: `${Math.round(median(rates) * ENDPOINTS)} webhooks per second, of ${Math.round(median(rates))} events`,
    },
    {
      what: `lag of a healthy endpoint beside ${ENDPOINTS - 1} dead ones, against alone`,
      target: '≤ 1.2',
      ratios: late.map(({ alone, beside }) => beside / alone),
      ours: median(late.map(({ beside }) => beside)),
      theirs: median(late.map(({ alone }) => alone)),
      note: 'median ms from the event to the endpoint',
    },
    toCostRow('of the thread that serves meetings', costs, ({ thread }) => thread, {
      target: '≤ 1.3',
      note: 'ms; another thread sends the ten webhooks of each join',
    }),
    toCostRow('of the whole server', costs, ({ process }) => process, {
      target: '–',
      note: 'ms; both threads share one core here',
    }),
  ]
}

/** Events per second that reached each of ten endpoints, once per round. */
async function deliveredPerSecond(folder: string): Promise<number[]> {
  return inRounds(async () => {
    const { url, receiver } = await startReceiver()
    const dataFolder = await makeStore(folder, { urls: Array(ENDPOINTS).fill(url), events: EVENTS })
    const startedAt = Date.now()
    const running = await startRollcall(dataFolder, SETTINGS)
    try {
      const { lastAt } = await taken(url, ENDPOINTS * EVENTS)
      return (EVENTS * 1_000) / (lastAt - startedAt - running.startMs)
    } finally {
      await stop(running.server)
      await stop(receiver)
    }
  })
}

/** How long after the event of a new meeting a healthy endpoint had it, in ms: alone, and beside nine dead ones; once per round. */
async function lags(folder: string): Promise<{ alone: number; beside: number }[]> {
  const lagBeside = async (dead: number) => {
    const { url, receiver } = await startReceiver()
    const dataFolder = await makeStore(folder, { urls: [url, ...Array<string>(dead).fill(DEAD)], events: 0 })
    const running = await startRollcall(dataFolder, SETTINGS)
    try {
      await sleep(3_000) // until the subscriptions are claimed
      for (let meeting = 0; meeting < MEETINGS; meeting += 1) {
        await createConference(running)
        await sleep(20)
      }
      return median((await taken(url, MEETINGS)).lags)
    } finally {
      await stop(running.server)
      await stop(receiver)
    }
  }
  return inRounds(async () => ({ alone: await lagBeside(0), beside: await lagBeside(ENDPOINTS - 1) }))
}

/** Processor time of a join in ms: of the thread that serves meetings, and of the whole server. */
type Cost = Readonly<{ thread: number; process: number }>
type Costs = Readonly<{ none: Cost; ten: Cost }>

function toCostRow(
  whose: string,
  costs: readonly Costs[],
  pick: (cost: Cost) => number,
  given: Pick<Row, 'target' | 'note'>,
): Row {
  return {
    what: `processor time of a join with ${ENDPOINTS} subscriptions, against none: ${whose}`,
    ratios: costs.map(({ none, ten }) => pick(ten) / pick(none)),
    ours: median(costs.map(({ ten }) => pick(ten))),
    theirs: median(costs.map(({ none }) => pick(none))),
    ...given,
  }
}

/** What one join over a socket costs without subscriptions, and with ten whose webhooks have all come; once per round. */
async function joinCosts(folder: string): Promise<Costs[]> {
  const costOf = async (count: number): Promise<Cost> => {
    const { url, receiver } = await startReceiver()
    const running = await startRollcall(await makeStore(folder, { urls: Array(count).fill(url), events: 0 }), SETTINGS)
    try {
      const first = await joinAll(running, { conferences: 20, sessions: 400 })
      const [before, threadBefore] = [cpuSeconds(running.server), mainThreadSeconds(running.server)]
      const { load } = await joinAll(running, { conferences: 100, sessions: JOINS })
      await taken(url, count * (20 + 400 + 100 + JOINS))
      const cost = {
        thread: ((mainThreadSeconds(running.server) - threadBefore) * 1_000) / JOINS,
        process: ((cpuSeconds(running.server) - before) * 1_000) / JOINS,
      }
      await stop(load)
      await stop(first.load)
      return cost
    } finally {
      await stop(running.server)
      await stop(receiver)
    }
  }
  return inRounds(async () => ({ none: await costOf(0), ten: await costOf(ENDPOINTS) }))
}

async function startReceiver() {
  const receiver = runNode(['bench/event-receiver.ts'], 1)
  const [, port] = await lineOf(receiver, /listening on (\d+)/)
  return { url: `http://127.0.0.1:${port}/`, receiver }
}

/** A data folder with a webhook for each of `urls`, and `events` of 400 bookings that were not sent yet. */
async function makeStore(
  folder: string,
  { urls, events }: Readonly<{ urls: readonly string[]; events: number }>,
): Promise<string> {
  const dataFolder = await mkdtemp(join(folder, 'deliveries-'))
  await using store = await openSqlite({ path: join(dataFolder, 'rollcall.sqlite') })
  const organizationId = CORP as OrganizationId
  const at = Date.now() as EpochMs
  await store.directory.saveOrganization({ id: organizationId, name: 'Bench' })
  const act = { organizationId, at, action: 'subscription-added', by: { kind: 'server' } } as const
  for (const url of urls) {
    const route = { way: 'webhook', url, secret: `whsec_${Buffer.from(randomUUID()).toString('base64')}` } as const
    const types =
      events > 0 ? (['booking_change'] as const) : (['meeting_status_change', 'meeting_member_status_change'] as const)
    await store.subscriptions.insert(
      {
        id: randomUUID(),
        organizationId,
        clientId: CLIENT.appKey,
        types,
        route,
        paused: false,
        createdAt: at,
        cursor: 0,
      },
      ENDPOINTS,
      { ...act, id: randomUUID(), target: { kind: 'app', id: CLIENT.appKey } },
    )
  }
  const creator = { unionId: SOMEBODY as never, nick: SEED.organizations[0]?.users[0]?.name ?? '' }
  const waiting = Array.from({ length: events }, (_, n) =>
    toBookingEvent(
      {
        id: `booking-${n % SUBJECTS}` as BookingId,
        organizationId,
        title: 'Weekly sync',
        startsAt: at,
        endsAt: at,
        creator,
        roomCode: '12345678901',
        version: n + 1,
      },
      { scene: 'booking_changed', at },
    ),
  )
  await store.directory.change(organizationId, (within) => within.publish(waiting))
  return dataFolder
}

/** Waits until `expected` webhooks came. */
async function taken(url: string, expected: number): Promise<Taken> {
  for (const deadline = Date.now() + PATIENCE_MS; ; await sleep(250)) {
    const state = (await (await fetch(url)).json()) as Taken
    if (state.count >= expected) return state
    if (Date.now() > deadline) throw new Error(`${state.count} of ${expected} webhooks came`)
  }
}

async function inRounds<T>(measure: () => Promise<T>): Promise<T[]> {
  const all: T[] = []
  for (let round = 0; round < ROUNDS; round += 1) all.push(await measure())
  return all
}
