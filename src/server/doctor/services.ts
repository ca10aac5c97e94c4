import { access, constants, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Config } from '../../config.ts'
import { ANSWER_MS, check, ok, problem, reasonOf, type Finding } from './check.ts'

/** Older versions cannot send messages and answers over one connection. */
const OLDEST_REDIS = 6

/** Whether the store can be used. It changes nothing in it, and a server may be running on it. */
export function checkStore({ store, dataFolder }: Pick<Config, 'store' | 'dataFolder'>): Promise<Finding> {
  if (store.kind === 'sqlite') {
    const what = `the data folder ${dataFolder}`
    return check(what, 'Choose a folder that this user can write in ROLLCALL_DATA.', async () => {
      await access(await existing(dataFolder), constants.W_OK | constants.X_OK)
      return ok(`${what} can be written`)
    })
  }
  const what = 'the database of ROLLCALL_DATABASE_URL'
  return check(what, 'Check the address, the password, and that PostgreSQL runs and accepts connections.', async () => {
    const { Client } = await import('pg')
    const client = new Client({
      connectionString: store.url,
      connectionTimeoutMillis: ANSWER_MS,
      query_timeout: ANSWER_MS,
    })
    client.on('error', () => {}) // the promise below says it too
    try {
      await client.connect()
      const { rows } = await client.query<{ version: string; read_only: boolean; writes: boolean }>(`select
        current_setting('server_version') as version, pg_is_in_recovery() as read_only,
        has_schema_privilege(current_schema(), 'create') as writes`)
      const [found] = rows
      if (found?.read_only) return problem(`${what} is read-only`, 'Name the primary server, not a replica.')
      if (!found?.writes) return problem(`${what} refuses new tables`, 'Grant this user CREATE on the schema.')
      return ok(`PostgreSQL ${found.version.split(' ', 1)[0]} answers and can be written`)
    } finally {
      await client.end()
    }
  })
}

/** The folder itself, or the nearest one above it that exists. */
async function existing(folder: string): Promise<string> {
  const found = await stat(folder).catch(() => undefined)
  if (found || dirname(folder) === folder) return folder
  return existing(dirname(folder))
}

/** Whether Redis can be used; nothing if none is configured. */
export async function checkRedis({ redisUrl }: Pick<Config, 'redisUrl'>): Promise<readonly Finding[]> {
  if (redisUrl === undefined) return []
  const what = 'the Redis of ROLLCALL_REDIS_URL'
  const remedy =
    'Check the address and the password, and that Redis or Valkey runs. Meetings go on without it, more slowly.'
  const { createClient } = await import('redis')
  const client = createClient({ url: redisUrl, socket: { reconnectStrategy: false } })
  client.on('error', () => {}) // the promises below say it too
  try {
    return [
      await check(what, remedy, async () => {
        await client.connect()
        const version = /redis_version:(\S+)/.exec(await client.info('server'))?.[1] ?? 'of an unknown version'
        if (Number.parseInt(version, 10) < OLDEST_REDIS) {
          return problem(`${what} has version ${version}`, `Use Redis ${OLDEST_REDIS} or newer, or Valkey.`)
        }
        await client.publish('rollcall:doctor', '')
        return ok(`Redis ${version} answers`)
      }),
    ]
  } finally {
    if (client.isOpen) client.destroy()
  }
}

/** Whether the LiveKit server that runs elsewhere answers to our key; nothing if none is configured. */
export async function checkLiveKit({ livekit }: Pick<Config, 'livekit'>): Promise<readonly Finding[]> {
  if (livekit?.kind !== 'remote') return []
  const what = `the LiveKit server at ${livekit.url.host}`
  const { liveKitApi } = await import('../../media/livekit-api.ts')
  return [
    await check(what, 'Check ROLLCALL_LIVEKIT_URL, and that the server runs.', async () => {
      try {
        await liveKitApi(livekit, () => {}).listRooms()
        return ok(`${what} answers`)
      } catch (error) {
        if (!isRefusal(error)) throw error
        return problem(
          `${what} refuses the key: ${reasonOf(error)}`,
          'Set ROLLCALL_LIVEKIT_API_KEY and _SECRET to a key in its settings.',
        )
      }
    }),
  ]
}

function isRefusal(error: unknown): boolean {
  return error instanceof Error && 'status' in error && (error.status === 401 || error.status === 403)
}
