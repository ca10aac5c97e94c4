import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { connect } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { TERMINAL_USER_HEADER } from '../../contract/web/terminal.ts'
import { ConfigError, type Config } from '../config.ts'
import { InUseError } from '../store/file-lock.ts'
import type { Logger } from '../telemetry/log.ts'
import type { AdminSession } from './admin-request.ts'
import { adminSocketOf, findSocketProblem, sqliteFileOf } from './data-folder.ts'
import { requestThrough } from './socket-request.ts'

/** A server that starts or stops holds the store without a socket for a moment, and another command soon frees it. */
const PATIENCE_MS = 3_000
const RETRY_MS = 150
/** Nobody listens: there is no such file, or a killed server left it behind. */
const ABSENT: ReadonlySet<unknown> = new Set(['ENOENT', 'ENOTDIR', 'ECONNREFUSED', 'ENAMETOOLONG', 'EINVAL'])

/**
 * Opens a session with the server whose settings these are: through its socket if it runs on this machine, otherwise on its
 * data. `user`: who types the command.
 *
 * @throws ConfigError that tells this person why neither is possible
 */
export async function openAdminSession(
  config: Config,
  { user, log }: Readonly<{ user: string; log: Logger }>,
): Promise<AdminSession> {
  const socketPath = adminSocketOf(config.dataFolder)
  const headers = { [TERMINAL_USER_HEADER]: encodeURIComponent(user) }
  const until = performance.now() + PATIENCE_MS
  for (;;) {
    if (await isServed(config.dataFolder)) {
      return { send: (request) => requestThrough(socketPath, request, headers), [Symbol.asyncDispose]: async () => {} }
    }
    requireData(config)
    try {
      // Loaded only here: a command to a running server needs none of it.
      const { openStoppedServer } = await import('./stopped-server.ts')
      return await openStoppedServer(config, { log, headers })
    } catch (error) {
      if (!(error instanceof ConfigError && error.cause instanceof InUseError)) throw error
      if (performance.now() > until) throw inUse(config.dataFolder, error)
    }
    await pause(RETRY_MS)
  }
}

/** Whether a server listens at the socket of the data folder. @throws ConfigError if this user may not know */
async function isServed(dataFolder: string): Promise<boolean> {
  if (findSocketProblem(dataFolder) !== undefined) return false
  const socket = connect(adminSocketOf(dataFolder))
  try {
    await once(socket, 'connect')
    return true
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
    if (ABSENT.has(code)) return false
    const what = `the socket ${adminSocketOf(dataFolder)} of the server cannot be used`
    if (code === 'EACCES' || code === 'EPERM')
      throw new ConfigError(`${what}: run the command as the user of the server, or as root`, { cause })
    throw new ConfigError(`${what}: ${(cause as Error).message}`, { cause })
  } finally {
    socket.destroy()
  }
}

/** A command must not make an empty database where its settings are wrong. @throws ConfigError */
function requireData({ store, dataFolder }: Config): void {
  if (store.kind !== 'sqlite' || existsSync(sqliteFileOf(dataFolder))) return
  throw new ConfigError(
    `the data folder ${dataFolder} has no data of Rollcall: set ROLLCALL_DATA as for the server, or start the server first`,
  )
}

function inUse(dataFolder: string, cause: ConfigError): ConfigError {
  const path = adminSocketOf(dataFolder)
  const reason = findSocketProblem(dataFolder) ?? `it does not listen at ${path}, and its log says why`
  const remedy = 'Stop the server and run the command again, or use the pages of the server.'
  return new ConfigError(`a server uses ${dataFolder}, but commands cannot reach it: ${reason}.\n${remedy}`, { cause })
}
