import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { globSync } from 'node:fs'
import { after, before, test, type TestContext } from 'node:test'
import { TOPOLOGY_VARIABLE, type TopologySettings } from '../../src/signaling/topology.fixture.ts'
import { openPostgres } from '../../src/store/postgres.ts'
import { startSharedPostgres, type TestPostgres } from '../worlds/postgres.ts'
import { startRedis, type TestRedis } from '../worlds/redis.ts'

let postgres: TestPostgres
let redis: TestRedis
before(async () => void ([postgres, redis] = await Promise.all([startSharedPostgres(), startRedis()])))
after(async () => void (await Promise.all([postgres, redis].map((world) => world[Symbol.asyncDispose]()))))

/**
 * Scenarios that replace a part of one server, and those that compare links, which name the port of the server. With two
 * servers, the connection may reach the other one.
 */
const OF_ONE_PROCESS = [
  'ST10. the requests of one session are processed in their order',
  'SG20. a client that showed its ticket just before a stop',
]

/** Whole servers: each request reaches the other one than the request before. They take long, so only two servers. */
const API = [
  'test/api/{booking-entry,booking-rules,bookings,calling-again,cursors,empty-conferences,engines,queries,refusals,streams}.test.ts',
  'test/web/{audit,organization-settings,organizations,own-room,people,people-import,planned-bookings}.test.ts',
]

for (const nodes of [1, 2] as const) {
  const name = nodes === 1 ? 'one server, PostgreSQL' : 'two servers, PostgreSQL and Redis, sessions spread over them'
  test(`[TO9] every signaling scenario holds on ${name}`, (t) => runOn(nodes, ['src/signaling/*.test.ts'], t))
}

test('[TO16] the API answers alike if each request reaches another server', (t) => runOn(2, API, t))

/** Runs test files with servers of this topology. */
async function runOn(nodes: 1 | 2, files: readonly string[], t: TestContext): Promise<void> {
  const { url } = await postgres.createDatabase()
  await (await openPostgres({ url }))[Symbol.asyncDispose]()
  const template = /\/(\w+)\?/.exec(url)?.[1] ?? ''
  const settings: TopologySettings = {
    nodes,
    template,
    admin: url.replace(template, 'postgres'),
    ...(nodes > 1 && { redis: redis.url }),
  }
  const skipped = nodes > 1 ? OF_ONE_PROCESS.map((pattern) => `--test-skip-pattern=${pattern}`) : []
  const args = ['--test', '--test-force-exit', '--test-timeout=60000', ...skipped, ...globSync(files as string[])]
  const { NODE_TEST_CONTEXT: _, ...env } = process.env
  const tests = spawn(process.execPath, args, { env: { ...env, [TOPOLOGY_VARIABLE]: JSON.stringify(settings) } })
  let output = ''
  tests.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  tests.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const [code] = await once(tests, 'close')
  t.diagnostic(`${/pass (\d+)/.exec(output)?.[1]} scenarios`)
  assert.equal(code, 0, output.slice(output.indexOf('failing tests')))
}
