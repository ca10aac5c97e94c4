import { userInfo } from 'node:os'
import { platform } from 'node:process'
import type { ConferenceClient } from '../../client/conference-client.ts'
import type { SessionEnd } from '../../client/conference.ts'
import { DEVICE_NAMES, type DeviceName } from '../../contract/text/device-name.ts'
import { readLink } from '../../contract/text/link.ts'
import { parseNick } from '../../contract/text/nick.ts'
import { explainRefusal } from './refusals.ts'
import { readMeetingLink, readShortLink } from './meeting-link.ts'
import { reportRoundTrips } from './round-trips.ts'
import { Printer } from './printer.ts'
import { EXIT, ProgramError, readArgs, runProgram, type ProgramIo } from './program-io.ts'
import { openSession } from './session.ts'
import { waitForTicket } from './wait-for-ticket.ts'
import { resolveShortLink } from './web-client.ts'

const USAGE = `rollcall join <link> [--nick NAME] [--device Win|Mac|iOS|Android] [--json] [--quality]

Joins a meeting and prints who is there and every change, until Ctrl-C. If you have to be admitted, it waits.
  <link>    any link to a meeting: from Invite, from a calendar entry, or a personal one
  --nick    your name, if the link does not name you; by default your user name on this machine
  --device  the device that others see; by default this machine
  --json    print one JSON object per line: {"type": …, "at": <epoch ms>, …}
  --quality report the response time of the server every ten seconds
Exit codes: 0 after you leave or the meeting ends, 3 if you are removed, 1 if you cannot join or your session is
lost, 2 for an invalid command.`

const PLATFORMS: Readonly<Record<string, DeviceName>> = {
  win32: 'Win',
  darwin: 'Mac',
  android: 'Android',
  linux: 'Linux',
}

/** `rollcall join`. @returns the exit code */
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
    const [text = ''] = positionals
    const given = readMeetingLink(text) ?? readShortLink(text)
    if (!given || positionals.length !== 1) {
      const isWithoutProof = positionals.length === 1 && readLink(text) !== undefined
      const reason = isWithoutProof
        ? 'This address names a meeting, but admits nobody. Give the link of Invite.'
        : 'Give a link to a meeting, in quotes.'
      throw new ProgramError(`${reason}\n${USAGE}`, EXIT.usage)
    }
    const nick = parseNick(values.nick ?? userName())
    if (nick === undefined) throw new ProgramError('Use a name of 1 to 64 visible characters.', EXIT.usage)
    const device = readDevice(values.device)
    const printer = new Printer(io, values)
    const link = 'code' in given ? await resolveShortLink(given) : given
    const ticket = await waitForTicket(link, { nick, device }, { printer, stopped })
    if (ticket === undefined) return 0
    const session = openSession(link.server, ticket)
    using _reporting = values.quality ? reportRoundTrips(session) : undefined
    return await attend(session, printer, stopped)
  })
}

/**
 * Prints what happens in a session until it ends. If `stopped` is aborted, the session leaves.
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

/**
 * Prints how the session ended.
 *
 * @returns the exit code
 * @throws ProgramError if the server refused the session
 */
function sayEnd(end: SessionEnd, printer: Printer): number {
  if (end.kind === 'refused') {
    printer.sayToMachine({ type: 'refused', code: end.code }) // people read it on standard error
    throw new ProgramError(explainRefusal(end.code))
  }
  const { reason, by } = end
  const isByAdministrator = by === 'administrator'
  const say = (text: string) =>
    printer.say(
      { type: 'closed', reason, ...(isByAdministrator && { by }) },
      isByAdministrator ? `${text} (by an administrator)` : text,
    )
  switch (reason) {
    case 'left':
      say('You left')
      return 0
    case 'conference-ended':
      say('The meeting has ended')
      return 0
    case 'removed':
    case 'banned':
      say(reason === 'removed' ? 'You were removed' : 'You were removed and cannot rejoin')
      return EXIT.removed
    case 'lost':
    case 'replaced':
      say(reason === 'lost' ? 'Your session was lost' : 'Your session continues somewhere else')
      return EXIT.failed
  }
}

/** The device that `--device` names; without it, this machine. @throws ProgramError if there is no such device */
export function readDevice(option: string | undefined): DeviceName {
  if (option === undefined) return PLATFORMS[platform] ?? 'other'
  const device = DEVICE_NAMES.find((name) => name === option)
  if (device !== undefined) return device
  throw new ProgramError(`--device must be one of Win, Mac, iOS, Android or Linux, not "${option}"`, EXIT.usage)
}

function userName(): string {
  try {
    return userInfo().username
  } catch {
    return 'terminal' // a container may run as a user that has no name
  }
}
