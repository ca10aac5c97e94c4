import { once } from 'node:events'
import { chmod, rm } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FastifyInstance } from 'fastify'
import { tryLock } from '../store/file-lock.ts'
import type { Logger } from '../telemetry/log.ts'
import { openAdminApp } from './admin-app.ts'
import { adminSocketOf, findSocketProblem, makeFolder } from './data-folder.ts'
import type { Services } from './services.ts'

/** Not imported, see http.ts. */
const { createServer } = process.getBuiltinModule('node:http')

/** How long requests under way may take once the server stops. */
const DRAIN_MS = 5_000

type Deps = Readonly<{ dataFolder: string; services: Services; log: Logger }>

/**
 * Serves the commands of the terminal through a Unix socket in the data folder, which only the user of this process can use.
 * A socket that a killed server left behind is replaced; that of a server that runs is left alone. If there can be none, the
 * log says why, and the server goes on without.
 *
 * Disposing lets requests finish and removes the socket.
 */
export async function openAdminSocket({ dataFolder, services, log }: Deps): Promise<AsyncDisposable | undefined> {
  const problem = findSocketProblem(dataFolder)
  if (problem !== undefined) {
    log.warn({ problem }, 'commands of the terminal cannot reach this server')
    return undefined
  }
  try {
    return await serve(adminSocketOf(dataFolder), { dataFolder, services, log })
  } catch (err) {
    log.warn({ err }, 'commands of the terminal cannot reach this server')
    return undefined
  }
}

async function serve(path: string, { dataFolder, services, log }: Deps): Promise<AsyncDisposable | undefined> {
  await makeFolder(dataFolder)
  await using opened = new AsyncDisposableStack()
  // Servers of one PostgreSQL may share a folder. The system releases the lock even if the process is killed.
  const lock = tryLock(`${path}.lock`)
  if (!lock) {
    log.info({ path }, 'commands of the terminal reach another server that has the same data folder')
    return undefined
  }
  opened.use(lock)
  await rm(path, { force: true })
  let app: Promise<FastifyInstance> | undefined
  opened.defer(async () => void (await (await app?.catch(() => undefined))?.close()))
  // Most servers never get such a request, so its routes are built for the first one.
  const answer = async (request: IncomingMessage, response: ServerResponse) =>
    (await (app ??= openAdminApp(services, log))).routing(request, response)
  const server = createServer((request, response) => {
    answer(request, response).catch((err: unknown) => {
      log.error({ err }, 'a request of a command failed')
      response.destroy()
    })
  })
  server.listen(path)
  await once(server, 'listening')
  opened.defer(async () => {
    const late = setTimeout(() => server.closeAllConnections(), DRAIN_MS)
    await new Promise((resolve) => server.close(resolve))
    clearTimeout(late)
  })
  await chmod(path, 0o600)
  server.on('error', (err) => log.error({ err }, 'the socket of commands failed'))
  const running = opened.move()
  return { [Symbol.asyncDispose]: () => running.disposeAsync() }
}
