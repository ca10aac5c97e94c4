import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { readConfig } from '../../src/config.ts'
import { startTester } from '../worlds/tester.ts'

type From = { url: string; address?: string; says?: string }

/** A connection from `address` that has sent `says`. Loopback has many addresses. */
async function open({ url, address = '127.0.0.1', says = '' }: From): Promise<Socket> {
  const { hostname, port } = new URL(url)
  const socket = connect({ host: hostname, port: Number(port), localAddress: address })
  socket.on('error', () => {}) // a refused connection may be reset
  await once(socket, 'connect')
  socket.write(says)
  return socket
}

const POST =
  'POST /v1.0/oauth2/accessToken HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 90\r\n'

for (const [what, says] of [
  ['a body', `${POST}\r\n{"appKey":`],
  ['headers', POST],
] as const) {
  test(`[OP14] a request whose ${what} do not arrive in time is refused in the envelope, and its connection is closed`, async () => {
    await using tester = await startTester({ env: { ROLLCALL_REQUEST_TIMEOUT_MS: '1000' } })
    const answer = await text(await open({ url: tester.url, says }))
    assert.match(answer, /^HTTP\/1.1 408 Request Timeout\r\n/)
    assert.match(answer, /{"code":"RequestTimeout","requestid":"[0-9A-F-]{36}","message":"[^"]+"}$/)
  })
}

test('[OP14] a connection that sends nothing is closed', async () => {
  await using tester = await startTester({ env: { ROLLCALL_REQUEST_TIMEOUT_MS: '1000' } })
  await text(await open({ url: tester.url }))
})

/** How many of the connections are open after a moment. */
async function countOpen(sockets: readonly Socket[]): Promise<number> {
  for (const socket of sockets) socket.resume()
  await setTimeout(200)
  return sockets.filter(({ destroyed, readableEnded }) => !destroyed && !readableEnded).length
}

test('[OP15] connections from one address are limited, and a closed one makes room', async () => {
  await using tester = await startTester({ env: { ROLLCALL_CONNECTIONS_PER_ADDRESS: '5' } })
  const many = await Promise.all(Array.from({ length: 8 }, () => open({ url: tester.url, address: '127.0.0.2' })))
  assert.equal(await countOpen(many), 5)
  assert.equal((await fetch(`${tester.url}/healthz`)).status, 200)
  for (const socket of many) socket.destroy()
  await setTimeout(200)
  const again = await Promise.all(Array.from({ length: 5 }, () => open({ url: tester.url, address: '127.0.0.2' })))
  assert.equal(await countOpen(again), 5)
  for (const socket of again) socket.destroy()
})

test('[OP15] connections from all addresses together are limited', async () => {
  await using tester = await startTester({ env: { ROLLCALL_CONNECTIONS: '5' } })
  const from = (index: number) => open({ url: tester.url, address: `127.0.0.${2 + index}` })
  const many = await Promise.all(Array.from({ length: 8 }, (_, index) => from(index)))
  assert.equal(await countOpen(many), 5)
  for (const socket of many) socket.destroy()
})

test('[OP15] behind a trusted proxy there is no limit per address', () => {
  const env = { ROLLCALL_CONNECTIONS_PER_ADDRESS: '5' }
  assert.equal(readConfig(env).http.connectionsPerAddress, 5)
  assert.equal(readConfig({ ...env, ROLLCALL_TRUST_PROXY: 'on' }).http.connectionsPerAddress, 0)
})

test('[GW11] malformed HTTP is refused in the envelope and the connection is closed; an unknown Expect is ignored', async () => {
  await using tester = await startTester()
  for (const [request, status, code] of [
    ['garbage\r\n\r\n', 400, 'BadRequest'],
    ['DANCE /v1.0/x HTTP/1.1\r\nHost: x\r\n\r\n', 400, 'BadRequest'],
    ['GET /healthz HTTP/1.1\r\n\r\n', 400, 'BadRequest'],
    [`GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, 431, 'RequestHeadersTooLarge'],
  ] as const) {
    const { head, body } = await sayRaw(tester.url, request)
    assert.match(head, new RegExp(`^HTTP/1.1 ${status} `))
    assert.match(head, /\r\nContent-Type: application\/json;charset=utf-8\r\n/i)
    assert.match(body, new RegExp(`^{"code":"${code}","requestid":"[0-9A-F-]{36}","message":"[^"]+"}$`))
  }
  const expecting = 'GET /healthz HTTP/1.1\r\nHost: x\r\nExpect: foo\r\nConnection: close\r\n\r\n'
  assert.match((await sayRaw(tester.url, expecting)).head, /^HTTP\/1.1 200 /)
})

async function sayRaw(url: string, request: string): Promise<{ head: string; body: string }> {
  const answer = await text(await open({ url, says: request }))
  const end = answer.indexOf('\r\n\r\n')
  return { head: answer.slice(0, end + 2), body: answer.slice(end + 4) }
}
