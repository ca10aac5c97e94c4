import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect, type AddressInfo } from 'node:net'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { fastify } from 'fastify'
import type { PublicEvent } from '../../contract/web/event-types.ts'
import type { OrganizationId } from '../conference/identity.ts'
import { EventStreams } from '../service/replay/event-streams.ts'
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
  const streams = new EventStreams({
    signal: { subscribe: () => ({ [Symbol.dispose]: () => {} }) },
    ends: { subscribe: () => {} },
  })
  const reader = { id: 'app', organizationId: 'acme' as OrganizationId, types: new Set<never>() }
  const app = fastify()
  app.get('/', (request, reply) => sendEvents(request, reply, { stream: streams.open(reader), read }))
  await app.listen({ port: 0, host: '127.0.0.1' })
  const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1')
  await once(socket, 'connect')
  socket.write('GET / HTTP/1.1\r\nhost: localhost\r\n\r\n')
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
  socket.destroy()
  await app.close()
})
