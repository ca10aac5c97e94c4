import { io, type Socket } from 'socket.io-client'
import { CONFERENCE_NAMESPACE, SIGNALING_PATH } from '../../contract/signaling/constants.ts'
import type {
  ConferenceAuth,
  ConferenceClientEvents,
  ConferenceServerEvents,
  RefusalCode,
} from '../../contract/signaling/types.ts'

export type ConferenceSocket = Socket<ConferenceServerEvents, ConferenceClientEvents>

/** What will be different if it is tried again. */
const WORTH_RETRYING: ReadonlySet<string> = new Set(['draining', 'fault'])
const RETRY_MS = 1_000

/** A connection to `server`, whose address ends in a slash, that comes back by itself; `auth` is asked anew each time. */
export function openSocket(server: URL, auth: () => ConferenceAuth): ConferenceSocket {
  return io(server.origin + CONFERENCE_NAMESPACE, {
    path: server.pathname + SIGNALING_PATH.slice(1),
    transports: ['websocket'],
    forceNew: true,
    auth: (give) => give(auth()),
    timeout: 5_000,
    reconnectionDelay: 300,
    reconnectionDelayMax: 2_000,
  })
}

/**
 * Tells `refused` once the server turns the connection down for good. Socket.IO tries again by itself only where there
 * was no answer at all, so what will pass is tried again here.
 *
 * @returns what ends the trying
 */
export function whenRefused(socket: ConferenceSocket, refused: (code: RefusalCode) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  socket.on('connect_error', (error: Error & { data?: { code?: RefusalCode } }) => {
    if (socket.active) return
    const code = error.data?.code ?? 'fault'
    if (!WORTH_RETRYING.has(code)) return refused(code)
    clearTimeout(timer)
    timer = setTimeout(() => socket.connect(), RETRY_MS)
  })
  return () => clearTimeout(timer)
}
