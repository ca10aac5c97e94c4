import { rm } from 'node:fs/promises'
import { findFreePort } from './free-port.ts'
import { startSharedPostgres, type TestPostgres } from './postgres.ts'
import { startRedis, type TestRedis } from './redis.ts'
import { RoamingGuest } from './roaming-guest.ts'
import { callApi, makeDataFolder, startServerProcess, type ServerProcess } from './server-process.ts'
import { ADA } from './tester.ts'

/** Short, so that the tests are. A heartbeat comes every 2.5 s. */
export const LEAVE_WINDOW_MS = 8_000
const SILENT_AFTER_MS = 3_500

/** What several servers share. */
export type SharedServices = AsyncDisposable &
  Readonly<{ postgres: TestPostgres; redis: TestRedis; dataFolder: string }>

/** @throws without an installed PostgreSQL or Redis */
export async function startSharedServices(): Promise<SharedServices> {
  const [postgres, redis, dataFolder] = await Promise.all([startSharedPostgres(), startRedis(), makeDataFolder()])
  return {
    postgres,
    redis,
    dataFolder,
    async [Symbol.asyncDispose]() {
      await Promise.all([postgres[Symbol.asyncDispose](), redis[Symbol.asyncDispose]()])
      await rm(dataFolder, { recursive: true, force: true })
    },
  }
}

type Settings = Readonly<{ all: Record<string, string>; ofOne: Record<string, string> }>

/**
 * Two servers, and a meeting in which three people are: the first and the last at one server, the second at the other.
 *
 * @param settings of both servers, and of the first one alone
 */
export async function meetOnTwo(shared: SharedServices, settings: Partial<Settings> = {}) {
  const opened = new AsyncDisposableStack()
  try {
    return await meet(opened, shared, { all: {}, ofOne: {}, ...settings })
  } catch (error) {
    await opened.disposeAsync()
    throw error
  }
}

async function meet(
  opened: AsyncDisposableStack,
  { postgres, redis, dataFolder }: SharedServices,
  { all, ofOne }: Settings,
) {
  const { url: database } = await postgres.createDatabase()
  const settings = {
    ROLLCALL_DATABASE_URL: database,
    ROLLCALL_REDIS_URL: redis.url,
    ROLLCALL_LEAVE_WINDOW_MS: String(LEAVE_WINDOW_MS),
    ROLLCALL_SILENT_AFTER_MS: String(SILENT_AFTER_MS),
    ROLLCALL_ACCESS_LOG: 'off',
    ROLLCALL_LOG_LEVEL: 'error',
    ...all,
  }
  const servers: ServerProcess[] = []
  for (const own of [ofOne, {}]) {
    // A server that is started again takes the same port.
    const port = { ROLLCALL_PORT: String(await findFreePort()) }
    servers.push(opened.use(await startServerProcess(dataFolder, { ...settings, ...port, ...own })))
  }
  const [one, two] = servers as [ServerProcess, ServerProcess]
  const created = await callApi(one.url, 'POST', '/v1.0/conference/videoConferences', {
    userId: ADA.unionId,
    confTitle: 'Weekly sync',
    inviteUserIds: [],
  })
  const id = String(created['conferenceId'])
  const link = new URL(String(created['externalLinkUrl']))
  const urls = [one.url, two.url]
  const join = async (nick: string, at: number) => opened.use(await RoamingGuest.join(urls, link, { nick, at }))
  const people = [await join('Ann', 0), await join('Bob', 1), await join('Cat', 0)] as const
  /** Starts a server again in the place of one that has ended. */
  const restart = async (server: ServerProcess) => {
    const port = new URL(server.url).port
    return opened.use(await startServerProcess(dataFolder, { ...settings, ROLLCALL_PORT: port }))
  }
  return { one, two, urls, id, link, people, join, restart, [Symbol.asyncDispose]: () => opened.disposeAsync() }
}
