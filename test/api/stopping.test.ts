import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { ADA, startTester } from '../worlds/tester.ts'

const FIRST = 'GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n'
const OK = '{"status":"ok"}'

/** A complete request that was answered, then one that lacks its last line. */
async function beginRequest(port: number, path: string): Promise<{ socket: Socket; answer: Promise<string> }> {
  const socket = connect(port, '127.0.0.1').setEncoding('utf8')
  let text = ''
  const answered = Promise.withResolvers<void>()
  const answer = new Promise<string>((resolve, reject) => {
    socket.on('data', (more) => {
      text += String(more)
      if (text.includes(OK)) answered.resolve()
    })
    socket.on('close', () => resolve(text.split(OK)[1] ?? ''))
    socket.on('error', reject)
  })
  socket.write(`${FIRST}GET ${path} HTTP/1.1\r\nhost: x\r\naccept-language: en\r\n`)
  await answered.promise
  return { socket, answer }
}

/** A WebSocket of a client that has vanished: it is open, and its end is never closed. */
async function openVanished(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1').setEncoding('utf8')
  const key = 'AAAAAAAAAAAAAAAAAAAAAA=='
  const headers = ['host: x', 'connection: upgrade', 'upgrade: websocket', `sec-websocket-key: ${key}`]
  const path = '/signaling/?EIO=4&transport=websocket'
  socket.write(`GET ${path} HTTP/1.1\r\n${[...headers, 'sec-websocket-version: 13'].join('\r\n')}\r\n\r\n`)
  const [answer] = (await once(socket, 'data')) as [string]
  assert.match(answer, /^HTTP\/1\.1 101 /)
  return socket
}

async function untilRefusing(port: number): Promise<void> {
  for (const deadline = Date.now() + 5_000; Date.now() < deadline; await sleep(10)) {
    const socket = connect(port, '127.0.0.1')
    const isOpen = await once(socket, 'connect').then(
      () => true,
      () => false,
    )
    socket.destroy()
    if (!isOpen) return
  }
  throw new Error('the server listens still')
}

test('[OP11] a request that arrives while the server stops is refused in the envelope of its API, and its connection is closed', async () => {
  await using tester = await startTester()
  const port = Number(new URL(tester.url).port)
  const asked = await Promise.all(
    ['/v1.0/conference/users/lists?unionId=x', '/v1.0/nowhere', '/gettoken?appkey=x', '/api/session', '/healthz'].map(
      (path) => beginRequest(port, path),
    ),
  )
  const unreadable = await beginRequest(port, '/v1.0/%zz')
  const stopped = tester.stop()
  await untilRefusing(port)
  for (const { socket } of [...asked, unreadable]) socket.write('\r\n')
  assert.match(await unreadable.answer, /^HTTP\/1\.1 404 .*^connection: close$/ims)
  const answers = (await Promise.all(asked.map(({ answer }) => answer))).map((text) => {
    const [head = '', body = ''] = text.split('\r\n\r\n')
    assert.match(head, /^connection: close$/im)
    const { requestid, request_id, ...rest } = JSON.parse(body) as Record<string, unknown>
    return { status: Number(head.split(' ')[1]), id: requestid ?? request_id, head, rest }
  })
  const gateway = { code: 'ServiceUnavailable', message: 'The service is not available for the moment.' }
  const page = { code: 'unavailable', message: 'The server is stopping. Try again in a moment.' }
  assert.deepEqual(
    answers.map(({ status, rest }) => [status, rest]),
    [
      [503, gateway],
      [503, gateway],
      [200, { errcode: -1, errmsg: '系统繁忙' }],
      [503, page],
      [503, page],
    ],
  )
  for (const { id, head } of answers.slice(0, 3)) {
    assert.match(String(id), /^[0-9A-F-]{36}$/)
    assert.match(head, /^content-type: application\/json;charset=utf-8$/im)
  }
  await stopped
})

test('[OP11] until the signaling connections are closed, a server that stops answers requests and says that it drains', async () => {
  await using tester = await startTester()
  const token = await tester.token()
  const vanished = await openVanished(Number(new URL(tester.url).port))
  const stoppedAt = performance.now()
  const stopped = tester.stop()
  const ready = await fetch(`${tester.url}/readyz`)
  assert.deepEqual([ready.status, await ready.json()], [503, { status: 'draining' }])
  const list = await tester.call('GET', `/v1.0/conference/users/lists?unionId=${ADA.unionId}`, { token })
  assert.deepEqual([list.status, list.body], [200, { onGoingConfIdList: [] }])
  await stopped
  assert.ok(performance.now() - stoppedAt < 8_000)
  vanished.destroy()
})
