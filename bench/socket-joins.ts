// Question: how many people per second can join over real sockets, spread over many conferences, or all into one?
// Each asks for a ticket over HTTP, opens a socket with it, and has joined when the roster has arrived. How close is that to
// a bare Fastify and Socket.IO?
import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { SOMEBODY } from './fill-database.ts'
import { lineOf, runNode, stop } from './processes.ts'
import { cpuSeconds } from './ratio.ts'
import { startRollcall, type RunningServer } from './rollcall-server.ts'
import type { Joined, SocketOrder } from './socket-load.ts'

const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 5)
const IN_FLIGHT = 100
/** Limits that one machine which plays thousands of people would reach. */
export const UNLIMITED = {
  ROLLCALL_GUESTS_PER_MINUTE: '0',
  ROLLCALL_CONNECTIONS_PER_ADDRESS: '0',
  ROLLCALL_LEAVE_WINDOW_MS: '',
}

/** `cpuMs`: processor time of the server for one join. `barePerSecond`: joins at the yardstick, in the same round. */
export type JoinRate = Readonly<{ perSecond: number; cpuMs: number; barePerSecond: number }>

/** Measures rounds with servers of their own: `sessions` people join `conferences`. */
export async function socketJoins(
  folder: string,
  { conferences, sessions }: Readonly<{ conferences: number; sessions: number }>,
): Promise<JoinRate[]> {
  const rounds: JoinRate[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const running = await startRollcall(await mkdtemp(join(folder, 'sockets-')), UNLIMITED)
    try {
      // The first joins of a process run code that is not compiled yet.
      const first = await joinAll(running, { conferences: 20, sessions: 400 })
      const before = cpuSeconds(running.server)
      const { load, ms } = await joinAll(running, { conferences, sessions })
      rounds.push({
        perSecond: (sessions * 1_000) / ms,
        cpuMs: ((cpuSeconds(running.server) - before) * 1_000) / sessions,
        barePerSecond: await joinBare(sessions),
      })
      await stop(load)
      await stop(first.load)
    } finally {
      await stop(running.server)
    }
  }
  return rounds
}

/** Joins per second at the yardstick. */
async function joinBare(sessions: number): Promise<number> {
  const server = runNode(['bench/bare-sockets.ts'], 0)
  try {
    const [, port] = await lineOf(server, /listening on (\d+)/)
    const links = [`http://127.0.0.1:${port}/meeting?roomCode=1&token=t`]
    const order = { url: `http://127.0.0.1:${port}`, links, inFlight: IN_FLIGHT }
    const first = await playGuests({ ...order, sessions: 400 })
    const { load, ms } = await playGuests({ ...order, sessions })
    await stop(load)
    await stop(first.load)
    return (sessions * 1_000) / ms
  } finally {
    await stop(server)
  }
}

/** Creates conferences and lets guests join them. The sessions stay open until `load` is stopped. */
export async function joinAll(
  running: RunningServer,
  { conferences, sessions }: Readonly<{ conferences: number; sessions: number }>,
) {
  const links: string[] = []
  for (let index = 0; index < conferences; index += 1) links.push((await createConference(running)).link)
  return playGuests({ url: running.url, links, sessions, inFlight: IN_FLIGHT })
}

/** Resolves once all guests have joined. */
async function playGuests(order: SocketOrder) {
  const load = runNode(['bench/socket-load.ts', JSON.stringify(order)], 1)
  const [line] = await lineOf(load, /.*\n/)
  return { load, ...(JSON.parse(line) as Joined) }
}

/** @returns the id and the link of a new conference */
export async function createConference({ url, headers }: RunningServer): Promise<{ id: string; link: string }> {
  const answer = await fetch(`${url}/v1.0/conference/videoConferences?unionId=${SOMEBODY}`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ userId: SOMEBODY, confTitle: 'Bench' }),
  })
  if (answer.status !== 200) throw new Error(`creating a conference gave ${answer.status}`)
  const { conferenceId, externalLinkUrl } = (await answer.json()) as { conferenceId: string; externalLinkUrl: string }
  return { id: conferenceId, link: externalLinkUrl }
}
