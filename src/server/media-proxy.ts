import { once } from 'node:events'
import type { ClientRequest, IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'
import type { MediaEntry } from '../service/entry/media-entry.ts'
import { refuseUpgrade as refuse } from '../dingtalk/gateway/unreadable-request.ts'
import { mediaTokenOf, queryOf } from '../web-api/media-entry.ts'
import { limitMessages } from './message-limit.ts'

/** Not imported, as in `http.ts`. */
const { request: startRequest } = process.getBuiltinModule('node:http')

/** Where pages reach the signaling of our own LiveKit server, below the path at which this server is mounted. */
export const MEDIA_PATH = '/media'

/** LiveKit's signaling. Nothing else of it is reachable through this server. */
const SIGNALING = /^\/media(\/rtc(?:\/v1)?)(?=$|\?)/
const CHECKS = ['/rtc/validate', '/rtc/v1/validate']
/** The headers of a WebSocket, without its compression: a short message could become a long one. */
const FORWARDED = /^(?:user-agent|sec-websocket-(?:key|protocol|version))$/
/** A session description of a meeting of hundreds is shorter. LiveKit itself takes messages of any length. */
const MAX_MESSAGE_BYTES = 1_048_576
/** How long LiveKit may take to answer. */
const ANSWER_MS = 10_000

/** Whether an upgrade request is for the signaling of our own LiveKit server. */
export function isMediaUpgrade({ method, url = '', headers }: IncomingMessage): boolean {
  return method === 'GET' && SIGNALING.test(url) && headers.upgrade?.toLowerCase() === 'websocket'
}

/**
 * Passes LiveKit's signaling on to our own LiveKit server, so that browsers need one address and one certificate. Disposing
 * closes what is open.
 *
 * @param options.mayConnect decides about each token
 */
export function proxyMedia(
  app: FastifyInstance,
  { target, mayConnect }: { target: URL; mayConnect: MediaEntry },
): Disposable {
  const open = new Set<Socket>()
  app.server.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) => {
    if (!isMediaUpgrade(request)) return
    open.add(socket)
    socket.on('close', () => open.delete(socket)).on('error', () => socket.destroy())
    const token = mediaTokenOf(request)
    mayConnect(token).then(
      (isAllowed) => {
        if (socket.destroyed) return
        if (!isAllowed) return refuse(socket, 401)
        const path = (request.url ?? '').replace(SIGNALING, '$1')
        // LiveKit prefers the header, so it reads the token that was checked.
        const headers = { ...forwarded(request), authorization: `Bearer ${token}` }
        upgrade(requestLiveKit(target, path, { ...headers, connection: 'Upgrade', upgrade: 'websocket' }), {
          socket,
          head,
        })
      },
      () => refuse(socket, 502),
    )
  })
  for (const path of CHECKS) {
    // A page asks here why its socket was refused.
    app.get(
      MEDIA_PATH + path,
      { schema: { hide: true }, config: { operation: 'mediaCheck' } },
      async (request, reply) => {
        reply.type('text/plain')
        // Only the query is the client's: a request may name a whole URL, with another host.
        const outgoing = requestLiveKit(target, path + queryOf(request.url), {})
        try {
          const [answer] = (await once(outgoing, 'response')) as [IncomingMessage]
          return await reply.code(answer.statusCode ?? 502).send(answer)
        } catch {
          return reply.code(502).send('the media server does not answer')
        }
      },
    )
  }
  return {
    [Symbol.dispose]() {
      for (const socket of open) socket.destroy()
    },
  }
}

/** A request without a body to LiveKit. It fails if there is no answer in time. */
function requestLiveKit(target: URL, path: string, headers: Readonly<Record<string, string>>): ClientRequest {
  const { hostname: host, port } = target
  const outgoing = startRequest({ host, port, path, headers, agent: false, timeout: ANSWER_MS })
  outgoing.on('timeout', () => outgoing.destroy(new Error('no answer in time'))).on('error', () => {})
  return outgoing.end()
}

/**
 * Connects the socket with the one that LiveKit opens. If LiveKit refuses, the socket closes with its status: what a client
 * sends behind a refused request must not reach LiveKit as further requests.
 */
function upgrade(outgoing: ClientRequest, { socket, head }: { socket: Socket; head: Buffer }): void {
  socket.on('close', () => outgoing.destroy())
  outgoing.on('error', () => refuse(socket, 502))
  outgoing.on('response', (answer: IncomingMessage) => {
    refuse(socket, answer.statusCode ?? 502)
    answer.destroy()
  })
  outgoing.on('upgrade', (answer: IncomingMessage, upstream: Socket, first: Buffer) => {
    const limited = limitMessages(MAX_MESSAGE_BYTES)
    const end = () => {
      socket.destroy()
      upstream.destroy()
    }
    for (const side of [socket, upstream]) {
      side.setTimeout(0)
      side.setNoDelay(true)
      side.on('error', end).on('close', end)
    }
    limited.on('error', end)
    socket.write(headOf(answer))
    socket.write(first)
    upstream.pipe(socket)
    limited.write(head)
    socket.pipe(limited).pipe(upstream)
  })
}

function forwarded({ headers }: Pick<IncomingMessage, 'headers'>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      typeof value === 'string' && FORWARDED.test(name) ? [[name, value]] : [],
    ),
  )
}

function headOf({ statusCode, statusMessage, rawHeaders }: IncomingMessage): string {
  const lines = [`HTTP/1.1 ${statusCode} ${statusMessage}`]
  for (let at = 0; at < rawHeaders.length; at += 2) lines.push(`${rawHeaders[at]}: ${rawHeaders[at + 1]}`)
  return `${lines.join('\r\n')}\r\n\r\n`
}
