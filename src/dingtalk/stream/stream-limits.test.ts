import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect } from 'node:net'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { STREAM_PATH } from '../../../contract/dingtalk/stream.ts'
import { isStreamUpgrade } from './serve-streams.ts'
import { EVENT, openStreamServer } from './stream-server.fixture.ts'

test('[SM4] a connection is refused without a good ticket, if the app has too many, and while the server stops', async () => {
  const taken: string[] = []
  const tickets = {
    async take(ticket: string) {
      taken.push(ticket)
      if (ticket === 'broken') throw new Error('the store cannot be reached')
      return ticket === 'good' ? { clientId: 'app', secretMark: 'mark', eventTypes: ['*'] } : undefined
    },
  }
  await using server = await openStreamServer({ tickets })
  await assert.rejects(server.open('stale'), /401/)
  await assert.rejects(server.open('broken'), /503/)
  for (let count = 0; count < 50; count += 1) await server.open('good')
  await assert.rejects(server.open('good'), /429/)
  const before = taken.length
  const stopped = server.stop()
  await assert.rejects(server.open('good'), /503/)
  assert.equal(taken.length, before, 'the ticket stays valid')
  await stopped
})

test('[SM4] [SM14] only a WebSocket at the addresses of stream connections is one', () => {
  const headers = { upgrade: 'WebSocket' }
  const is = (url: string, method = 'GET') => isStreamUpgrade({ method, url, headers })
  assert.ok(is(`${STREAM_PATH}?ticket=x`))
  assert.ok(is(STREAM_PATH))
  assert.ok(is('/connect?ticket=x'))
  for (const other of [`${STREAM_PATH}/`, `${STREAM_PATH}ions/open`, '/signaling/?EIO=4', '/', '/connect/', '*']) {
    assert.ok(!is(other), other)
  }
  assert.ok(!is(STREAM_PATH, 'POST'))
  assert.ok(!isStreamUpgrade({ method: 'GET', url: STREAM_PATH, headers: { upgrade: 'h2c' } }))
})

test('[SM10] a message that is too long ends the connection', async () => {
  await using server = await openStreamServer()
  const peer = await server.open('app')
  peer.socket.send('x'.repeat(1_048_576))
  peer.socket.ping()
  await once(peer.socket, 'pong')
  peer.socket.send('x'.repeat(1_048_577))
  await peer.closed
  assert.equal(await server.pool.send('app', EVENT), 'no-connection')
})

test('[SM10] too many messages that answer nothing end the connection', async () => {
  await using server = await openStreamServer()
  const [many, long] = [await server.open('many'), await server.open('long')]
  for (let count = 0; count < 4_000; count += 1) many.socket.send('{}')
  many.socket.ping()
  await once(many.socket, 'pong')
  many.socket.send('{}')
  assert.equal(await many.closed, 1006)
  for (let count = 0; count < 20; count += 1) long.socket.send('x'.repeat(1_048_576))
  assert.equal(await long.closed, 1006)
})

test('[SM10] an app that does not read is cut off, and nothing waits for it in memory', async () => {
  await using server = await openStreamServer()
  const { hostname, port } = new URL(server.url)
  const socket = connect(Number(port), hostname)
  socket.write(
    `GET ${STREAM_PATH}?ticket=app HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
      'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n',
  )
  await once(socket, 'readable') // and reads nothing from now on
  const long = { ...EVENT, data: { text: 'x'.repeat(1_000_000) } }
  const outcomes: string[] = []
  for (let count = 0; count < 40; count += 1) {
    void server.pool.send('app', long).then((one) => outcomes.push(one))
    await sleep(5)
  }
  const deadline = performance.now() + 5_000
  while (outcomes.length < 40 && performance.now() < deadline) await sleep(20)
  assert.deepEqual([...new Set(outcomes)].toSorted(), ['failed', 'no-connection'])
  assert.equal(outcomes.length, 40)
  socket.destroy()
})
