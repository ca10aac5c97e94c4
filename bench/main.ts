// Questions:
// How close do the hot reads come to a bare server that sends the same bytes?
// Do they stay close when rosters and stores grow? Does the search of the console?
// What does it cost that every join is durable?
// What does a redraw of a large meeting cost?
// How many people can join over real sockets, and what does a session cost that stays open?
// How long does it take until everyone has received a change? How quickly do events reach the endpoints of apps?
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ConferenceId } from '../src/conference/identity.ts'
import { toPlaceCursor } from '../src/dingtalk/gateway/number-cursor.ts'
import { churn } from './churn.ts'
import { benchDeliveries } from './deliveries.ts'
import { fillConferences, fillRows, SOMEBODY } from './fill-database.ts'
import { outputOf, runNode, stop } from './processes.ts'
import { compare, median, type Comparison, type Side } from './ratio.ts'
import { saveCurve, toRow, writeReport, type Goal, type Row } from './report.ts'
import { benchPeers } from './peers.ts'
import { benchPostgresReads } from './postgres-reads.ts'
import { startBare, startRollcall, type RunningServer } from './rollcall-server.ts'
import { holdSessions } from './sessions.ts'
import { socketJoins } from './socket-joins.ts'
import { fanOutAcross, fanOutLarge } from './fan-out.ts'

const PAGE = 128
const BIG = 10_000
const CONFERENCES = 1_000

const folder = await mkdtemp(join(tmpdir(), 'rollcall-bench-'))
const only = process.argv[2]
const rows: Row[] = []

const members = (id: ConferenceId, after = '') => `/v1.0/conference/videoConferences/${id}/members?nextToken=${after}`
const lists = `/v1.0/conference/users/lists?unionId=${SOMEBODY}`

function add(goal: Goal, comparison: Comparison): void {
  const row = toRow(goal, comparison)
  rows.push(row)
  console.log(row.what, comparison.ratios.map((ratio) => ratio.toFixed(2)).join(' '), row.note)
}

const side = ({ url, server, headers }: RunningServer, paths: string[]): Side => ({
  server,
  order: { url, headers, paths },
})

/** Compares the server with a bare one that sends the same answers to the same paths. */
async function againstBare(goal: Goal, running: RunningServer, paths: string[]): Promise<void> {
  const bare = await startBare(running, { paths, folder })
  try {
    add(goal, await compare(side(running, paths), side({ ...running, ...bare }, paths)))
  } finally {
    await stop(bare.server)
  }
}

async function benchReads(): Promise<void> {
  const dataFolder = await mkdtemp(join(folder, 'reads-'))
  const [big, ...ids] = await fillConferences(dataFolder, [BIG, ...Array.from({ length: CONFERENCES }, () => PAGE)])
  const running = await startRollcall(dataFolder)
  try {
    const first = ids[0] as ConferenceId
    const one = { what: `members, page of ${PAGE}, one conference`, target: '≥ 0.70' }
    await againstBare(one, running, [members(first)])
    const many = { what: `members, ${CONFERENCES} conferences at random`, target: '≥ 0.70' }
    await againstBare(
      many,
      running,
      ids.map((id) => members(id)),
    )
    const [last, start] = [
      members(big as ConferenceId, toPlaceCursor(['QueryConferenceMembers', big as ConferenceId], BIG - PAGE)),
      members(big as ConferenceId),
    ]
    add(
      { what: `members, last page of ${BIG} against the first`, target: '≥ 0.90' },
      await compare(side(running, [last]), side(running, [start])),
    )
  } finally {
    await stop(running.server)
  }
}

async function benchLists(): Promise<void> {
  const small = await mkdtemp(join(folder, 'small-'))
  const large = await mkdtemp(join(folder, 'large-'))
  for (const dataFolder of [small, large]) await fillConferences(dataFolder, [1])
  fillRows(small, { open: 1_000, ended: 0 })
  fillRows(large, { open: 100_000, ended: 1_000_000 })
  const few = await startRollcall(small)
  const many = await startRollcall(large)
  try {
    await againstBare({ what: 'users/lists, one conference', target: '≥ 0.70' }, few, [lists])
    const grown = await compare(side(many, [lists]), side(few, [lists]))
    const what = 'users/lists, 100,000 open and 1,000,000 ended members elsewhere, against 1,000 open'
    add({ what, target: '≥ 0.90' }, grown)
    rows.push({
      what: 'start to first 200, 1,100,000 members in the store',
      target: '< 1 s',
      note: `${Math.round(many.startMs)} ms`,
    })
    rows.push({ what: 'start to first 200, small store', target: '< 1 s', note: `${Math.round(few.startMs)} ms` })
  } finally {
    await stop(few.server)
    await stop(many.server)
  }
  const rounds = JSON.parse(await outputOf(runNode(['bench/ongoing-lookup.ts', small, large], 0))) as {
    small: number
    large: number
  }[]
  rows.push({
    what: 'the look-up behind users/lists, uncached, the same two stores',
    target: '≥ 0.90',
    ratios: rounds.map((round) => round.large / round.small),
    ours: median(rounds.map((round) => round.large)),
    theirs: median(rounds.map((round) => round.small)),
    note: '',
  })
}

async function benchJoins(): Promise<void> {
  const output = await outputOf(runNode(['bench/joins.ts', folder], 0))
  const rounds = JSON.parse(output) as { together: number; oneByOne: number }[]
  rows.push({
    what: 'durable joins, 1,000 at once against one by one',
    target: '≥ 5',
    ratios: rounds.map(({ together, oneByOne }) => together / oneByOne),
    ours: median(rounds.map(({ together }) => together)),
    theirs: median(rounds.map(({ oneByOne }) => oneByOne)),
    note: 'SQLite, synchronous=FULL',
  })
}

async function benchPages(): Promise<void> {
  await addRates(
    'bench/pages.ts',
    'first',
    'deep',
    (name) => `${name}, a deep page of 1,000,000 rows against the first`,
  )
}

async function benchSearches(): Promise<void> {
  const whatOf = (name: string) => `console meetings search, ${name} of 1,000,000 conferences against 1,000`
  await addRates('bench/searches.ts', 'small', 'large', whatOf)
}

/** Runs a program that prints two rates of the store for each thing that it measures, once per round. */
async function addRates(program: string, before: string, after: string, whatOf: (name: string) => string) {
  const measured: unknown = JSON.parse(await outputOf(runNode([program], 0)))
  for (const [name, rounds] of Object.entries(measured as Record<string, Record<string, number>[]>)) {
    const ours = rounds.map((round) => round[after] ?? NaN)
    const theirs = rounds.map((round) => round[before] ?? NaN)
    const ratios = ours.map((rate, index) => rate / (theirs[index] ?? NaN))
    const rates = { ours: median(ours), theirs: median(theirs) }
    rows.push({ what: whatOf(name), target: '≥ 0.90', ratios, ...rates, note: 'the store alone' })
  }
}

async function benchRedraws(): Promise<void> {
  const redraws = JSON.parse(await outputOf(runNode(['bench/redraw.ts'], 0))) as Record<string, Record<string, number>>
  for (const [change, medians] of Object.entries(redraws)) {
    rows.push({
      what: `a redraw of the room, ${change}`,
      target: '≤ 4 ms at 800 people',
      note: Object.entries(medians)
        .map(([people, ms]) => `${people} people ${ms.toFixed(2)} ms`)
        .join(', '),
    })
  }
}

async function benchSockets(): Promise<void> {
  for (const [conferences, sessions, target] of [
    [200, 2_000, '≥ 1,200/s'],
    [1, 1_000, '≥ 600/s'],
  ] as const) {
    const rounds = await socketJoins(folder, { conferences, sessions })
    const [perSecond, cpuMs] = [rounds.map((round) => round.perSecond), rounds.map((round) => round.cpuMs)]
    rows.push({
      what: `joins over sockets, ${sessions} people into ${conferences === 1 ? 'one conference' : `${conferences} conferences`}`,
      target,
      ratios: rounds.map((round) => round.perSecond / round.barePerSecond),
      ours: median(perSecond),
      theirs: median(rounds.map((round) => round.barePerSecond)),
      note: `${median(cpuMs).toFixed(2)} ms of processor time each; yardstick: a bare Fastify and Socket.IO`,
    })
    console.log(rows.at(-1))
  }
}

const spread = (values: readonly number[]) =>
  `${Math.round(median(values))} (${Math.round(Math.min(...values))}–${Math.round(Math.max(...values))})`

async function benchSessions(): Promise<void> {
  const { sessions, busy, bytes, lost } = await holdSessions(await mkdtemp(join(folder, 'sessions-')))
  rows.push({
    what: `${sessions} sessions that stay open`,
    target: '≤ 60 % of a core, ≤ 50 KB each',
    note: `${Math.round(busy * 100)} % of a core, ${Math.round(bytes / 1_024)} KB each, ${lost} lost`,
  })
}

async function benchFanOut(): Promise<void> {
  const large = await fanOutLarge(folder)
  rows.push({
    what: 'a change of a conference of 500 sessions, until the last one has received it',
    target: '≤ 25 ms',
    note: `${quantiles(large.requested)} from the request on, fsync included; ${quantiles(large.answered)} from its answer on`,
  })
  const across = await fanOutAcross(folder)
  rows.push({
    what: 'a join at one server of two, until it is shown at the other one, 20 joins per second',
    target: 'p99 < 100 ms',
    note: `${quantiles(across.answered)} from the welcome on; ${quantiles(across.requested)} from the request on`,
  })
}

function quantiles(values: readonly number[]): string {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (share: number) =>
    (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] as number).toFixed(1)
  return `median ${at(0.5)} ms, p99 ${at(0.99)} ms`
}

async function benchAttendance(): Promise<void> {
  const small = await mkdtemp(join(folder, 'attendance-'))
  const large = await mkdtemp(join(folder, 'attendance-'))
  const [ofSmall = ''] = await fillConferences(small, [BIG], { close: true })
  const [ofLarge = ''] = await fillConferences(large, [BIG, ...Array.from({ length: CONFERENCES }, () => PAGE)], {
    close: true,
  })
  fillRows(large, { open: 100_000, ended: 1_000_000 })
  const rounds = JSON.parse(await outputOf(runNode(['bench/attendance.ts', small, ofSmall, large, ofLarge], 0))) as {
    small: number
    large: number
    reads: number
  }[]
  rows.push({
    what: `attendance of ${BIG} members, ${CONFERENCES} other conferences and 1,100,000 members in the store`,
    target: '≤ 300 ms',
    note: `${spread(rounds.map((round) => round.large))} ms; alone in a store ${spread(rounds.map((round) => round.small))} ms; ${rounds[0]?.reads} reads`,
  })
}

/** Takes half an hour, so it is not part of the whole run. */
async function benchMemory(): Promise<void> {
  await saveCurve(await churn(await mkdtemp(join(folder, 'churn-'))))
}

function addAll(comparisons: readonly (Goal & { comparison: Comparison })[]): void {
  for (const { comparison, ...goal } of comparisons) add(goal, comparison)
}

async function benchPostgresJoins(): Promise<void> {
  const rounds = JSON.parse(await outputOf(runNode(['bench/postgres-joins.ts'], 0))) as { one: number; two: number }[]
  rows.push({
    what: '1,000 joins of one conference at once, two servers on PostgreSQL against one',
    target: '≥ 0.60',
    ratios: rounds.map(({ one, two }) => two / one),
    ours: median(rounds.map(({ two }) => two)),
    theirs: median(rounds.map(({ one }) => one)),
    note: 'fsync off, not pinned',
  })
}

const parts = {
  joins: benchJoins,
  reads: benchReads,
  lists: benchLists,
  postgres: async () => addAll(await benchPostgresReads(folder)),
  'postgres-joins': benchPostgresJoins,
  pages: benchPages,
  searches: benchSearches,
  redraws: benchRedraws,
  sockets: benchSockets,
  sessions: benchSessions,
  'fan-out': benchFanOut,
  attendance: benchAttendance,
  deliveries: async () => void rows.push(...(await benchDeliveries(folder))),
}
try {
  if (only === 'churn') await benchMemory()
  else if (only === 'peers') {
    // Needs two servers that are not everywhere, so it is not part of the whole run.
    addAll(await benchPeers(folder))
    await writeReport(rows, { isWhole: false })
  } else {
    for (const [name, bench] of Object.entries(parts)) if (only === undefined || only === name) await bench()
    await writeReport(rows, { isWhole: only === undefined })
  }
} finally {
  await rm(folder, { recursive: true, force: true })
}
