import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fastify, type FastifyInstance } from 'fastify'
import { pino } from 'pino'
import type { EpochMs, OrganizationId } from '../../src/conference/identity.ts'
import { Authorizer } from '../../src/dingtalk/gateway/authorize.ts'
import { guardRoutes } from '../../src/dingtalk/gateway/hooks.ts'
import { Throttle } from '../../src/dingtalk/gateway/throttle.ts'
import { openConnection } from '../../src/dingtalk/stream/open-connection.ts'
import { isStreamUpgrade, serveStreams } from '../../src/dingtalk/stream/serve-streams.ts'
import { STREAM_TIMES, type StreamTimes } from '../../src/dingtalk/stream/stream-connection.ts'
import { StreamConnectionPool } from '../../src/dingtalk/stream/stream-connection-pool.ts'
import { openTestServices } from '../../src/server/services.fixture.ts'
import type { OutgoingEvent } from '../../src/service/subscription/outgoing-event.ts'

/** The app that has stream connections. */
export const STREAM_APP = { clientId: 'dingacmeapp', clientSecret: 'acme-secret' }

/** A server in which only tickets and stream connections work. Its `pool` sends what the test wants. */
export async function startStreamServer({
  port = 0,
  times = {},
}: { port?: number; times?: Partial<StreamTimes> } = {}) {
  const clock = { now: () => Date.now() as EpochMs }
  const services = await openTestServices({ clock })
  const { directory, accessTokens: tokens, userTokens, ssoTokens, streamTickets } = services
  const organizationId = 'dingacme' as OrganizationId
  const { clientId, clientSecret } = STREAM_APP
  await directory.saveOrganization({ id: organizationId, name: 'Acme' })
  await directory.saveApp({ clientId, organizationId, name: 'App', secretHash: `hash of ${clientSecret}`, scopes: [] })
  const app = fastify({
    genReqId: () => crypto.randomUUID().toUpperCase(),
    serverFactory: (handler) => createServer({ shouldUpgradeCallback: isStreamUpgrade }, handler),
  }) as unknown as FastifyInstance
  guardRoutes(app, new Authorizer({ tokens, userTokens, ssoTokens, throttle: new Throttle() }))
  openConnection(app, { streamTickets, publicUrl: () => new URL(`http://127.0.0.1:${listening()}`) })
  const pool = new StreamConnectionPool({ clock, times: { ...STREAM_TIMES, ...times } })
  const streams = serveStreams(app.server, { pool, tickets: streamTickets, log: pino({ level: 'silent' }) })
  await app.listen({ host: '127.0.0.1', port })
  const listening = () => (app.server.address() as AddressInfo).port
  const opened = new AsyncDisposableStack()
  opened.use(services)
  opened.defer(() => app.close())
  opened.defer(() => app.server.closeAllConnections())
  opened.use(streams)
  return { pool, port: listening(), [Symbol.asyncDispose]: () => opened.disposeAsync() }
}

/** The event with this number. */
export function outgoingEventOf(number: number): OutgoingEvent {
  return {
    eventId: `dingacme-${number}`,
    eventType: 'meeting_member_status_change',
    organizationId: 'dingacme' as OrganizationId,
    at: (1_780_000_000_000 + number) as EpochMs,
    data: { changeScene: 'user_join', statusSeqNum: number, openMemberModels: [{ userNick: '林小雨' }] },
  }
}

/** Waits until the app has a connection. */
export async function untilConnected({ pool }: { pool: StreamConnectionPool }): Promise<void> {
  const deadline = Date.now() + 20_000
  while (!pool.clientIds.has(STREAM_APP.clientId)) {
    if (Date.now() > deadline) throw new Error('the client did not connect')
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
