import { io, type Socket } from 'socket.io-client'
import { SIGNALING_PATH } from '../../contract/signaling/constants.ts'
import type { RefusalCode } from '../../contract/signaling/types.ts'
import { pathBelow } from '../../contract/text/link.ts'

/** What will be different if it is tried again. */
const WORTH_RETRYING: ReadonlySet<string> = new Set(['draining', 'fault'])
const RETRY_MS = 1_000

/** Why there is no connection; `unknown` if what answered was no Rollcall. */
export type ConnectionRefusal = RefusalCode | 'unknown'

/** A connection that comes back by itself; `auth` is asked anew each time. */
export function openConnection(
  { server, namespace }: { server: URL; namespace: string },
  auth: (give: (auth: object) => void) => void,
): Socket {
  return io(server.origin + namespace, {
    path: pathBelow(server, SIGNALING_PATH).pathname,
    transports: ['websocket'],
    forceNew: true,
    auth,
    timeout: 5_000,
    reconnectionDelay: 300,
    reconnectionDelayMax: 2_000,
  })
}

/**
 * Tells `refused` once the server turns the connection down for good. Refusals that will pass are tried again, as
 * Socket.IO itself does only where there was no answer at all.
 *
 * @returns what ends the trying
 */
export function whenRefused(socket: Socket, refused: (code: ConnectionRefusal) => void): () => void {
  let timer: NodeJS.Timeout | undefined
  socket.on('connect_error', (error: Error & { data?: { code?: RefusalCode } }) => {
    if (socket.active) return
    const code = error.data?.code ?? 'unknown'
    if (!WORTH_RETRYING.has(code)) return refused(code)
    clearTimeout(timer)
    timer = setTimeout(() => socket.connect(), RETRY_MS)
  })
  return () => clearTimeout(timer)
}

const REFUSALS: Readonly<Record<ConnectionRefusal, string>> = {
  'version-unsupported': 'The server speaks another version of the protocol. Use the same version of Rollcall as it.',
  malformed: 'The server does not understand this client.',
  draining: 'The server is going down.',
  fault: 'The server failed. It has written down why.',
  'signed-out': 'You are not signed in any more.',
  'pass-invalid': 'The ticket is not valid, or no longer. Join again.',
  'pass-used': 'The ticket has been used. Join again.',
  'session-ended': 'Your session ended while you were away.',
  banned: 'You were removed from this conference and may not come back.',
  'conference-locked': 'The conference is locked. Ask somebody inside to unlock it.',
  'host-absent': 'The meeting begins when its host comes.',
  'waiting-room': 'The host lets people in. Wait until it is your turn.',
  'conference-ended': 'The conference has ended.',
  'conference-not-found': 'There is no such conference.',
  'not-permitted': 'Your role does not allow it.',
  'member-not-found': 'There is no such person in the conference.',
  'session-not-found': 'There is no such device in the conference.',
  'user-not-found': 'There is no such person in your organisation.',
  'muted-by-host': 'The host has muted you, and you may not unmute yourself.',
  'sharing-limited': 'Only hosts may share a screen now.',
  'media-full': 'There are too many people for more picture or sound.',
  'too-fast': 'That was too much at once. Wait a moment.',
  'ring-over': 'The call is over.',
  unknown: 'What answered is no Rollcall server.',
}

export function explainRefusal(code: ConnectionRefusal): string {
  return REFUSALS[code] ?? `The server refuses: ${code}.`
}
