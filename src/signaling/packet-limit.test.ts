import assert from 'node:assert/strict'
import { EventEmitter } from 'node:events'
import { mock, test } from 'node:test'
import { PacketLimit, type Connection } from './packet-limit.ts'

class FakeConnection extends EventEmitter {
  readyState = 'open'
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
