import type { ConnectionRefusal } from '../../client/conference.ts'
import type { LobbyClient } from '../../client/lobby-client.ts'
import type { Ring } from '../../contract/signaling/types.ts'
import { explainRefusal } from './refusals.ts'
import { attend, readDevice } from './join.ts'
import { Printer } from './printer.ts'
import { EXIT, ProgramError, readArgs, runProgram, type ProgramIo } from './program-io.ts'
import { openLobby, openSession } from './session.ts'
import { signIn } from './web-client.ts'

const USAGE = `rollcall lobby <server-url> --corp ID --user ID --password P [--answer accept|decline|ignore]
               [--device Win|Mac|iOS|Android] [--json]

Waits for calls until Ctrl-C. Accepting a call joins the meeting, as "rollcall join" does.
  --answer  what to do with calls; by default they keep ringing
  --json    print one JSON object per line: {"type": …, "at": <epoch ms>, …}
Exit codes: 0 after Ctrl-C, 1 if you cannot sign in, 2 for an invalid command.`

const ANSWERS = ['accept', 'decline', 'ignore'] as const
type Answer = (typeof ANSWERS)[number]

/** `rollcall lobby`. @returns the exit code */
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
      throw new ProgramError(`Give the URL of the server, --corp, --user and --password.\n${USAGE}`, EXIT.usage)
    }
    const device = readDevice(values.device)
    const server = new URL(url)
    const printer = new Printer(io, values)
    const { name } = await signIn(server, { corpId, userId, password }) // a wrong password ends the program now
    const calls = new Set<Promise<unknown>>()
    const refused = Promise.withResolvers<ConnectionRefusal | undefined>()
    using lobby = openLobby(server, {
      signIn: async () => (await signIn(server, { corpId, userId, password })).token,
      listener: {
        opened: () => printer.say({ type: 'waiting', name }, `Waiting for calls to ${name}`),
        lost: () => printer.say({ type: 'reconnecting' }, 'Connection lost. Reconnecting…'),
        rang(ring) {
          printer.say({ type: 'ring', ...ring }, `${ring.inviter ?? 'Someone'} is calling you to "${ring.title}"`)
          const call = answerRing(ring, { server, lobby, device, answer, printer, stopped })
          calls.add(call)
          void call.finally(() => calls.delete(call))
        },
        ended: (ended) => printer.say({ type: 'ring-ended', ...ended }, `The call stopped ringing: ${ended.reason}`),
        signedOut: () => refused.resolve('signed-out'),
        outdated: () => refused.resolve('version-unsupported'),
      },
    })
    const stop = () => refused.resolve(undefined)
    if (stopped.aborted) stop()
    else stopped.addEventListener('abort', stop)
    const code = await refused.promise
    await Promise.all(calls) // after a stop, each accepted call leaves its meeting
    if (code !== undefined) throw new ProgramError(explainRefusal(code))
    return 0
  })
}

/** Answers a call as `answer` says. If that accepts it, attends the meeting until it ends. */
async function answerRing(
  { conferenceId }: Ring,
  call: {
    server: URL
    lobby: LobbyClient
    device: ReturnType<typeof readDevice>
    answer: Answer
    printer: Printer
    stopped: AbortSignal
  },
): Promise<void> {
  const { server, lobby, device, answer, printer, stopped } = call
  if (answer === 'ignore') return
  const taken = await lobby.answer({ conferenceId, answer, device })
  if (!taken.ok)
    return printer.say({ type: 'answer-refused', conferenceId, code: taken.code }, explainRefusal(taken.code))
  if (taken.ticket === undefined) return
  try {
    await attend(openSession(server, taken.ticket), printer, stopped)
  } catch (error) {
    if (!(error instanceof ProgramError)) throw error
    printer.say({ type: 'not-inside', conferenceId }, error.message) // and the lobby continues
  }
}
