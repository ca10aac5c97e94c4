import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { ConfigError, readConfig } from '../config.ts'
import { startServer, type Server } from '../server/server.ts'
import { SeedError } from '../service/account/seeding.ts'

/** Standard output and error, and the signals that end a program. */
export type ProgramIo = Pick<NodeJS.Process, 'stdout' | 'stderr' | 'once' | 'off'>

/** The start has written everything by then. */
const QUIET_MS = 1_000
/** After this time the process exits, even if the stop is not complete. */
const STOP_MS = 10_000

const USAGE = `rollcall [start]

Runs the server until Ctrl-C. Settings are environment variables that begin with ROLLCALL_. README.md lists them.
`

/** Why the server cannot listen on an address, for the operator. By the code of the error. */
const LISTEN_FAILURES: Readonly<Record<string, string>> = {
  EADDRINUSE: 'the port is already in use',
  EADDRNOTAVAIL: 'ROLLCALL_HOST is not an address of this machine',
  ENOTFOUND: 'the name in ROLLCALL_HOST cannot be resolved',
  EACCES: 'this user is not allowed to listen on that port',
}

const SANDBOX_NOTE =
  'This server is a SANDBOX: apps can make conferences and plan wrong answers. Not for real meetings.\n'

/**
 * `rollcall start`: serves until SIGTERM or SIGINT. Gives the exit code: 1 if it could not start, 2 if it has unknown
 * arguments.
 */
export async function start(args: readonly string[], env: NodeJS.ProcessEnv, io: ProgramIo): Promise<number> {
  if (asksForHelp(args)) {
    io.stdout.write(USAGE)
    return 0
  }
  if (args.length > 0) {
    io.stderr.write(`rollcall start takes no arguments, but got "${args.join(' ')}".\n${USAGE}`)
    return 2
  }
  let server: Server
  try {
    server = await startServer(readConfig(env))
  } catch (error) {
    io.stderr.write(`Rollcall could not start.\n${explain(error)}\n`)
    endWithin(STOP_MS)
    return 1
  }
  const stopped = stopSignal(io) // a program that reads the greeting may stop the server at once
  io.stdout.write(greeting(server))
  returnMemoryOfStart()
  await stopped
  endWithin(STOP_MS)
  await server[Symbol.asyncDispose]()
  return 0
}

function stopSignal(io: ProgramIo): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  for (const signal of ['SIGTERM', 'SIGINT']) io.once(signal, () => resolve())
  return promise
}

/**
 * Collects what the start has left behind. V8 would keep it, and the space that it grew to for it, until there is more work:
 * a quarter of the memory of an idle server.
 */
function returnMemoryOfStart(): void {
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  if (typeof collect === 'function') setTimeout(() => collect() as void, QUIET_MS).unref()
}

/** Ends the process with code 1 if something keeps it running for longer. */
function endWithin(ms: number): void {
  setTimeout(() => process.exit(1), ms).unref()
}

/** The message of an error that an operator can fix; any other error with its stack. */
export function explain(error: unknown): string {
  if (error instanceof ConfigError || error instanceof SeedError) return error.message
  if (!(error instanceof Error)) return String(error)
  if ('syscall' in error && (error.syscall === 'listen' || error.syscall === 'getaddrinfo')) {
    const reason = 'code' in error ? LISTEN_FAILURES[String(error.code)] : undefined
    return `${error.message}: ${reason ?? 'cannot listen on ROLLCALL_HOST and ROLLCALL_PORT'}`
  }
  return error.stack ?? error.message
}

export function asksForHelp(args: readonly string[]): boolean {
  return args.includes('--help') || args.includes('-h')
}

/** How people type this program: through npm in a clone, by its own command in a package. */
export function commandName(mainFile: string = process.argv[1] ?? ''): string {
  return mainFile.endsWith('.ts') ? 'npm run -s rollcall --' : 'rollcall'
}

function greeting({ publicUrl, media, isSandbox, first }: Server): string {
  const base = publicUrl.href.replace(/\/$/, '')
  const key = first?.clientId ?? 'CLIENT_ID'
  const secret = first?.clientSecret ?? 'CLIENT_SECRET'
  const credentials = first
    ? `
First start. Write down these credentials: they are shown once and not stored.
  organization   ${first.corpId}
  administrator  ${first.userId}, password ${first.password}, unionId ${first.unionId}
  app            ${first.clientId}, secret ${first.clientSecret}
The administrator chooses a new password at the first sign-in.
`
    : ''
  const invitation = first?.conference
    ? `
A first meeting is open for the next half hour. Join it from another terminal:
  ${commandName()} join '${first.conference.link}'
`
    : ''
  return `Rollcall listens on ${base} (open it in a browser). API reference: ${base}/docs
Audio and video: ${media}.
${isSandbox ? SANDBOX_NOTE : ''}${credentials}${invitation}
Get a token and list the members of a meeting:
  TOKEN=$(curl -s ${base}/v1.0/oauth2/accessToken -H 'content-type: application/json' -d '{"appKey":"${key}","appSecret":"${secret}"}' | sed 's/.*"accessToken":"\\([^"]*\\)".*/\\1/')
  curl -s ${base}/v1.0/conference/videoConferences/${first?.conference?.conferenceId ?? 'CONFERENCE_ID'}/members -H "x-acs-dingtalk-access-token: $TOKEN"
`
}
