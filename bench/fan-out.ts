// Questions:
// How long does it take until everyone in a large conference has received a change?
// How long does it take until a join at one server is shown at another one?
import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { startPostgres } from '../test/worlds/postgres.ts'
import { startRedis } from '../test/worlds/redis.ts'
import { outputOf, pin, runNode, stop } from './processes.ts'
import { startRollcall } from './rollcall-server.ts'
import { createConference, UNLIMITED } from './socket-joins.ts'
import type { FanOutTimes, FanOutOrder } from './fan-out-load.ts'

const LARGE = 500
const CHANGES = 60
const CHANGE_EVERY_MS = 300
const JOINS = 400
/** 20 joins per second. */
const JOIN_EVERY_MS = 50

/** Locks and unlocks a conference of 500 sessions on one server. */
export async function fanOutLarge(folder: string): Promise<FanOutTimes> {
  const running = await startRollcall(await mkdtemp(join(folder, 'fan-out-')), UNLIMITED)
  try {
    const { id, link } = await createConference(running)
    const { url, headers } = running
    const by = { id, headers }
    return await load({ link, watch: url, at: url, sessions: LARGE, changes: CHANGES, everyMs: CHANGE_EVERY_MS, by })
  } finally {
    await stop(running.server)
  }
}

/** Lets guests join at one of two servers, and watches the conference at the other one. PostgreSQL and Redis run on either core. */
export async function fanOutAcross(folder: string): Promise<FanOutTimes> {
  await using postgres = await startPostgres()
  await using redis = await startRedis()
  const { url: database } = await postgres.createDatabase()
  const settings = { ROLLCALL_DATABASE_URL: database, ROLLCALL_REDIS_URL: redis.url, ...UNLIMITED }
  const one = await startRollcall(await mkdtemp(join(folder, 'fan-out-one-')), settings)
  const two = await startRollcall(await mkdtemp(join(folder, 'fan-out-two-')), settings)
  pin(two.server.pid as number, 1)
  try {
    const { link } = await createConference(one)
    const order = { link, watch: two.url, at: one.url, sessions: 1, changes: JOINS, everyMs: JOIN_EVERY_MS }
    return await load({ ...order, by: 'joins' })
  } finally {
    await stop(one.server)
    await stop(two.server)
  }
}

async function load(order: FanOutOrder): Promise<FanOutTimes> {
  return JSON.parse(await outputOf(runNode(['bench/fan-out-load.ts', JSON.stringify(order)], 1))) as FanOutTimes
}
