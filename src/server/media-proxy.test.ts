import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { text } from 'node:stream/consumers'
import { test } from 'node:test'
import { fastify } from 'fastify'
import { isMediaUpgrade, proxyMedia } from './media-proxy.ts'

const UPGRADE =
  'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: k\r\nSec-WebSocket-Extensions: permessage-deflate\r\nCookie: session=secret\r\n'
const upgradeWith = (query: string, more = '') =>
  `GET /media/rtc/v1?${query} HTTP/1.1\r\nHost: x\r\n${more}${UPGRADE}\r\n`

/** A WebSocket frame that is a whole message of less than 126 bytes. The stand-in does not unmask it. */
const frame = (message: string) => `\x82${String.fromCharCode(message.length)}${message}`

async function listen(server: Server): Promise<URL> {
  if (!server.listening) await once(server.listen(0, '127.0.0.1'), 'listening')
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
}

/**
 * A server that proxies to a stand-in for LiveKit. That echoes the sockets with the token `good`. The sessions of the tokens
 * `good` and `bad` are open.
 */
async function openProxy() {
  const requests: string[] = []
  const headers: IncomingMessage['headers'][] = []
  const note = (request: IncomingMessage) => {
    requests.push(`${request.method} ${request.url}`)
    headers.push(request.headers)
    return request.headers.authorization === 'Bearer good' || request.url?.endsWith('token=good')
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
  const mayConnect = async (token: string) => token === 'good' || token === 'bad'
  const proxy = proxyMedia(app, { target, mayConnect })
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
        socket.write(part, 'latin1')
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

const REFUSAL = /^HTTP\/1.1 401 Unauthorized\r\n.*\r\n\r\n$/s

test('[LK19] what follows on a socket that LiveKit refused does not reach it, and the socket is closed', async () => {
  await using proxy = await openProxy()
  const upgrade = upgradeWith('access_token=bad')
  const next = 'POST /twirp/livekit.RoomService/ListRooms HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n'
  assert.match(await proxy.talk(upgrade + next), REFUSAL)
  assert.match(await proxy.talk(upgrade, next), REFUSAL)
  assert.deepEqual(proxy.requests, Array(2).fill('GET /rtc/v1?access_token=bad'))
})

test('[LK24] the token of a session that is not open does not reach LiveKit', async () => {
  await using proxy = await openProxy()
  for (const upgrade of [
    upgradeWith('access_token=ended'),
    upgradeWith('access_token=ended&access_token=good'),
    upgradeWith('access_token=good', 'Authorization: Bearer ended\r\n'),
    upgradeWith('access_token=good', 'Authorization: good\r\n'),
    upgradeWith(''),
  ])
    assert.match(await proxy.talk(upgrade), REFUSAL)
  assert.deepEqual(proxy.requests, [])
})

test('[LK19] LiveKit gets the query, the checked token and the headers of a WebSocket, and no cookies', async () => {
  await using proxy = await openProxy()
  const said = proxy.talk(`${upgradeWith('access_token=good&a=b')}${frame('early')}`, frame('last'))
  await new Promise((resolve) => setTimeout(resolve, 300))
  assert.deepEqual(proxy.requests, ['GET /rtc/v1?access_token=good&a=b'])
  const { host: _, ...headers } = proxy.headers[0] ?? {}
  assert.deepEqual(headers, {
    authorization: 'Bearer good',
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-key': 'k',
  })
  await proxy[Symbol.asyncDispose]()
  assert.match(await said, /^HTTP\/1.1 101 .*\r\n\r\n..early..last$/s)
})

test('[LK25] a socket with a message of more than 1 MiB is closed', async () => {
  await using proxy = await openProxy()
  const long = `\x82\x7f${'\0'.repeat(5)}\x20\0\0long`
  assert.match(await proxy.talk(upgradeWith('access_token=good'), frame('first'), long), /\r\n\r\n..first$/s)
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
