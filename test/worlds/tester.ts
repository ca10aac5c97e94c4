import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { readConfig } from '../../src/config.ts'
import type { EpochMs } from '../../src/conference/identity.ts'
import type { TimeSource } from '../../src/server/clock-and-ids.ts'
import type { Clock } from '../../src/service/clock-and-ids.ts'
import type { Store } from '../../src/store/store.ts'
import type { Telephony } from '../../src/service/control/telephony.ts'
import { startServer, type Server } from '../../src/server/server.ts'
import {
  createScenarioDatabase,
  TOPOLOGY_VARIABLE,
  type TopologySettings,
} from '../../src/signaling/topology.fixture.ts'

/** The directory of a tester. */
export const SEED = {
  organizations: [
    {
      corpId: 'dingacme',
      name: 'Acme',
      ssoSecret: 'acme-sso-secret',
      users: [
        {
          userId: 'ada',
          unionId: 'AdaKq3vXzT8mWnLrB5pYhD2iEiE',
          name: 'Ada',
          jobNumber: '007',
          department: 'Engines',
          password: 'lovelace',
          admin: true,
        },
        { userId: 'bram', unionId: 'BramZt7sPj4cNwEoG9uVxR1iEiE', name: 'Bram', password: 'stoker' },
        { userId: 'cleo', unionId: 'CleoMf6yHs2kQvJdT8wXbN5iEiE', name: 'Cleo' },
      ],
      apps: [
        {
          clientId: 'dingacmeapp',
          clientSecret: 'acme-secret',
          name: 'Everything',
          kind: 'internal',
          scopes: [
            'VideoConference.Conference.Read',
            'VideoConference.Conference.Write',
            'qyapi_get_member',
            'Contact.User.Read',
          ],
          redirectUris: ['https://acme.example/signed-in'],
        },
        {
          clientId: 'dingacmeread',
          clientSecret: 'read-secret',
          name: 'Reader',
          kind: 'internal',
          scopes: ['VideoConference.Conference.Read'],
        },
        {
          clientId: 'dingacmewrite',
          clientSecret: 'write-secret',
          name: 'Writer',
          kind: 'internal',
          scopes: ['VideoConference.Conference.Write'],
        },
      ],
    },
    {
      corpId: 'dingglobex',
      name: 'Globex',
      users: [
        { userId: 'gus', unionId: 'GusRw9xLt3nVcPzK7mYsF4iEiE', name: 'Gus', jobNumber: '900', password: 'fring' },
      ],
      apps: [
        {
          clientId: 'dingglobexapp',
          clientSecret: 'globex-secret',
          name: 'Globex',
          kind: 'internal',
          scopes: ['VideoConference.Conference.Read', 'VideoConference.Conference.Write', 'qyapi_get_member'],
        },
      ],
    },
  ],
  suites: [
    {
      suiteKey: 'suiteacme',
      suiteSecret: 'suite-secret',
      suiteTicket: 'suite-ticket',
      authorizedCorpIds: ['dingacme'],
      scopes: ['VideoConference.Conference.Read'],
    },
  ],
} as const

export const ADA = SEED.organizations[0].users[0]
export const BRAM = SEED.organizations[0].users[1]
export const CLEO = SEED.organizations[0].users[2]
export const GUS = SEED.organizations[1].users[0]

type AppId = 'dingacmeapp' | 'dingacmeread' | 'dingacmewrite' | 'dingglobexapp'

export type Answer = { status: number; headers: Headers; body: Record<string, unknown> }

export type Tester = AsyncDisposable & {
  /** Of the server that gets the next request, if the topology of the test has several. */
  url: string
  /** Host and port, in the form of the official SDK's `endpoint`. */
  endpoint: string
  dataFolder: string
  /** An access token of one of the seeded apps; without an argument, of the app with all scopes. */
  token(clientId?: AppId): Promise<string>
  /** A call with that app's token; `body` is sent as JSON. */
  call(method: string, path: string, options?: { body?: unknown; as?: AppId; token?: string }): Promise<Answer>
  /** Moves the server's clock. The silence of open sessions is counted anew, as after a sleep of the machine. */
  advance(ms: number): void
  /** Stops the server and keeps its data. Start it again with `startTester({ dataFolder })`. */
  stop(): Promise<void>
}

/** A whole server with its own data folder, on a free port. `env` adds settings; `store` replaces the database; `telephony` calls telephones; `time`: the clocks of its machine, in place of a clock that `advance` moves. */
export async function startTester(
  options: {
    env?: Record<string, string>
    dataFolder?: string
    store?: Store
    seed?: unknown
    telephony?: Telephony
    time?: TimeSource
  } = {},
): Promise<Tester> {
  const dataFolder = options.dataFolder ?? (await mkdtemp(join(tmpdir(), 'rollcall-test-')))
  const seedFile = join(dataFolder, 'seed.json')
  await writeFile(seedFile, JSON.stringify(options.seed ?? SEED))
  let offsetMs = 0
  let latest = 0
  const clock: Clock = {
    now: () => (latest = Math.max(latest, Date.now() + offsetMs)) as EpochMs,
  }
  const env = {
    ROLLCALL_ACCESS_LOG: 'off',
    ROLLCALL_HOST: '127.0.0.1',
    ROLLCALL_PORT: '0',
    ROLLCALL_DATA: dataFolder,
    ROLLCALL_SEED: seedFile,
    ROLLCALL_LIVEKIT: 'off', // a livekit-server on the PATH would be run
  }
  const start = (settings: Record<string, string>) =>
    startServer(readConfig({ ...env, ...options.env, ...settings }), {
      ...(options.time ? { time: options.time } : { clock }),
      log: pino({ level: process.env['TEST_LOG'] ?? 'silent' }, pino.destination(2)),
      ...(options.store && { store: options.store }),
      ...(options.telephony && { telephony: options.telephony }),
    })
  const isOfOneServer = Object.keys(options).some((name) => name !== 'env' && name !== 'seed')
  const spread = isOfOneServer ? undefined : await spreadServers(start)
  const servers = spread?.servers ?? [await start({})]
  let requests = 0
  const nextUrl = () => servers[requests++ % servers.length]?.url ?? ''
  const secrets = new Map(
    SEED.organizations.flatMap(({ apps }) => apps.map((app) => [app.clientId as string, app.clientSecret as string])),
  )

  const token = async (clientId: AppId = 'dingacmeapp') => {
    const response = await fetch(`${nextUrl()}/v1.0/oauth2/accessToken`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ appKey: clientId, appSecret: secrets.get(clientId) }),
    })
    const body = (await response.json()) as { accessToken?: string }
    if (!body.accessToken) throw new Error(`no token: ${JSON.stringify(body)}`)
    return body.accessToken
  }
  let isStopped = false
  const stop = async () => {
    if (isStopped) return
    isStopped = true
    for (const server of servers) await server[Symbol.asyncDispose]()
    await spread?.[Symbol.asyncDispose]()
  }
  return {
    get url() {
      return nextUrl()
    },
    endpoint: new URL(servers[0]?.url ?? '').host,
    dataFolder,
    token,
    stop,
    async call(method, path, { body, as, token: given } = {}) {
      const response = await fetch(`${nextUrl()}${path}`, {
        method,
        headers: {
          'x-acs-dingtalk-access-token': given ?? (await token(as)),
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      })
      const text = await response.text()
      return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : {} }
    },
    advance(ms) {
      offsetMs += ms
    },
    async [Symbol.asyncDispose]() {
      await stop()
      if (options.dataFolder === undefined) await rm(dataFolder, { recursive: true, force: true })
    },
  }
}

/** Starts the servers of the topology that the environment names; nothing if it is the usual one. */
async function spreadServers(start: (settings: Record<string, string>) => Promise<Server>) {
  const text = process.env[TOPOLOGY_VARIABLE]
  if (text === undefined) return undefined
  const { redis, nodes, ...database } = JSON.parse(text) as TopologySettings
  const { url, ...rest } = await createScenarioDatabase(database)
  const servers: Server[] = []
  for (let index = 0; index < nodes; index += 1) {
    servers.push(await start({ ROLLCALL_DATABASE_URL: url, ...(redis !== undefined && { ROLLCALL_REDIS_URL: redis }) }))
  }
  return { servers, ...rest }
}
