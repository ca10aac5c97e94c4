import assert from 'node:assert/strict'
import { EventEmitter } from 'node:events'
import { mock, test } from 'node:test'
import { ClientConnection, type Transport } from './client-connection.ts'

class FakeStream extends EventEmitter {
  closed = false
  writableLength = 0
  readonly #destroyed: () => void

  constructor(destroyed: () => void) {
    super()
    this.#destroyed = destroyed
  }

  destroy() {
    this.#destroyed()
  }
}

class FakeTransport extends EventEmitter {
  readyState = 'open'
  readonly stream = new FakeStream(() => this.close())
  readonly request = { socket: this.stream }

  close() {
    this.readyState = 'closed'
    this.emit('close')
  }
}

const openConnections = (count: number) =>
  Array.from({ length: count }, () => {
    const transport = new FakeTransport()
    return { transport, connection: new ClientConnection(transport as unknown as Transport, { givenUpMs: 4_500 }) }
  })

test('[SG26] a connection that never had a session, or has none any more, is closed after ten seconds', () => {
  mock.timers.enable({ apis: ['setTimeout'] })
  const opened = openConnections(3)
  const [, used, left] = opened
  used?.connection.socketAdmitted()
  left?.connection.socketAdmitted()
  mock.timers.tick(9_999)
  left?.connection.socketClosed()
  const states = () => opened.map(({ transport }) => transport.readyState)
  assert.deepEqual(states(), ['open', 'open', 'open'])
  mock.timers.tick(1)
  assert.deepEqual(states(), ['closed', 'open', 'open'])
  mock.timers.tick(10_000)
  assert.deepEqual(states(), ['closed', 'open', 'closed'])
  mock.timers.reset()
})

test('[SG40] a connection is cut when more than 4 MB wait for it, and not for what its client has read', () => {
  const opened = openConnections(3).map(({ transport }) => transport)
  const [unwritten, written, reading] = opened as [FakeTransport, FakeTransport, FakeTransport]
  const part = { data: 'x'.repeat(65_536) }
  written.stream.writableLength = 4_194_304 - 65_536
  written.emit('packetCreate', part)
  for (let sent = 0; sent < 64; sent += 1) {
    unwritten.emit('packetCreate', part)
    reading.emit('packetCreate', part)
  }
  reading.emit('flush')
  const states = () => opened.map(({ readyState }) => readyState)
  assert.deepEqual(states(), ['open', 'open', 'open'])
  for (const transport of opened) transport.emit('packetCreate', part)
  assert.deepEqual(states(), ['closed', 'closed', 'open'])
  reading.emit('close')
})
