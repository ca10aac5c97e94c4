// Question: does the memory of the server stay flat when conferences begin and end all the time?
// Each conference is created by the API, joined by guests over sockets, read, and closed by the API.
import { readFile } from 'node:fs/promises'
import { setTimeout } from 'node:timers/promises'
import { io, type Socket } from 'socket.io-client'
import { CONFERENCE_NAMESPACE, SIGNALING_PATH, SIGNALING_VERSION } from '../contract/signaling/constants.ts'
import { readLink } from '../contract/text/link.ts'
import { WEB } from '../contract/web/paths.ts'
import { SOMEBODY } from './fill-database.ts'
import { stop } from './processes.ts'
import { startRollcall, type RunningServer } from './rollcall-server.ts'

const MINUTES = Number(process.env['BENCH_MINUTES'] ?? 30)
const PER_MINUTE = 450
const SESSIONS = 8
/** How long all are in a conference together. */
const TOGETHER_MS = 5_000
const MINUTE_MS = 60_000
/** How long an answer or a welcome may take. A conference that waits longer has failed. */
const WAIT_MS = 30_000
const CONFERENCES = '/v1.0/conference/videoConferences'

/** `conferences`: how many have ended so far. */
export type Minute = Readonly<{ minute: number; conferences: number; failed: number; residentMb: number }>

/** `failures`: how often a conference failed, by what was missing. */
export type Churn = Readonly<{ minutes: readonly Minute[]; failures: ReadonlyMap<string, number> }>

/**
 * Makes, fills and closes conferences for this many minutes, and measures the resident memory of the server before, after
 * each minute, and two minutes after the end.
 */
export async function churn(dataFolder: string): Promise<Churn> {
  const running = await startRollcall(dataFolder, {
    ROLLCALL_GUESTS_PER_MINUTE: '0',
    ROLLCALL_CONNECTIONS_PER_ADDRESS: '0',
    ROLLCALL_LEAVE_WINDOW_MS: '',
  })
  const minutes: Minute[] = []
  const failures = new Map<string, number>()
  let conferences = 0
  let failed = 0
  const fail = (error: unknown) => {
    failed += 1
    const why = error instanceof Error ? error.message : String(error)
    failures.set(why, (failures.get(why) ?? 0) + 1)
    console.log(`a conference failed: ${why}`)
  }
  const measure = async (minute: number) => {
    minutes.push({ minute, conferences, failed, residentMb: await residentMb(running) })
    console.log(minutes.at(-1))
  }
  try {
    await setTimeout(30_000)
    await measure(0)
    const underWay = new Set<Promise<void>>()
    const startedAt = performance.now()
    for (let index = 0; index < MINUTES * PER_MINUTE; index += 1) {
      await setTimeout(Math.max(0, startedAt + (index * MINUTE_MS) / PER_MINUTE - performance.now()))
      const one = hold(running).then(() => void (conferences += 1), fail)
      underWay.add(one)
      void one.finally(() => underWay.delete(one))
      if ((index + 1) % PER_MINUTE === 0) await measure((index + 1) / PER_MINUTE)
    }
    await Promise.all(underWay)
    await setTimeout(2 * MINUTE_MS)
    await measure(MINUTES + 2)
    return { minutes, failures }
  } finally {
    await stop(running.server)
  }
}

/**
 * One conference, from its creation to its end.
 *
 * @throws Error which says what was refused or missing
 */
async function hold(running: RunningServer): Promise<void> {
  const user = `unionId=${SOMEBODY}`
  const created = await call(running, 'POST', 'the creation', {
    path: `${CONFERENCES}?${user}`,
    body: { userId: SOMEBODY, confTitle: 'Churn' },
  })
  const { conferenceId, externalLinkUrl } = created as { conferenceId: string; externalLinkUrl: string }
  const path = `${CONFERENCES}/${conferenceId}`
  const sockets: Socket[] = []
  try {
    await Promise.all(
      Array.from({ length: SESSIONS }, async (_, index) => {
        const socket = connect(running, await admit(running, externalLinkUrl, index))
        sockets.push(socket)
        await welcomed(socket)
      }),
    )
    await call(running, 'GET', 'the members', { path: `${path}/members` })
    await call(running, 'GET', 'the conferences of a person', { path: `/v1.0/conference/users/lists?${user}` })
    await setTimeout(TOGETHER_MS)
    await call(running, 'GET', 'the members', { path: `${path}/members` })
  } finally {
    await call(running, 'DELETE', 'the end', { path: `${path}?${user}` }).finally(() => {
      for (const socket of sockets) socket.disconnect()
    })
  }
}

/** The ticket of a guest. */
async function admit(running: RunningServer, link: string, index: number): Promise<string> {
  const body = { ...readLink(link), device: 'Win', nick: `Guest ${index}` }
  const { ticket } = (await call(running, 'POST', 'an admission', { path: WEB.admission, body })) as { ticket: string }
  return ticket
}

function connect({ url }: RunningServer, ticket: string): Socket {
  return io(url + CONFERENCE_NAMESPACE, {
    path: SIGNALING_PATH,
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    auth: { version: SIGNALING_VERSION, ticket },
  })
}

/** Resolves once the session is welcomed. @throws Error which says what came instead */
async function welcomed(socket: Socket): Promise<void> {
  const welcome = Promise.withResolvers<void>()
  const fail = (what: string) => welcome.reject(new Error(`no welcome: ${what}`))
  socket.on('welcome', () => welcome.resolve())
  socket.on('connect_error', ({ message }) => fail(`refused, ${message}`))
  socket.on('closed', ({ reason }: { reason: string }) => fail(`closed, ${reason}`))
  socket.on('disconnect', (reason) => fail(`disconnected, ${reason}`))
  const tooLate = globalThis.setTimeout(() => {
    fail(`nothing for ${WAIT_MS / 1_000} s, the socket is ${socket.connected ? 'connected' : 'not connected'}`)
  }, WAIT_MS)
  await welcome.promise.finally(() => clearTimeout(tooLate))
}

/** @throws Error unless the answer is 200 */
async function call(
  { url, headers }: RunningServer,
  method: string,
  what: string,
  { path, body }: { path: string; body?: object },
): Promise<unknown> {
  const json = body && { body: JSON.stringify(body), headers: { ...headers, 'content-type': 'application/json' } }
  try {
    const answer = await fetch(url + path, { method, headers, ...json, signal: AbortSignal.timeout(WAIT_MS) })
    const text = await answer.text()
    if (answer.status !== 200) throw new Error(`status ${answer.status}, ${text}`)
    return JSON.parse(text)
  } catch (error) {
    const { message, cause } = error as Error
    throw new Error(`${what}: ${message}${cause instanceof Error ? `, ${cause.message}` : ''}`, { cause: error })
  }
}

/** The memory of the server process that is in use, in MB. */
async function residentMb({ server }: RunningServer): Promise<number> {
  const status = await readFile(`/proc/${server.pid}/status`, 'utf8')
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1_000)
}
