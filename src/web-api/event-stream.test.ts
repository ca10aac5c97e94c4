import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect, type AddressInfo } from 'node:net'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { fastify } from 'fastify'
import type { PublicEvent } from '../../contract/web/event-types.ts'
import type { OrganizationId } from '../conference/identity.ts'
import { EventStreams, type EventStream } from '../service/replay/event-streams.ts'
import { sendEvents } from './event-stream.ts'

const PAGE = 100
/** More than all buffers between server and client hold. */
const PAGES = 400

test('[EV16] the server reads no further than its client', async () => {
  let pagesRead = 0
  const read = () => {
    const events = Array.from({ length: PAGE }, (_, index): PublicEvent => {
      const id = pagesRead * PAGE + index + 1
      return { id, eventId: `acme-${id}`, type: 'directory_change', at: 1, data: { text: 'x'.repeat(1_000) } }
    })
    pagesRead += 1
    return Promise.resolve({ events, next: pagesRead * PAGE, isEnd: pagesRead >= PAGES })
  }
  await using world = await openWorld(read)
  const { socket } = world
  let before = -1
  while (pagesRead !== before) {
    before = pagesRead
    await pause(300)
  }
  assert.ok(pagesRead > 0 && pagesRead < PAGES / 2, `${pagesRead} pages`)
  let last = ''
  socket.on('data', (chunk) => (last = (last + chunk.toString('latin1')).slice(-4_000)))
  while (!last.includes(`id: ${PAGES * PAGE}\n`)) await once(socket, 'data')
  assert.equal(pagesRead, PAGES)
})

test('[EV15] a quiet stream has a heartbeat, and the cursor up to which a filter left out events', async () => {
  let next = 7
  await using world = await openWorld(() => Promise.resolve({ events: [], next, isEnd: true }), 50)
  const { socket, stream } = world
  let text = ''
  socket.on('data', (chunk) => (text += chunk.toString()))
  const quiet = async () => {
    await pause(80)
    text = ''
    stream()?.wake()
    await pause(80)
    // Without the frames of HTTP.
    return text.split('\r\n').filter((part) => part.includes('\n'))
  }
  assert.deepEqual(await quiet(), [': heartbeat\n\nid: 7\n\n'])
  assert.deepEqual(await quiet(), [': heartbeat\n\n'])
  next = 9
  assert.deepEqual(await quiet(), [': heartbeat\n\nid: 9\n\n'])
})

/** A server with one stream, and a client that does not read yet. */
async function openWorld(read: Parameters<typeof sendEvents>[2]['read'], heartbeatMs = 60_000) {
  const streams = new EventStreams({
    watch: { subscribe: () => ({ [Symbol.dispose]: () => {} }) },
    ends: { subscribe: () => {} },
  })
  const reader = { id: 'app', organizationId: 'acme' as OrganizationId, types: new Set<never>() }
  let stream: EventStream | undefined
  const app = fastify()
  app.get('/', (request, reply) =>
    sendEvents(request, reply, { stream: (stream = streams.open(reader)), read, heartbeatMs }),
  )
  await app.listen({ port: 0, host: '127.0.0.1' })
  const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1')
  await once(socket, 'connect')
  socket.write('GET / HTTP/1.1\r\nhost: localhost\r\n\r\n')
  return {
    socket,
    stream: () => stream,
    async [Symbol.asyncDispose]() {
      socket.destroy()
      await app.close()
    },
  }
}
