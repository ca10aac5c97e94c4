// Questions:
// How long does it take until everyone in a large conference is told of a change?
// How long does it take until a join at one server is shown at another one?
import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { startPostgres } from '../test/worlds/postgres.ts'
import { startRedis } from '../test/worlds/redis.ts'
import { outputOf, pin, runNode, stop } from './processes.ts'
import { startRollcall } from './rollcall-server.ts'
import { createConference, UNLIMITED } from './socket-joins.ts'
import type { Told, ToldOrder } from './told-load.ts'

const LARGE = 500
const CHANGES = 60
const CHANGE_EVERY_MS = 300
const JOINS = 400
/** 20 joins per second. */
const JOIN_EVERY_MS = 50

/** Locks and unlocks a conference of 500 sessions on one server. */
export async function tellLarge(folder: string): Promise<Told> {
  const running = await startRollcall(await mkdtemp(join(folder, 'told-')), UNLIMITED)
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
export async function tellAcross(folder: string): Promise<Told> {
  await using postgres = await startPostgres()
  await using redis = await startRedis()
  const { url: database } = await postgres.createDatabase()
  const settings = { ROLLCALL_DATABASE_URL: database, ROLLCALL_REDIS_URL: redis.url, ...UNLIMITED }
  const one = await startRollcall(await mkdtemp(join(folder, 'told-one-')), settings)
  const two = await startRollcall(await mkdtemp(join(folder, 'told-two-')), settings)
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

async function load(order: ToldOrder): Promise<Told> {
  return JSON.parse(await outputOf(runNode(['bench/told-load.ts', JSON.stringify(order)], 1))) as Told
}
