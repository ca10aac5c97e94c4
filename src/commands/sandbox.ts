import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { readConfig } from '../config.ts'
import { startServer } from '../server/server.ts'
import { EXIT, ProgramError, readArgs, runProgram } from '../terminal/program-io.ts'
import { SANDBOX_APP, SANDBOX_CORP, SANDBOX_PEOPLE, SANDBOX_SEED } from './sandbox-seed.ts'
import { explain, type ProgramIo } from './start.ts'

const USAGE = `rollcall sandbox [--port N]

Starts a server for developers of integrations, until Ctrl-C: with people and apps whose credentials it prints, and requests
that make meetings and plan wrong answers. Reachable from this machine only, unless ROLLCALL_HOST says otherwise.
Its data is in a temporary folder and deleted at the end, or in the folder of ROLLCALL_DATA.
`

/** `rollcall sandbox [--port N]`: serves until it is stopped. Gives the exit code. */
export async function sandbox(args: readonly string[], env: NodeJS.ProcessEnv, io: ProgramIo): Promise<number> {
  try {
    return await runProgram(io, (stopped) => run(args, env, { io, stopped }))
  } catch (error) {
    io.stderr.write(`The sandbox could not start.\n${explain(error)}\n`)
    return 1
  }
}

async function run(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  { io, stopped }: { io: ProgramIo; stopped: AbortSignal },
): Promise<number> {
  const options = { port: { type: 'string' }, help: { type: 'boolean', short: 'h', default: false } } as const
  const { values } = readArgs([...args], { options }, USAGE)
  if (values.help) {
    io.stdout.write(USAGE)
    return 0
  }
  const { port } = values
  if (port !== undefined && !/^\d{1,5}$/.test(port)) throw new ProgramError('--port must be a number.', EXIT.usage)
  await using folder = await openFolder(env['ROLLCALL_DATA'])
  const seedFile = join(folder.path, 'sandbox-seed.json')
  await writeFile(seedFile, JSON.stringify(SANDBOX_SEED, undefined, 2))
  await using server = await startServer(
    readConfig({
      ROLLCALL_LOG_LEVEL: 'error', // standard error goes to the same terminal
      ROLLCALL_ACCESS_LOG: 'off',
      ROLLCALL_HOST: '127.0.0.1', // the credentials are known to everybody
      ...env,
      ROLLCALL_DATA: folder.path,
      ROLLCALL_SEED: seedFile,
      ROLLCALL_SANDBOX: 'on',
      ...(port !== undefined && { ROLLCALL_PORT: port }),
    }),
  )
  io.stdout.write(invitation(server.url))
  if (!stopped.aborted) await once(stopped, 'abort')
  io.stdout.write('The sandbox stops.\n')
  return 0
}

/** The folder of the data. A temporary one is deleted at the end. */
async function openFolder(given: string | undefined): Promise<AsyncDisposable & Readonly<{ path: string }>> {
  if (given) {
    const path = resolve(given)
    await mkdir(path, { recursive: true })
    return { path, async [Symbol.asyncDispose]() {} }
  }
  const path = await mkdtemp(join(tmpdir(), 'rollcall-sandbox-'))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) }
}

function invitation(url: string): string {
  const { clientId, clientSecret } = SANDBOX_APP
  const people = SANDBOX_PEOPLE.map(
    ({ userId, unionId, name }) => `  ${userId.padEnd(9)}  ${unionId.padEnd(20)}  ${name}`,
  )
  const [ada, xiaoyu] = SANDBOX_PEOPLE
  const order = {
    people: [{ unionId: ada?.unionId }, { unionId: xiaoyu?.unionId, status: 2 }, { guest: 'Zoe', status: 6 }],
  }
  return `The sandbox runs at ${url}. API reference: ${url}/docs

  app           ${clientId}, secret ${clientSecret} (every scope)
  read only     dingsandboxread, secret ${clientSecret}
  third-party   suitesandbox, secret ${clientSecret}, any ticket
  organization  ${SANDBOX_CORP}, ssoSecret ${clientSecret}
  password      ${SANDBOX_PEOPLE[0]?.password}, of everybody

  userId     unionId               name
${people.join('\n')}

Get a token, make a meeting with people in it, and list them:

  TOKEN=$(curl -s ${url}/v1.0/oauth2/accessToken -H 'content-type: application/json' -d '{"appKey":"${clientId}","appSecret":"${clientSecret}"}' | sed 's/.*"accessToken":"\\([^"]*\\)".*/\\1/')
  MEETING=$(curl -s ${url}/sandbox/conferences -H "x-acs-dingtalk-access-token: $TOKEN" -H 'content-type: application/json' -d '${JSON.stringify(order)}' | sed 's/.*"conferenceId":"\\([^"]*\\)".*/\\1/')
  curl -s ${url}/v1.0/conference/videoConferences/$MEETING/members -H "x-acs-dingtalk-access-token: $TOKEN"

docs/sandbox.md has everything else. Ctrl-C ends the sandbox.
`
}
