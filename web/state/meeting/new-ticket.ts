import type { ConnectionRefusal, SessionEnd } from '../../../client/conference.ts'
import type { TicketAnswer } from '../../../client/session-return.ts'
import { codeOf } from '../api.ts'
import type { EntryCalls, Proofs } from '../entry/entry-calls.ts'
import { TEMPORARY, toRefusal } from '../entry/entry-refusals.ts'
import type { EntryRefusal } from '../entry/entry-views.ts'
import type { DeviceName } from '../../../contract/text/device-name.ts'

/** Who comes back, and into which conference. */
type Returning = Readonly<{
  calls: Pick<EntryCalls, 'lookUp' | 'pass'>
  proofs: Proofs
  conferenceId: string
  device: DeviceName
  /** Whether the person was signed in when they joined. */
  isSignedIn: boolean
  /** No other device of the person was in the meeting, and this one had sound. */
  wasOnlyDevice: boolean
  /** Name and pass of a guest. */
  nick?: string
  guest?: string
  keepGuest: (pass: string) => void
}>

/** How the session ends for a refusal that lasts. Temporary ones are tried again. */
const ENDS: Readonly<Partial<Record<EntryRefusal, ConnectionRefusal>>> = {
  banned: 'banned',
  'conference-locked': 'conference-locked',
  'not-for-guests': 'conference-locked',
  'not-for-outsiders': 'conference-locked',
  'conference-ended': 'conference-ended',
  'pass-used': 'pass-used',
}

/**
 * Requests a ticket for a person who was in the conference. It does not ask to be admitted, and does not enter another
 * conference that has begun with the same code. A person who has joined with another device meanwhile has moved there: two
 * devices with sound would hear each other.
 *
 * @throws ApiError for a refusal that may pass
 */
export async function requestNewTicket(returning: Returning): Promise<TicketAnswer> {
  const { calls, proofs, conferenceId, device, isSignedIn, wasOnlyDevice, nick, guest, keepGuest } = returning
  const request = { ...proofs, ...(guest !== undefined && { guest }) }
  try {
    const found = await calls.lookUp(request)
    if (found.conferenceId !== conferenceId) return refusedWith('conference-ended')
    if (found.wait) return refusedWith(found.wait)
    if (found.alreadyInside && wasOnlyDevice) return { end: { kind: 'closed', reason: 'replaced', by: 'move' } }
    const isGuest = found.nick === undefined
    if (isGuest && isSignedIn) return refusedWith('signed-out')
    const pass = await calls.pass({ ...request, device, ...(isGuest && nick !== undefined && { nick }) })
    if (pass.guest !== undefined) keepGuest(pass.guest)
    return { ticket: pass.ticket }
  } catch (error) {
    return { end: endOf(error, isSignedIn) }
  }
}

/** @throws `error` if it is temporary */
function endOf(error: unknown, isSignedIn: boolean): SessionEnd {
  const code = codeOf(error)
  if (code === 'signed-out' || code === 'password-must-change') return { kind: 'refused', code: 'signed-out' }
  if (code === 'waiting-room' || code === 'host-absent') return { kind: 'refused', code }
  const refusal = toRefusal(error)
  if (TEMPORARY.has(refusal)) throw error
  if (refusal === 'turned-away') return { kind: 'closed', reason: 'removed' }
  // Without their sign-in, a person whose only proof it was is a stranger.
  return { kind: 'refused', code: ENDS[refusal] ?? (isSignedIn ? 'signed-out' : 'pass-invalid') }
}

function refusedWith(code: ConnectionRefusal): TicketAnswer {
  return { end: { kind: 'refused', code } }
}
