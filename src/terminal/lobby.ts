import type { Ring } from '../../contract/signaling/types.ts'
import { explainRefusal } from './connection.ts'
import { attend, readDevice } from './join.ts'
import { LobbyClient } from './lobby-client.ts'
import { Printer } from './printer.ts'
import { EXIT, ProgramError, readArgs, runProgram, type ProgramIo } from './program-io.ts'
import { SessionClient } from './session-client.ts'
import { signIn } from './web-client.ts'

const USAGE = `rollcall lobby <server-url> --corp ID --user ID --password P [--answer accept|decline|ignore]
               [--device Win|Mac|iOS|Android] [--json]

Rings when you are called, until Ctrl-C. Accepting comes into the conference, as "rollcall join" does.
  --answer  what to do with calls; by default they only ring
  --json    one JSON object a line: {"type": …, "at": <epoch ms>, …}
Ends with 0 after Ctrl-C, 1 when you cannot sign in, 2 for a command that cannot be read.`

const ANSWERS = ['accept', 'decline', 'ignore'] as const
type Answer = (typeof ANSWERS)[number]

/** `rollcall lobby`. Gives the exit code. */
export function runLobby(args: string[], io: ProgramIo): Promise<number> {
  return runProgram(io, async (stopped) => {
    const { values, positionals } = readArgs(
      args,
      {
        allowPositionals: true,
        options: {
          corp: { type: 'string' },
          user: { type: 'string' },
          password: { type: 'string' },
          answer: { type: 'string', default: 'ignore' },
          device: { type: 'string' },
          json: { type: 'boolean', default: false },
          help: { type: 'boolean', short: 'h', default: false },
        },
      },
      USAGE,
    )
    if (values.help) {
      io.stdout.write(`${USAGE}\n`)
      return 0
    }
    const { corp: corpId, user: userId, password } = values
    const answer = ANSWERS.find((word) => word === values.answer)
    const [url = ''] = positionals
    if (!/^https?:/.test(url) || !URL.canParse(url) || !corpId || !userId || !password || !answer) {
      throw new ProgramError(`The server, who you are and your password are needed.\n${USAGE}`, EXIT.usage)
    }
    const device = readDevice(values.device)
    const server = new URL(url)
    const printer = new Printer(io, values)
    const { name } = await signIn(server, { corpId, userId, password }) // says at once what is wrong
    using lobby = new LobbyClient({
      server,
      signIn: async () => (await signIn(server, { corpId, userId, password })).token,
    })
    lobby.on('connected', () => printer.say({ type: 'waiting', name }, `${name} can be called`))
    const take = (ring: Ring) => answerRing(ring, { server, lobby, device, answer, printer, stopped })
    return await waitForCalls(lobby, { printer, take, stopped })
  })
}

async function waitForCalls(
  lobby: LobbyClient,
  { printer, take, stopped }: { printer: Printer; take: (ring: Ring) => Promise<unknown>; stopped: AbortSignal },
): Promise<number> {
  const calls = new Set<Promise<unknown>>()
  lobby.on('ring', (ring) => {
    printer.say({ type: 'ring', ...ring }, `${ring.inviter ?? 'Somebody'} calls you into "${ring.title}"`)
    const call = take(ring).finally(() => calls.delete(call))
    calls.add(call)
  })
  lobby.on('ringEnded', (ended) => printer.say({ type: 'ring-ended', ...ended }, `The ringing stops: ${ended.reason}`))
  lobby.on('reconnecting', () => printer.say({ type: 'reconnecting' }, 'The connection is lost; trying again'))
  const refusal = await new Promise<string | undefined>((resolve) => {
    lobby.on('refused', (code) => resolve(explainRefusal(code)))
    if (stopped.aborted) resolve(undefined)
    else stopped.addEventListener('abort', () => resolve(undefined))
  })
  await Promise.all(calls) // until they are over; a stop has them leave
  if (refusal !== undefined) throw new ProgramError(refusal)
  return 0
}

async function answerRing(
  { conferenceId }: Ring,
  given: {
    server: URL
    lobby: LobbyClient
    device: ReturnType<typeof readDevice>
    answer: Answer
    printer: Printer
    stopped: AbortSignal
  },
): Promise<void> {
  const { server, lobby, device, answer, printer, stopped } = given
  if (answer === 'ignore') return
  const taken = await lobby.answer({ conferenceId, answer, device })
  if (!taken.ok)
    return printer.say({ type: 'answer-refused', conferenceId, code: taken.code }, explainRefusal(taken.code))
  if (taken.ticket === undefined) return
  try {
    await attend(new SessionClient({ server, ticket: taken.ticket }), printer, stopped)
  } catch (error) {
    if (!(error instanceof ProgramError)) throw error
    printer.say({ type: 'not-inside', conferenceId }, error.message) // and the lobby goes on
  }
}
