import { setTimeout as pause } from 'node:timers/promises'
import type { DeviceName } from '../../contract/text/device-name.ts'
import type { MeetingLink } from './meeting-link.ts'
import type { Printer } from './printer.ts'
import { ProgramError } from './program-io.ts'
import { admit, RefusedByServer } from './web-client.ts'

const RETRY_MS = 3_000
const WAITS: Readonly<Record<string, string>> = {
  'waiting-room': 'Waiting to be admitted',
  'host-absent': 'Waiting for the host or a co-host to join',
}
/** Refusals after which a person who already waits goes on waiting. */
const TEMPORARY: ReadonlySet<string> = new Set(['too-many-tries', 'too-many-guests', 'guests-full', 'fault'])

type Newcomer = Readonly<{ nick: string; device: DeviceName }>

/**
 * Gets a ticket into the conference that the link leads to. If the person has to wait, prints why, and waits.
 *
 * @returns `undefined` if `stopped` ended the waiting
 * @throws ProgramError with the server's reason
 */
export async function waitForTicket(
  link: MeetingLink,
  newcomer: Newcomer,
  { printer, stopped }: { printer: Printer; stopped: AbortSignal },
): Promise<string | undefined> {
  let current = link
  let guestPass: string | undefined
  let waits = false
  let reported: string | undefined
  for (;;) {
    try {
      const { ticket } = await admit(current, {
        ...newcomer,
        ...(guestPass && { guest: guestPass }),
        ...(waits && { waits }),
      })
      return ticket
    } catch (error) {
      const { code, guest, login } = refusalIn(error)
      const text = WAITS[code]
      if (text === undefined && !(waits && TEMPORARY.has(code))) throw error
      if (text !== undefined && code !== reported) printer.say({ type: 'has-to-wait', code }, text)
      reported = text === undefined ? reported : code
      guestPass = guest ?? guestPass
      waits = true
      if (login !== undefined) current = { server: link.server, roomCode: link.roomCode, login }
    }
    await pause(RETRY_MS, undefined, { signal: stopped }).catch(() => undefined)
    if (stopped.aborted) return undefined
  }
}

/** The refusal that an error contains. A server that did not answer counts as `fault`. @throws any other error */
function refusalIn(error: unknown): { code: string; guest?: string; login?: string } {
  if (error instanceof RefusedByServer) return error.refusal
  if (error instanceof ProgramError) return { code: 'fault' }
  throw error
}
