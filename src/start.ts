import { once } from 'node:events'
import { ConfigError, readConfig } from './config.ts'
import { startServer, type Server } from './server.ts'

/** Standard output and error, and the signals that end a program. */
export type ProgramIo = Pick<NodeJS.Process, 'stdout' | 'stderr' | 'once' | 'off'>

/** Longest that a stop may take before the process goes anyway. */
const STOP_MS = 10_000

/** `rollcall start`: serves until SIGTERM or SIGINT. Gives the exit code: 1 if it could not start. */
export async function start(env: NodeJS.ProcessEnv, io: ProgramIo): Promise<number> {
  let server: Server
  try {
    server = await startServer(readConfig(env))
  } catch (error) {
    io.stderr.write(`Rollcall cannot start.\n${explain(error)}\n`)
    return 1
  }
  io.stdout.write(greeting(server))
  await Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')])
  setTimeout(() => process.exit(1), STOP_MS).unref()
  await server[Symbol.asyncDispose]()
  return 0
}

/** What an operator can do something about needs no stack. */
export function explain(error: unknown): string {
  if (error instanceof ConfigError) return error.message
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
    return `${error.message}: the port is taken`
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

function greeting({ publicUrl, first }: Server): string {
  const base = publicUrl.href.replace(/\/$/, '')
  const key = first?.clientId ?? 'CLIENT_ID'
  const secret = first?.clientSecret ?? 'CLIENT_SECRET'
  const credentials = first
    ? `
First start. These credentials are shown once and kept nowhere; write them down.
  organisation   ${first.corpId}
  administrator  ${first.userId}, password ${first.password}, unionId ${first.unionId}
  app            ${first.clientId}, secret ${first.clientSecret}

A first conference is waiting for half an hour. Come in, from another terminal:
  npm run rollcall -- join '${first.link}'
`
    : ''
  return `Rollcall listens on ${base} and explains its API on ${base}/docs
${credentials}
A token, and who is in a conference:
  TOKEN=$(curl -s ${base}/v1.0/oauth2/accessToken -H 'content-type: application/json' -d '{"appKey":"${key}","appSecret":"${secret}"}' | sed 's/.*"accessToken":"\\([^"]*\\)".*/\\1/')
  curl -s ${base}/v1.0/conference/videoConferences/${first?.conferenceId ?? 'CONFERENCE_ID'}/members -H "x-acs-dingtalk-access-token: $TOKEN"
`
}
