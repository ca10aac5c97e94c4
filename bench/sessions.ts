// Question: what do thousands of sessions that only stay open cost the server, in processor time and in memory?
import { readFile } from 'node:fs/promises'
import { setTimeout } from 'node:timers/promises'
import { stop } from './processes.ts'
import { cpuSeconds } from './ratio.ts'
import { startRollcall } from './rollcall-server.ts'
import { joinAll, UNLIMITED } from './socket-joins.ts'

const SESSIONS = Number(process.env['BENCH_SESSIONS'] ?? 10_000)
const PEOPLE = 8
/** They join first, so that the code is compiled and the heap has grown before the memory is measured. */
const WARM_UP = 400
/** After so long, garbage of the joins is collected, and every session has been pinged. */
const SETTLE_MS = 20_000
const MEASURE_MS = 20_000

/** `busy`: share of a processor. `bytes`: resident memory of one session. `lost`: sessions that did not stay. */
export type SessionCost = Readonly<{ sessions: number; busy: number; bytes: number; lost: number }>

/** Opens sessions in conferences of 8 and measures the server while nothing happens. */
export async function holdSessions(dataFolder: string): Promise<SessionCost> {
  const running = await startRollcall(dataFolder, UNLIMITED)
  try {
    const warm = await joinAll(running, { conferences: WARM_UP / PEOPLE, sessions: WARM_UP })
    await setTimeout(SETTLE_MS / 2)
    const bytesBefore = await residentBytes(running.server.pid)
    const { load } = await joinAll(running, { conferences: SESSIONS / PEOPLE, sessions: SESSIONS })
    await setTimeout(SETTLE_MS)
    const cpuBefore = cpuSeconds(running.server)
    const startedAt = performance.now()
    await setTimeout(MEASURE_MS)
    const busy = ((cpuSeconds(running.server) - cpuBefore) * 1_000) / (performance.now() - startedAt)
    const bytes = ((await residentBytes(running.server.pid)) - bytesBefore) / SESSIONS
    const lost = SESSIONS + WARM_UP - (await openSessions(running.url))
    await stop(load)
    await stop(warm.load)
    return { sessions: SESSIONS, busy, bytes, lost }
  } finally {
    await stop(running.server)
  }
}

async function residentBytes(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) * 1_024
}

/** How many sessions the server knows as open. One that is lost ends after the leave window. */
async function openSessions(url: string): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text()
  return Number(/^rollcall_open_sessions (\d+)/m.exec(metrics)?.[1])
}
