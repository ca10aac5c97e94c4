import { userInfo } from 'node:os'
import { platform } from 'node:process'
import type { ConferenceClient } from '../../client/conference-client.ts'
import type { SessionEnd } from '../../client/conference.ts'
import { DEVICE_NAMES, type DeviceName } from '../../contract/text/device-name.ts'
import { parseNick } from '../../contract/text/nick.ts'
import { explainRefusal } from './refusals.ts'
import { readMeetingLink } from './meeting-link.ts'
import { reportRoundTrips } from './own-quality.ts'
import { Printer } from './printer.ts'
import { EXIT, ProgramError, readArgs, runProgram, type ProgramIo } from './program-io.ts'
import { openSession } from './session.ts'
import { waitForTicket } from './way-in.ts'

const USAGE = `rollcall join <link> [--nick NAME] [--device Win|Mac|iOS|Android] [--json] [--quality]

Comes into a conference and prints who is there and each change, until Ctrl-C. Whoever has to be let in waits.
  --nick    name to go by, if the link does not name you; your user name otherwise
  --device  what to be shown on; this machine otherwise
  --json    one JSON object a line: {"type": …, "at": <epoch ms>, …}
  --quality tells the server, every ten seconds, how long its answers take
Ends with 0 after leaving and after the end of the conference, 3 when you are removed, 1 when you are not let in
or your session is lost, 2 for a command that cannot be read.`

const PLATFORMS: Readonly<Record<string, DeviceName>> = { win32: 'Win', darwin: 'Mac', android: 'Android' }

/** `rollcall join`. Gives the exit code. */
export function runJoin(args: string[], io: ProgramIo): Promise<number> {
  return runProgram(io, async (stopped) => {
    const { values, positionals } = readArgs(
      args,
      {
        allowPositionals: true,
        options: {
          nick: { type: 'string' },
          device: { type: 'string' },
          json: { type: 'boolean', default: false },
          quality: { type: 'boolean', default: false },
          help: { type: 'boolean', short: 'h', default: false },
        },
      },
      USAGE,
    )
    if (values.help) {
      io.stdout.write(`${USAGE}\n`)
      return 0
    }
    const link = readMeetingLink(positionals[0] ?? '')
    if (!link || positionals.length !== 1) {
      throw new ProgramError(`A link to a conference is needed, in quotes.\n${USAGE}`, EXIT.usage)
    }
    const nick = parseNick(values.nick ?? userName())
    if (nick === undefined) throw new ProgramError('A name has 1 to 64 characters.', EXIT.usage)
    const device = readDevice(values.device)
    const printer = new Printer(io, values)
    const ticket = await waitForTicket(link, { nick, device }, { printer, stopped })
    if (ticket === undefined) return 0
    const session = openSession(link.server, ticket)
    using _reporting = values.quality ? reportRoundTrips(session) : undefined
    return await attend(session, printer, stopped)
  })
}

/**
 * Prints what happens in a session until it is over, or until `stopped` has it leave.
 *
 * @returns the exit code
 */
export async function attend(session: ConferenceClient, printer: Printer, stopped: AbortSignal): Promise<number> {
  const leave = () => void session.leave()
  stopped.addEventListener('abort', leave)
  if (stopped.aborted) leave()
  try {
    if (!(await session.joined())) printer.follow(session)
    return sayEnd(await session.ended(), printer)
  } finally {
    stopped.removeEventListener('abort', leave)
  }
}

/** @throws ProgramError for an end that is not in order */
function sayEnd(end: SessionEnd, printer: Printer): number {
  if (end.kind === 'refused') {
    printer.sayToMachine({ type: 'refused', code: end.code }) // a person reads it on standard error
    throw new ProgramError(explainRefusal(end.code))
  }
  const { reason } = end
  const say = (text: string) => printer.say({ type: 'closed', reason }, text)
  switch (reason) {
    case 'left':
      say('You have left')
      return 0
    case 'conference-ended':
      say('The conference has ended')
      return 0
    case 'removed':
    case 'banned':
      say(reason === 'removed' ? 'You were removed' : 'You were removed, and may not come back')
      return EXIT.removed
    case 'lost':
    case 'replaced':
      say(reason === 'lost' ? 'Your session was lost' : 'Your session goes on elsewhere')
      return EXIT.failed
  }
}

export function readDevice(given: string | undefined): DeviceName {
  if (given === undefined) return PLATFORMS[platform] ?? 'other'
  const device = DEVICE_NAMES.find((name) => name === given)
  if (device !== undefined) return device
  throw new ProgramError(`--device must be one of Win, Mac, iOS and Android, not "${given}"`, EXIT.usage)
}

function userName(): string {
  try {
    return userInfo().username
  } catch {
    return 'terminal' // a container may run as a user that has no name
  }
}
