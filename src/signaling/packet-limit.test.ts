import assert from 'node:assert/strict'
import { EventEmitter } from 'node:events'
import { mock, test } from 'node:test'
import { PacketLimit, type Connection } from './packet-limit.ts'

class FakeConnection extends EventEmitter {
  readyState = 'open'
  readonly request = { socket: { writableLength: 0, destroy: () => this.close() } }
  close() {
    this.readyState = 'closed'
    this.emit('close')
  }
}

test('[SG26] a connection on which nobody is let in, or nobody is any more, is closed after ten seconds', () => {
  mock.timers.enable({ apis: ['setTimeout'] })
  const limit = new PacketLimit()
  const connections = Array.from({ length: 3 }, () => new FakeConnection()) as unknown as Connection[]
  const [, still, noMore] = connections as [Connection, Connection, Connection]
  for (const connection of connections) limit.watch(connection)
  limit.count(still, 1)
  limit.count(noMore, 1)
  mock.timers.tick(9_999)
  limit.count(noMore, -1)
  const states = () => connections.map(({ readyState }) => readyState)
  assert.deepEqual(states(), ['open', 'open', 'open'])
  mock.timers.tick(1)
  assert.deepEqual(states(), ['closed', 'open', 'open'])
  mock.timers.tick(10_000)
  assert.deepEqual(states(), ['closed', 'open', 'closed'])
  mock.timers.reset()
})

test('[SG40] a connection is cut once more than 4 MB wait for it, written or not, and not by what it took in', () => {
  const limit = new PacketLimit()
  const [unwritten, written, reading] = Array.from({ length: 3 }, () => new FakeConnection()) as [
    FakeConnection,
    FakeConnection,
    FakeConnection,
  ]
  for (const connection of [unwritten, written, reading]) limit.watch(connection as unknown as Connection)
  const part = { data: 'x'.repeat(65_536) }
  written.request.socket.writableLength = 4_194_304 - 65_536
  written.emit('packetCreate', part)
  for (let sent = 0; sent < 64; sent += 1) {
    unwritten.emit('packetCreate', part)
    reading.emit('packetCreate', part)
  }
  reading.emit('flush')
  const states = () => [unwritten, written, reading].map(({ readyState }) => readyState)
  assert.deepEqual(states(), ['open', 'open', 'open'])
  for (const connection of [unwritten, written, reading]) connection.emit('packetCreate', part)
  assert.deepEqual(states(), ['closed', 'closed', 'open'])
  reading.emit('close')
})
