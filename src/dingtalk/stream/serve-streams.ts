import type { IncomingMessage, Server } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyBaseLogger } from 'fastify'
import { WebSocketServer } from 'ws'
import { JAVA_STREAM_PATH, STREAM_PATH } from '../../../contract/dingtalk/stream.ts'
import type { StreamTickets } from '../../service/subscription/stream-tickets.ts'
import { refuseUpgrade } from '../gateway/unreadable-request.ts'
import type { StreamConnectionPool } from './stream-connection-pool.ts'

/** The client for Python answers with the whole event, in which each character may be escaped twice. */
const MAX_MESSAGE_BYTES = 1_048_576

/** Whether an HTTP upgrade request is for a stream connection. */
export function isStreamUpgrade({ method, url = '', headers }: Pick<IncomingMessage, 'method' | 'url' | 'headers'>) {
  const [path] = url.split('?', 1)
  return (
    method === 'GET' &&
    (path === STREAM_PATH || path === JAVA_STREAM_PATH) &&
    headers.upgrade?.toLowerCase() === 'websocket'
  )
}

/**
 * Opens a connection in `pool` for each upgrade request with a ticket. Disposing asks the apps to connect elsewhere, and
 * closes their connections.
 *
 * @param server its `shouldUpgradeCallback` must let through what `isStreamUpgrade` accepts
 */
export function serveStreams(
  server: Server,
  { pool, tickets, log }: { pool: StreamConnectionPool; tickets: Pick<StreamTickets, 'take'>; log: FastifyBaseLogger },
): AsyncDisposable {
  const sockets = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false, // a short message could become a long one
    maxPayload: MAX_MESSAGE_BYTES,
  })
  const open = async (request: IncomingMessage, socket: Socket, head: Buffer) => {
    if (pool.isDraining) return refuseUpgrade(socket, 503) // its ticket is good for another server
    const client = await tickets.take(new URL(request.url ?? '', 'ws://server').searchParams.get('ticket') ?? '')
    if (socket.destroyed) return undefined
    if (!client) return refuseUpgrade(socket, 401)
    if (pool.isDraining) return refuseUpgrade(socket, 503)
    if (!pool.hasRoomFor(client.clientId)) return refuseUpgrade(socket, 429)
    return sockets.handleUpgrade(request, socket, head, (opened) => pool.add(opened, client))
  }
  server.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) => {
    if (!isStreamUpgrade(request)) return
    socket.on('error', () => socket.destroy())
    open(request, socket, head).catch((err: unknown) => {
      log.error({ err }, 'a stream connection could not be opened')
      refuseUpgrade(socket, 503)
    })
  })
  return { [Symbol.asyncDispose]: () => pool.drain() }
}
