import type { IncomingMessage } from 'node:http'
import { connect, type Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'

/** Where pages reach the signaling of our own LiveKit server, below the path at which this server is mounted. */
export const MEDIA_PATH = '/media'

/** LiveKit's signaling. Its API for administrators is not reachable through this server. */
const FORWARDED = /^\/media(\/rtc(?:\/v1)?)(?=$|\?)/
const CHECKS = ['/rtc/validate', '/rtc/v1/validate']

/** Whether an upgrade request is for the signaling of our own LiveKit server. */
export function isMediaUpgrade({ url = '', headers }: IncomingMessage): boolean {
  return FORWARDED.test(url) && headers.upgrade?.toLowerCase() === 'websocket'
}

/**
 * Passes LiveKit's signaling on to our own LiveKit server, so that browsers need one address and one certificate. Disposing
 * closes what is open.
 */
export function proxyMedia(app: FastifyInstance, target: URL): Disposable {
  const open = new Set<Socket>()
  app.server.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) => {
    if (!isMediaUpgrade(request)) return
    const upstream = connect(Number(target.port), target.hostname)
    open.add(socket)
    const end = () => {
      open.delete(socket)
      socket.destroy()
      upstream.destroy()
    }
    upstream.once('connect', () => {
      upstream.write(headOf(request))
      upstream.write(head)
      upstream.pipe(socket)
      socket.pipe(upstream)
    })
    for (const side of [socket, upstream]) {
      side.setTimeout(0)
      side.setNoDelay(true)
      side.on('error', end).on('close', end)
    }
  })
  for (const path of CHECKS) {
    // A page asks here why its socket was refused.
    app.get(
      MEDIA_PATH + path,
      { schema: { hide: true }, config: { operation: 'mediaCheck' } },
      async (request, reply) => {
        const asked = new URL(request.url, target)
        asked.pathname = path
        const answer = await fetch(asked)
        return reply
          .code(answer.status)
          .type(answer.headers.get('content-type') ?? 'text/plain')
          .send(await answer.text())
      },
    )
  }
  return {
    [Symbol.dispose]() {
      for (const socket of open) socket.destroy()
    },
  }
}

/** The request as it arrived, with the path that LiveKit knows. */
function headOf({ method, url = '', rawHeaders }: IncomingMessage): string {
  const lines = [`${method} ${url.replace(FORWARDED, '$1')} HTTP/1.1`]
  for (let at = 0; at < rawHeaders.length; at += 2) lines.push(`${rawHeaders[at]}: ${rawHeaders[at + 1]}`)
  return `${lines.join('\r\n')}\r\n\r\n`
}
