import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync } from 'node:fs'
import { chown, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { Client } from 'pg'

const run = promisify(execFile)
const START_TIMEOUT_MS = 60_000
const STOP_TIMEOUT_MS = 60_000

/** A PostgreSQL for tests, on its own socket in a temporary folder. It ends with the process that started it. */
export type TestPostgres = AsyncDisposable & {
  /** What the tests run on: `postgres <version>` or `pglite <version>`. */
  readonly kind: string
  /** Connections that may be open at the same time, in all stores together. */
  readonly connections: number
  /** Gives an empty database. PGlite has only one, so with it the previous one is emptied. */
  createDatabase(): Promise<{ url: string }>
  /** Ends it as a crash does, and starts it again with its data. Not with PGlite. */
  stop(): Promise<void>
  start(): Promise<void>
}

/** Starts the PostgreSQL that is installed; without one, PGlite behind the same socket protocol. */
export async function startPostgres(): Promise<TestPostgres> {
  const binaries = findPostgresBinaries()
  return binaries === undefined ? startPglite() : startServer(binaries)
}

/** As `startPostgres`, for several servers. @throws without an installed PostgreSQL: PGlite has one connection */
export async function startSharedPostgres(): Promise<TestPostgres> {
  const postgres = await startPostgres()
  if (postgres.connections > 1) return postgres
  await postgres[Symbol.asyncDispose]()
  throw new Error(`several servers need an installed PostgreSQL, and there is only ${postgres.kind}`)
}

/** The folder with `initdb` and `postgres`, of the newest version; `undefined` if there is none. */
export function findPostgresBinaries(): string | undefined {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : []
  const folders = [
    ...versions.map((version) => join(debian, version, 'bin')),
    ...(process.env['PATH'] ?? '').split(delimiter).filter(Boolean),
  ]
  return folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')))
}

async function startServer(binaries: string): Promise<TestPostgres> {
  const owner = await unprivileged()
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-postgres-'))
  const data = join(folder, 'data')
  let server: ChildProcess | undefined
  const stop = async () => {
    if (server) await end(server)
    await rm(folder, { recursive: true, force: true })
  }
  try {
    if (owner) await chown(folder, owner.uid, owner.gid)
    const initdb = ['-D', data, '-U', 'rollcall', '-A', 'trust', '-E', 'UTF8', '--no-locale', '--no-sync']
    await run(join(binaries, 'initdb'), initdb, { cwd: folder, ...owner })
    const settings = ['listen_addresses=', `unix_socket_directories=${folder}`, 'fsync=off', 'max_connections=60']
    const command = [join(binaries, 'postgres'), '-D', data, ...settings.flatMap((setting) => ['-c', setting])]
    // A shell starts the server. When this process ends, even by a kill, the input of the shell ends and it stops the server.
    const guard = `data=$1; shift; "$@" & server=$!
      while read -r word; do
        case $word in
          stop) kill -QUIT "$server"; wait "$server";;
          start) "$@" & server=$!;;
        esac
      done
      kill -QUIT "$server"; wait "$server"; rm -rf "$data"`
    server = spawn('/bin/sh', ['-c', guard, 'sh', folder, ...command], {
      cwd: folder,
      ...owner,
      stdio: ['pipe', 'ignore', 'pipe'],
    })
    const version = await ready(server, urlOf(folder, 'postgres'))
    let databases = 0
    return {
      kind: `postgres ${version}`,
      connections: 50,
      createDatabase: async () => {
        const name = `test_${++databases}`
        await query(urlOf(folder, 'postgres'), `create database ${name}`)
        return { url: urlOf(folder, name) }
      },
      async stop() {
        server?.stdin?.write('stop\n')
        while (await query(urlOf(folder, 'postgres'), 'select 1').then(Boolean, () => false)) await sleep(20)
      },
      async start() {
        server?.stdin?.write('start\n')
        if (server) await ready(server, urlOf(folder, 'postgres'))
      },
      [Symbol.asyncDispose]: stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

/** PostgreSQL refuses to run as root, so root runs it as another user. */
async function unprivileged(): Promise<{ uid: number; gid: number } | undefined> {
  if (process.getuid?.() !== 0) return undefined
  const users = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'))
  const user = users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody')
  if (!user) throw new Error('there is no user postgres or nobody to run a PostgreSQL as')
  return { uid: Number(user[2]), gid: Number(user[3]) }
}

async function ready(server: ChildProcess, url: string): Promise<string> {
  let log = ''
  server.stderr?.on('data', (chunk: Buffer) => {
    log = (log + chunk.toString()).slice(-4000)
  })
  for (const deadline = Date.now() + START_TIMEOUT_MS; ;) {
    try {
      return await query(url, 'show server_version').then((version) => String(version).split(' ', 1)[0] as string)
    } catch (cause) {
      if (Date.now() > deadline) throw new Error(`PostgreSQL did not start:\n${log}`, { cause })
      await sleep(50)
    }
  }
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return
  const exited = once(server, 'exit', { signal: AbortSignal.timeout(STOP_TIMEOUT_MS) })
  server.stdin?.end()
  await exited
}

/** The first value of the first row. */
async function query(url: string, text: string): Promise<unknown> {
  const client = new Client({ connectionString: url })
  client.on('error', () => {}) // the promise below says it too
  try {
    await client.connect()
    const { rows } = await client.query<unknown[]>({ text, rowMode: 'array' })
    return rows[0]?.[0]
  } finally {
    await client.end()
  }
}

function urlOf(folder: string, database: string): string {
  return `postgresql://rollcall@/${database}?host=${encodeURIComponent(folder)}`
}

async function startPglite(): Promise<TestPostgres> {
  const [{ PGlite }, { PGLiteSocketServer }] = await Promise.all([
    import('@electric-sql/pglite'),
    import('@electric-sql/pglite-socket'),
  ])
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-pglite-'))
  const db = await PGlite.create()
  // The socket has the name that a client of a real server looks for. All connections share one session, so only one may
  // be used at a time. More are accepted because a closed one is noticed late.
  const { rows } = await db.query<{ server_version: string }>('show server_version')
  const server = new PGLiteSocketServer({ db, path: join(folder, '.s.PGSQL.5432'), maxConnections: 8 })
  await server.start()
  return {
    kind: `pglite ${rows[0]?.server_version}`,
    connections: 1,
    createDatabase: async () => {
      await db.exec('drop schema public cascade; create schema public')
      return { url: urlOf(folder, 'postgres').replace('rollcall@', 'postgres@') }
    },
    stop: notOnPglite,
    start: notOnPglite,
    [Symbol.asyncDispose]: async () => {
      await server.stop()
      await db.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function notOnPglite(): Promise<void> {
  throw new Error('PGlite runs in this process and cannot be stopped')
}
