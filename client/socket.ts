import type { io, Socket } from 'socket.io-client'
import { SIGNALING_PATH } from '../contract/signaling/constants.ts'
import type { RefusalCode } from '../contract/signaling/types.ts'
import { pathBelow } from '../contract/text/link.ts'
import type { Clock } from './clock.ts'
import type { ConnectionRefusal } from './conference.ts'

/** `io` of socket.io-client. */
export type Connect = typeof io

/** How long to wait before connecting again: `first` at the beginning, `most` after many failures. */
export type RetryMs = Readonly<{ first: number; most: number }>

/** A connection to a namespace of `server` that reconnects by itself. Before each connection it calls `auth`. */
export function openSocket(
  connect: Connect,
  { server, namespace, retryMs }: Readonly<{ server: URL; namespace: string; retryMs: RetryMs }>,
  auth: (give: (auth: object) => void) => void,
): Socket {
  return connect(server.origin + namespace, {
    path: pathBelow(server, SIGNALING_PATH).pathname,
    transports: ['websocket'],
    forceNew: true,
    auth,
    timeout: 5_000,
    reconnectionDelay: retryMs.first,
    reconnectionDelayMax: retryMs.most,
  })
}

/**
 * Calls `refused` when the server refuses the connection and `isFinal` says that trying again does not help. Any other
 * refusal is tried again after `afterMs`: Socket.IO itself tries again only if there was no answer.
 *
 * @returns a function that cancels the next attempt
 */
export function whenRefused(
  socket: Socket,
  { clock, afterMs, isFinal }: { clock: Clock; afterMs: number; isFinal: (code: ConnectionRefusal) => boolean },
  refused: (code: ConnectionRefusal) => void,
): () => void {
  let cancel = () => {}
  socket.on('connect_error', (error: Error & { data?: { code?: RefusalCode } }) => {
    if (socket.active) return
    const code = error.data?.code ?? 'unknown'
    if (isFinal(code)) return refused(code)
    cancel()
    cancel = clock.wait(afterMs, () => socket.connect())
  })
  return () => cancel()
}
