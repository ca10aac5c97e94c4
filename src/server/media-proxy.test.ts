import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { text } from 'node:stream/consumers'
import { test } from 'node:test'
import { fastify } from 'fastify'
import { isMediaUpgrade, proxyMedia } from './media-proxy.ts'

const UPGRADE = 'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: k\r\nCookie: session=secret\r\n'

async function listen(server: Server): Promise<URL> {
  if (!server.listening) await once(server.listen(0, '127.0.0.1'), 'listening')
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
}

/** A server that proxies to a stand-in for LiveKit. That echoes the sockets with the token `good`. */
async function openProxy() {
  const requests: string[] = []
  const headers: IncomingMessage['headers'][] = []
  const note = (request: IncomingMessage) => {
    requests.push(`${request.method} ${request.url}`)
    headers.push(request.headers)
    return request.url?.includes('token=good')
  }
  const livekit = createServer((request, response) => {
    response.writeHead(note(request) ? 200 : 401, { 'content-type': 'text/html' }).end('<b>as LiveKit says</b>')
  })
  livekit.on('upgrade', (request: IncomingMessage, socket: Duplex) => {
    if (!note(request)) {
      // As Go does: the connection stays open for the next request.
      socket.write('HTTP/1.1 401 Unauthorized\r\nContent-Length: 2\r\n\r\nno')
      socket.on('data', (next: Buffer) => requests.push(next.toString().split('\r\n')[0] ?? ''))
      return
    }
    socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n')
    socket.pipe(socket)
  })
  const target = await listen(livekit)
  const app = fastify({
    serverFactory: (handler) => createServer({ shouldUpgradeCallback: isMediaUpgrade }, handler),
  })
  const proxy = proxyMedia(app, target)
  await app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = app.server.address() as AddressInfo
  return {
    requests,
    headers,
    /** Sends `parts` over one connection, each after an answer to the one before. Gives all that comes until it closes. */
    async talk(...parts: readonly string[]): Promise<string> {
      const socket = connect(port, '127.0.0.1')
      const all = text(socket)
      for (const part of parts) {
        socket.write(part)
        await once(socket, 'data', { signal: AbortSignal.timeout(2_000) }).catch(() => {})
      }
      return all
    },
    async [Symbol.asyncDispose]() {
      proxy[Symbol.dispose]()
      await app.close()
      livekit.close()
      livekit.closeAllConnections()
    },
  }
}

test('[LK19] what follows on a socket that LiveKit refused does not reach it, and the socket is closed', async () => {
  await using proxy = await openProxy()
  const upgrade = `GET /media/rtc?access_token=bad HTTP/1.1\r\nHost: x\r\n${UPGRADE}\r\n`
  const next = 'POST /twirp/livekit.RoomService/ListRooms HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n'
  assert.match(await proxy.talk(upgrade + next), /^HTTP\/1.1 401 Unauthorized\r\n.*\r\n\r\n$/s)
  assert.match(await proxy.talk(upgrade, next), /^HTTP\/1.1 401 Unauthorized\r\n.*\r\n\r\n$/s)
  assert.deepEqual(proxy.requests, Array(2).fill('GET /rtc?access_token=bad'))
})

test('[LK19] LiveKit gets the query, the token and the headers of a WebSocket, and no cookies', async () => {
  await using proxy = await openProxy()
  const upgrade = `GET /media/rtc/v1?token=good HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer t\r\n${UPGRADE}\r\n`
  const said = proxy.talk(`${upgrade}early`, 'last')
  await new Promise((resolve) => setTimeout(resolve, 300))
  assert.deepEqual(proxy.requests, ['GET /rtc/v1?token=good'])
  const { host: _, ...headers } = proxy.headers[0] ?? {}
  assert.deepEqual(headers, {
    authorization: 'Bearer t',
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-key': 'k',
  })
  await proxy[Symbol.asyncDispose]()
  assert.match(await said, /^HTTP\/1.1 101 .*\r\n\r\nearlylast$/s)
})

test('[LK19] a check goes to LiveKit, even if the request names another server', async () => {
  await using proxy = await openProxy()
  const other = createServer((_request, response) => response.end('not for everybody'))
  const { host } = await listen(other)
  const ask = (target: string) => proxy.talk(`GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)
  const answer = await ask('/media/rtc/validate?token=good')
  assert.match(answer, /^HTTP\/1.1 200 OK\r\ncontent-type: text\/plain.*as LiveKit says/s)
  assert.match(await ask(`http://${host}/media/rtc/v1/validate?token=good`), /as LiveKit says/)
  assert.deepEqual(proxy.requests, ['GET /rtc/validate?token=good', 'GET /rtc/v1/validate?token=good'])
  other.close()
})
