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
const CONFERENCES = '/v1.0/conference/videoConferences'

/** `conferences`: how many have ended so far. */
export type Minute = Readonly<{ minute: number; conferences: number; failed: number; residentMb: number }>

/**
 * Makes, fills and closes conferences for so many minutes, and measures the resident memory of the server before, after
 * each minute, and two minutes after the end.
 */
export async function churn(dataFolder: string): Promise<readonly Minute[]> {
  const running = await startRollcall(dataFolder, {
    ROLLCALL_GUESTS_PER_MINUTE: '0',
    ROLLCALL_CONNECTIONS_PER_ADDRESS: '0',
    ROLLCALL_LEAVE_WINDOW_MS: '',
  })
  const minutes: Minute[] = []
  let conferences = 0
  let failed = 0
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
      const one = hold(running).then(
        () => void (conferences += 1),
        () => void (failed += 1),
      )
      underWay.add(one)
      void one.finally(() => underWay.delete(one))
      if ((index + 1) % PER_MINUTE === 0) await measure((index + 1) / PER_MINUTE)
    }
    await Promise.all(underWay)
    await setTimeout(2 * MINUTE_MS)
    await measure(MINUTES + 2)
    return minutes
  } finally {
    await stop(running.server)
  }
}

/** One conference, from its creation to its end. */
async function hold(running: RunningServer): Promise<void> {
  const user = `unionId=${SOMEBODY}`
  const created = await call(running, 'POST', `${CONFERENCES}?${user}`, { userId: SOMEBODY, confTitle: 'Churn' })
  const { conferenceId, externalLinkUrl } = created as { conferenceId: string; externalLinkUrl: string }
  const members = `${CONFERENCES}/${conferenceId}/members`
  const sockets = await Promise.all(
    Array.from({ length: SESSIONS }, (_, index) => enter(running, externalLinkUrl, index)),
  )
  await call(running, 'GET', members)
  await call(running, 'GET', `/v1.0/conference/users/lists?${user}`)
  await setTimeout(TOGETHER_MS)
  await call(running, 'GET', members)
  await call(running, 'DELETE', `${CONFERENCES}/${conferenceId}?${user}`)
  for (const socket of sockets) socket.disconnect()
}

/** A guest who has joined. */
async function enter(running: RunningServer, link: string, index: number): Promise<Socket> {
  const body = { ...readLink(link), device: 'Win', nick: `Guest ${index}` }
  const { ticket } = (await call(running, 'POST', WEB.admission, body)) as { ticket: string }
  const socket = io(running.url + CONFERENCE_NAMESPACE, {
    path: SIGNALING_PATH,
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    auth: { version: SIGNALING_VERSION, ticket },
  })
  await new Promise((resolve, reject) => {
    socket.on('welcome', resolve)
    socket.on('connect_error', reject)
  })
  return socket
}

/** @throws Error unless the answer is 200 */
async function call({ url, headers }: RunningServer, method: string, path: string, body?: object): Promise<unknown> {
  const json = body && { body: JSON.stringify(body), headers: { ...headers, 'content-type': 'application/json' } }
  const answer = await fetch(url + path, { method, headers, ...json })
  const text = await answer.text()
  if (answer.status !== 200) throw new Error(`${method} ${path} gave ${answer.status}: ${text}`)
  return JSON.parse(text)
}

/** The memory of the server process that is in use, in MB. */
async function residentMb({ server }: RunningServer): Promise<number> {
  const status = await readFile(`/proc/${server.pid}/status`, 'utf8')
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1_000)
}
