// The yardstick of joins: a bare Fastify and Socket.IO that answer what a join requests. It stores nothing, checks nothing and
// tells nobody.
import type { AddressInfo } from 'node:net'
import fastify from 'fastify'
import { Server } from 'socket.io'
import { CONFERENCE_NAMESPACE, SIGNALING_PATH } from '../contract/signaling/constants.ts'
import { WEB } from '../contract/web/paths.ts'

/** About as long as a ticket, and as a welcome to a meeting of ten. */
const [TICKET, WELCOME] = ['t'.repeat(300), 'w'.repeat(3_000)]

const app = fastify()
app.post(WEB.admission, async () => ({ ticket: TICKET }))
await app.listen({ port: 0, host: '127.0.0.1' })
const sockets = new Server(app.server, { path: SIGNALING_PATH, transports: ['websocket'], serveClient: false })
sockets.of(CONFERENCE_NAMESPACE).on('connection', (socket) => socket.emit('welcome', WELCOME))
process.stdout.write(`listening on ${(app.server.address() as AddressInfo).port}\n`)
process.once('SIGTERM', () => process.exit(0))
