import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { connect } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { TERMINAL_USER_HEADER } from '../../contract/web/terminal.ts'
import { ConfigError, type Config } from '../config.ts'
import { InUseError, tryLock } from '../store/file-lock.ts'
import type { Logger } from '../telemetry/log.ts'
import type { AdminRequest, AdminSession } from './admin-request.ts'
import { adminSocketOf, commandLockOf, findSocketProblem, sqliteFileOf } from './data-folder.ts'
import { requestThrough } from './socket-request.ts'

/** How long a server that starts or stops may use the data without a socket. */
const START_TIMEOUT_MS = 10_000
/** How long another command may work on the data. */
const COMMAND_MS = 120_000
const RETRY_MS = 150
/** Nobody listens: there is no such file, or a killed server left it behind. */
const ABSENT: ReadonlySet<unknown> = new Set(['ENOENT', 'ENOTDIR', 'ECONNREFUSED', 'ENAMETOOLONG', 'EINVAL'])

/**
 * Opens a session with the server whose settings these are: through its socket if it runs on this machine, otherwise on its
 * data. `user`: who types the command.
 *
 * @throws ConfigError that says why neither is possible
 */
export async function openAdminSession(
  config: Config,
  { user, log }: Readonly<{ user: string; log: Logger }>,
): Promise<AdminSession> {
  const socketPath = adminSocketOf(config.dataFolder)
  const headers = { [TERMINAL_USER_HEADER]: encodeURIComponent(user) }
  const begun = performance.now()
  let inUseSince: number | undefined
  for (;;) {
    if (await isServed(config.dataFolder)) {
      const send = (request: AdminRequest) => requestThrough(socketPath, request, headers)
      return { isExclusive: false, send, [Symbol.asyncDispose]: async () => {} }
    }
    requireData(config)
    const lock = takeCommandLock(config)
    try {
      if (lock) return await openStopped(config, { log, headers, lock })
    } catch (error) {
      if (!(error instanceof ConfigError && error.cause instanceof InUseError)) throw error
      inUseSince ??= performance.now()
      const hasNoSocket = findSocketProblem(config.dataFolder) !== undefined
      if (hasNoSocket || performance.now() - inUseSince > START_TIMEOUT_MS) throw inUse(config.dataFolder, error)
    }
    if (performance.now() - begun > COMMAND_MS)
      throw new ConfigError(`another command has been working on ${config.dataFolder} for minutes`)
    await pause(RETRY_MS)
  }
}

/** Holds `lock` as long as the session. If it cannot be opened, the lock is released. */
async function openStopped(
  config: Config,
  { lock, ...deps }: Readonly<{ log: Logger; headers: Readonly<Record<string, string>>; lock: Disposable }>,
): Promise<AdminSession> {
  await using opened = new AsyncDisposableStack()
  opened.use(lock)
  // Loaded only here: a command to a running server needs none of it.
  const { openStoppedServer } = await import('./stopped-server.ts')
  const stopped = opened.use(await openStoppedServer(config, deps))
  const running = opened.move()
  const isExclusive = config.store.kind === 'sqlite'
  return { isExclusive, send: (request) => stopped.send(request), [Symbol.asyncDispose]: () => running.disposeAsync() }
}

/** Keeps other commands from the files, and servers that start. `undefined` if another command has it. */
function takeCommandLock({ store, dataFolder }: Config): Disposable | undefined {
  if (store.kind !== 'sqlite') return new DisposableStack()
  try {
    return tryLock(commandLockOf(dataFolder))
  } catch {
    return new DisposableStack() // the folder cannot be written: opening the store says so in words
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
