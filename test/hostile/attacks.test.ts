import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { text } from 'node:stream/consumers'
import { after, test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { CONFERENCE_NAMESPACE, SIGNALING_VERSION } from '../../contract/signaling/constants.ts'
import type { Snapshot } from '../../contract/signaling/types.ts'
import { Peer } from '../../src/signaling/peer.fixture.ts'
import { callApi, makeDataFolder, membersOf, post, startServerProcess } from '../worlds/server-process.ts'
import { ADA } from '../worlds/tester.ts'
import type { Target } from './attack-programs.ts'
import { busyShare } from './busy-share.ts'
import { HeapProbe } from './heap.ts'
import { emptyRecord, Others, toFelt, type Felt, type FeltRecord } from './others.ts'

const CALM_MS = 3_000
const ROUNDS = 3
/** Rounds that other work on this machine disturbs are made again, up to this many. */
const MAX_ROUNDS = 6
/** How late this process may run, in the worst 1 % of the time. It is not attacked: if it is later, the machine is busy. */
const BUSY_MS = 60
/** The share of the processors that may work before a round. The others alone use about a quarter of two. */
const BUSY_SHARE = 0.6
/** By how much the limits are wider if every round was disturbed. */
const SLACK = 5
/** Longer than the request timeout of the attacked server. */
const ROUND_MS = 2_500
const REST_MS = 1_500
const PAUSE_MS = 500
const HOUR_MS = 3_600_000

const ENV = {
  ROLLCALL_REQUEST_TIMEOUT_MS: '1000',
  ROLLCALL_LOG_LEVEL: 'warn',
  NODE_OPTIONS: '--inspect=127.0.0.1:0',
}

type Row = Readonly<{
  attack: string
  did: string
  calm: Felt
  /** While a decoy was attacked in place of the server. */
  decoy: Felt
  felt: Felt
  /** Rounds, and those of them that other work disturbed. */
  rounds: readonly [all: number, disturbed: number]
  heap: readonly [before: number, after: number]
}>
const rows: Row[] = []

/** A server with a meeting that Ada is in. */
async function openWorld({ waitingRoom = false } = {}) {
  await using opened = new AsyncDisposableStack()
  const folder = await makeDataFolder()
  opened.defer(() => rm(folder, { recursive: true, force: true }))
  const server = opened.use(await startServerProcess(folder, ENV))
  // A start replaces its process, so the last address is the right one.
  const inspector = server
    .stderr()
    .match(/ws:\S+/g)
    ?.at(-1)
  const probe = opened.use(await HeapProbe.open(inspector ?? assert.fail(server.stderr())))
  const link = await meetingLink(server.url, waitingRoom)
  const query = new URL(link).searchParams
  const meeting = { roomCode: query.get('roomCode') ?? '', token: query.get('token') ?? '' }
  const personal = await callApi(server.url, 'POST', '/v1.0/conference/videoConferences/createAutoLoginUrl', {
    meetingUrl: link,
    unionId: ADA.unionId,
  })
  const login =
    new URL((personal['loginInfo'] as { loginUrl: string }).loginUrl).searchParams.get('login') ?? assert.fail()
  const { ticket, conferenceId } = await post(`${server.url}/api/admission`, {
    roomCode: meeting.roomCode,
    login,
    device: 'Win',
  })
  const others = opened.use(new Others(server.url, String(ticket)))
  await others.peer.next('welcome')
  const running = opened.move()
  return {
    url: server.url,
    meeting,
    others,
    probe,
    rows: () => membersOf(server.url, String(conferenceId)),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  }
}
type World = Awaited<ReturnType<typeof openWorld>>

async function meetingLink(url: string, waitingRoom: boolean): Promise<string> {
  if (!waitingRoom) {
    const created = await callApi(url, 'POST', '/v1.0/conference/videoConferences', {
      userId: ADA.unionId,
      confTitle: 'Sync',
      inviteCaller: false,
    })
    return String(created['externalLinkUrl'])
  }
  const booked = await callApi(url, 'POST', '/v1.0/conference/scheduleConferences', {
    creatorUnionId: ADA.unionId,
    title: 'Review',
    startTime: Date.now() + HOUR_MS,
    endTime: Date.now() + 2 * HOUR_MS,
    scheduleConfSettingModel: { moziConfVirtualExtraSetting: { waitingRoom: 1 } },
  })
  const short = await fetch(String(booked['url']), { redirect: 'manual' })
  return short.headers.get('location') ?? assert.fail()
}

/**
 * Runs the attack while the others live their lives, in rounds: first against a decoy, then against the server, so that
 * other work on this machine disturbs both alike. Gives what the attacker counted at the server.
 */
async function attack(world: World, name: string): Promise<Readonly<{ row: Row; did: Record<string, number> }>> {
  const [calm, decoy, felt] = [emptyRecord(), emptyRecord(), emptyRecord()]
  const { meeting, others, probe, url } = world
  await using decoyServer = await startDecoy()
  await others.feel(setTimeout(CALM_MS), calm)
  const before = await probe.bytes()
  const did: Record<string, number> = {}
  const disturbed: { decoy: FeltRecord; felt: FeltRecord }[] = []
  let rounds = 0
  for (; rounds < MAX_ROUNDS && rounds - disturbed.length < ROUNDS; rounds += 1) {
    const round = { decoy: emptyRecord(), felt: emptyRecord() }
    const lateness = monitorEventLoopDelay({ resolution: 10 })
    const busy = await busyShare(others.feel(setTimeout(PAUSE_MS), emptyRecord()))
    lateness.enable()
    await others.feel(run(name, { url: decoyServer.url, meeting, forMs: ROUND_MS }), round.decoy)
    const counted = run(name, { url, meeting, forMs: ROUND_MS })
    await others.feel(counted, round.felt)
    lateness.disable()
    for (const [what, count] of Object.entries(await counted)) did[what] = (did[what] ?? 0) + count
    felt.failures.push(...round.felt.failures)
    if (busy > BUSY_SHARE || lateness.percentile(99) / 1e6 > BUSY_MS) disturbed.push(round)
    else addTimes(round, { decoy, felt })
  }
  if (rounds === disturbed.length) for (const round of disturbed) addTimes(round, { decoy, felt })
  await setTimeout(REST_MS)
  const shown = Object.entries(did).map(([what, count]) => `${count} × ${what}`)
  const row = {
    attack: name,
    did: shown.join(', '),
    calm: toFelt(calm),
    decoy: toFelt(decoy),
    felt: toFelt(felt),
    rounds: [rounds, disturbed.length] as const,
    heap: [before, await probe.bytes()] as const,
  }
  rows.push(row)
  return { row, did }
}

function addTimes(
  from: Readonly<Record<'decoy' | 'felt', FeltRecord>>,
  to: Readonly<Record<'decoy' | 'felt', FeltRecord>>,
): void {
  for (const side of ['decoy', 'felt'] as const) {
    for (const name of ['health', 'signIn', 'page', 'session'] as const) {
      to[side].times[name].push(...from[side].times[name])
    }
  }
}

/** One attack as its own process. Gives what it counted. */
async function run(name: string, target: Target): Promise<Record<string, number>> {
  const args = ['test/hostile/attacker.ts', name, JSON.stringify(target)]
  const attacker = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  return JSON.parse(await text(attacker.stdout)) as Record<string, number>
}

/** A server that refuses everything, as its own process. */
async function startDecoy() {
  const decoy = spawn(process.execPath, ['test/hostile/decoy.ts'], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = (await once(decoy.stdout, 'data')) as [Buffer]
  return { url: line.toString().trim(), [Symbol.asyncDispose]: async () => void decoy.kill() }
}

/**
 * The attacker shares the cores with the server, and perhaps with other work. So a time may be over its limit if it is
 * within a few times what the others felt in the same run: in calm, or while the attack went to a decoy.
 */
function assertUnharmed({ calm, decoy, felt, rounds: [all, disturbed], heap: [before, afterwards] }: Row): void {
  assert.deepEqual(felt.failures, [])
  const within = (name: string, value: number, limit: number) =>
    assert.ok(value < limit, `${name}: ${value} of ${limit}; other work disturbed ${disturbed} of ${all} rounds`)
  const check = (what: string, of: (felt: Felt) => number, limit: number) =>
    within(what, of(felt), (all === disturbed ? SLACK : 1) * Math.max(limit, 4 * of(calm), 3 * of(decoy)))
  check('healthz p99', ({ healthP99 }) => healthP99, 100)
  check('sign-in p95', ({ signInP95 }) => signInP95, 1_000)
  check('page p95', ({ pageP95 }) => pageP95, 500)
  check('session p95', ({ sessionP95 }) => sessionP95, 500)
  within('heap in use afterwards', afterwards, 1.2 * before)
}

test('[AV1] sign-ins with wrong passwords from one address harm nobody else', async () => {
  await using world = await openWorld()
  const { row, did } = await attack(world, 'sign-ins')
  assertUnharmed(row)
  assert.ok((did['403'] ?? 0) <= 200, row.did)
})

test('[AV1] wrong app secrets from one address harm nobody else', async () => {
  await using world = await openWorld()
  const { row, did } = await attack(world, 'app-secrets')
  assertUnharmed(row)
  assert.ok((did['400'] ?? 0) <= 200, row.did)
  assert.equal((await world.rows()).length, 1) // the app with the right secret still gets its token
})

test('[AV1] large bodies from nobody in particular harm nobody else', async () => {
  await using world = await openWorld()
  assertUnharmed((await attack(world, 'large bodies')).row)
})

test('[AV1] bodies that never end harm nobody else, and their connections are closed', async () => {
  await using world = await openWorld()
  const { row, did } = await attack(world, 'endless bodies')
  assertUnharmed(row)
  assert.equal(did['still open'], undefined)
})

test('[AV2] a guest with many tabs neither replaces the chat nor takes the devices of others', async () => {
  await using world = await openWorld()
  const { peer } = world.others
  assert.equal(await peer.ask('say', { text: 'Hello' }), true)
  const { row, did } = await attack(world, 'many tabs')
  assertUnharmed(row)
  assert.ok((did['said'] ?? 0) <= 10 * row.rounds[0], row.did) // in each round another guest: five in five seconds
  assert.equal(await peer.ask('stage', { audio: true, video: true, screen: false }), true)
  const answer = (await peer.socket.timeout(5_000).emitWithAck('snapshot')) as { ok: true; snapshot: Snapshot }
  const guest = answer.snapshot.members.find(({ nick }) => nick === 'Tabs')
  assert.ok((guest?.sessions.length ?? 0) <= 4)
})

test('[AV2] many new guests who chat do not replace what others said', async () => {
  await using world = await openWorld()
  assert.equal(await world.others.peer.ask('say', { text: 'Hello' }), true)
  const { row, did } = await attack(world, 'chatting guests')
  assertUnharmed({ ...row, heap: [row.heap[0] + 400 * 4_096, row.heap[1]] }) // the rows of the guests are meant to stay
  assert.ok((did['said'] ?? 0) > 200, row.did)
  const { ticket } = await post(`${world.url}/api/admission`, { ...world.meeting, nick: 'Gil', device: 'Win' })
  using late = new Peer(world.url, CONFERENCE_NAMESPACE, { version: SIGNALING_VERSION, ticket: String(ticket) })
  const { said } = (await late.next('welcome')) as { said: readonly { text: string }[] }
  assert.equal(said[0]?.text, 'Hello')
})

test('[AV3] guests without number from one address harm nobody else, and other guests still join', async () => {
  await using world = await openWorld()
  const { row, did } = await attack(world, 'many guests')
  assertUnharmed(row)
  assert.ok((did['200'] ?? 0) <= 600, row.did) // 300 in a minute, of which there may be two
  const { ticket } = await post(`${world.url}/api/admission`, { ...world.meeting, nick: 'Gil', device: 'Win' })
  assert.equal(typeof ticket, 'string')
})

test('[AV3] knocks without number from one address harm nobody else, and other guests may still wait', async () => {
  await using world = await openWorld({ waitingRoom: true })
  const { row } = await attack(world, 'many guests')
  assertUnharmed({ ...row, heap: [row.heap[0] + 400 * 4_096, row.heap[1]] }) // the rows of the 300 guests are meant to stay
  const body = JSON.stringify({ ...world.meeting, nick: 'Gil', device: 'Win' })
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(`${world.url}/api/admission`, { method: 'POST', headers, body })
  assert.equal(((await answer.json()) as { code: string }).code, 'waiting-room')
})

after(() => {
  const ms = (value: number) => `${value.toFixed(0)} ms`
  const mb = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`
  const pair = (of: (felt: Felt) => number) => (row: Row) =>
    `${ms(of(row.calm))}, ${ms(of(row.decoy))} → ${ms(of(row.felt))}`
  const columns: readonly (readonly [string, (row: Row) => string])[] = [
    ['attack', ({ attack: name }) => name],
    ['healthz p99', pair(({ healthP99 }) => healthP99)],
    ['sign-in p95', pair(({ signInP95 }) => signInP95)],
    ['page p95', pair(({ pageP95 }) => pageP95)],
    ['session p95', pair(({ sessionP95 }) => sessionP95)],
    ['heap before → after', ({ heap }) => `${mb(heap[0])} → ${mb(heap[1])}`],
    ['failures', ({ felt }) => felt.failures.join('; ') || 'none'],
    ['disturbed rounds', ({ rounds: [all, disturbed] }) => `${disturbed} of ${all}`],
    ['answers to the attacker', ({ did }) => did],
  ]
  const lines = rows.map((row) => columns.map(([, cell]) => cell(row)))
  const table = [columns.map(([name]) => name), columns.map(() => '---'), ...lines]
  process.stdout.write(
    `\nWhat the others felt: calm, while a decoy was attacked → under attack:\n\n${table.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}\n\n`,
  )
})
