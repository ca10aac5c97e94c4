import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { DemoApi } from './demo-api.ts'
import { DemoMeeting } from './demo-meeting.ts'
import { DEMO_APP, DEMO_SEED, DEMO_VISITOR } from './demo-people.ts'
import { seededRandom } from './demo-steps.ts'
import { EXIT, ProgramError, readArgs, runProgram, type ProgramIo } from './program-io.ts'

const USAGE = `rollcall demo [--port N]

Starts a server with a sample company and a live meeting whose people join and leave, until Ctrl-C.
Stores its data in ./data-demo, or in the folder of ROLLCALL_DATA.`

const DATA_FOLDER = 'data-demo'
const PACE_MS = 2_500

/** What the demo gets from the program that starts it. */
export type DemoDeps = Readonly<{
  /** The environment that the program was started in. */
  env: Readonly<Record<string, string | undefined>>
  /** The command that starts this program, as people type it. */
  command: string
  /** Starts a server with the settings of an environment. */
  start: (env: Readonly<Record<string, string | undefined>>) => Promise<Readonly<{ url: string }> & AsyncDisposable>
  /** Mean time between two steps; shorter in tests. */
  paceMs?: number
}>

/** `rollcall demo`. @returns the exit code */
export function runDemo(args: string[], io: ProgramIo, deps: DemoDeps): Promise<number> {
  const { env, command, start, paceMs = PACE_MS } = deps
  return runProgram(io, async (stopped) => {
    const options = { port: { type: 'string' }, help: { type: 'boolean', short: 'h', default: false } } as const
    const { values } = readArgs(args, { options }, USAGE)
    if (values.help) {
      io.stdout.write(`${USAGE}\n`)
      return 0
    }
    const { port } = values
    if (port !== undefined && !/^\d{1,5}$/.test(port)) throw new ProgramError('--port must be a number.', EXIT.usage)

    const dataFolder = resolve(env['ROLLCALL_DATA'] || DATA_FOLDER)
    const seedFile = join(dataFolder, 'demo-seed.json')
    await mkdir(dataFolder, { recursive: true })
    await writeFile(seedFile, JSON.stringify(DEMO_SEED, undefined, 2))
    await using server = await start({
      ROLLCALL_LOG_LEVEL: 'warn', // standard error goes to the same terminal
      ...env,
      ROLLCALL_DATA: dataFolder,
      ROLLCALL_SEED: seedFile,
      ...(port !== undefined && { ROLLCALL_PORT: port }),
    })
    const say = (line: string) => void io.stdout.write(`${new Date().toTimeString().slice(0, 8)}  ${line}\n`)
    const api = new DemoApi(server.url, DEMO_APP)
    await using meeting = new DemoMeeting({
      server: new URL(server.url),
      api,
      random: seededRandom(1),
      say: (line) => say(line),
      paceMs,
    })
    meeting.waitForCalls()
    while (!stopped.aborted) {
      const { conferenceId, externalLinkUrl } = await meeting.open()
      const token = await api.token()
      io.stdout.write(invitation({ command, url: server.url, conferenceId, link: externalLinkUrl, token }))
      await meeting.live(stopped)
    }
    io.stdout.write('Everyone leaves and the server stops.\n')
    return 0
  })
}

function invitation(given: {
  command: string
  url: string
  conferenceId: string
  link: string
  token: string
}): string {
  const { command, url, conferenceId, link, token } = given
  const { clientId, clientSecret } = DEMO_APP
  return `
A meeting is live. Sign in, and then open the link of the meeting in the same browser:

  address   ${new URL(link).origin}
  user      ${DEMO_VISITOR.userId}
  password  ${DEMO_VISITOR.password}
  meeting   ${link}

API reference: ${url}/docs. Get a token, and list who is there:

  curl -s ${url}/v1.0/oauth2/accessToken -H 'content-type: application/json' -d '{"appKey":"${clientId}","appSecret":"${clientSecret}"}'

  curl -s ${url}/v1.0/conference/videoConferences/${conferenceId}/members -H 'x-acs-dingtalk-access-token: ${token}'

Join, or wait for calls, from another terminal:

  ${command} join '${link}'
  ${command} lobby ${url} --corp ${DEMO_SEED.organizations[0]?.corpId} --user ${DEMO_VISITOR.userId} --password ${DEMO_VISITOR.password}

`
}
