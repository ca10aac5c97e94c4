import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pino } from 'pino'
import { WebSocket } from 'ws'
import { STREAM_PATH, type StreamFrame } from '../../../contract/dingtalk/stream.ts'
import type { EpochMs, OrganizationId } from '../../conference/identity.ts'
import type { OutgoingEvent } from '../../service/subscription/outgoing-event.ts'
import type { StreamClient, StreamTickets } from '../../service/subscription/stream-tickets.ts'
import { isStreamUpgrade, serveStreams } from './serve-streams.ts'
import { STREAM_TIMES, type StreamTimes } from './stream-connection.ts'
import { StreamConnectionPool } from './stream-connection-pool.ts'

export const EVENT: OutgoingEvent = {
  eventId: 'dingacme-17',
  eventType: 'meeting_status_change',
  organizationId: 'dingacme' as OrganizationId,
  at: 1_780_000_000_000 as EpochMs,
  data: { statusSeqNum: 1, changeScene: 'conference_created', openConfModel: { title: '周会' } },
}

/** A client that keeps what it gets. */
export type StreamPeer = Readonly<{
  socket: WebSocket
  frames: readonly StreamFrame[]
  /** The next message that was not given yet. */
  next(): Promise<StreamFrame>
  /** Answers a message. `data` is sent as text. */
  answer(frame: StreamFrame, code: number, data: unknown): void
  /** The code with which the connection closes. */
  closed: Promise<number>
}>

/** A server with stream connections only. Each ticket is the id of an app, whose connections take `eventTypes`. */
export async function openStreamServer(
  given: { times?: Partial<StreamTimes>; tickets?: Pick<StreamTickets, 'take'>; server?: Server } = {},
) {
  const pool = new StreamConnectionPool({
    clock: { now: () => 1_780_000_000_123 as EpochMs },
    times: { ...STREAM_TIMES, ...given.times },
  })
  const tickets = given.tickets ?? { take: async (ticket: string) => toClient(ticket) }
  const server = given.server ?? createServer({ shouldUpgradeCallback: isStreamUpgrade })
  const streams = serveStreams(server, { pool, tickets, log: pino({ level: 'silent' }) })
  if (!server.listening) await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  const url = `ws://127.0.0.1:${port}${STREAM_PATH}`
  return {
    pool,
    url,
    stop: () => streams[Symbol.asyncDispose](),
    open: (ticket: string) => openPeer(`${url}?ticket=${encodeURIComponent(ticket)}`),
    async [Symbol.asyncDispose]() {
      await streams[Symbol.asyncDispose]()
      server.closeAllConnections()
      server.close()
    },
  }
}

/** `app`, or `app` with the event types that it takes: `app meeting_*`. */
function toClient(ticket: string): StreamClient {
  const [clientId = '', ...eventTypes] = ticket.split(' ')
  return { clientId, secretMark: 'mark', eventTypes: eventTypes.length > 0 ? eventTypes : ['*'] }
}

/** @throws Error with the status if the server refuses */
export async function openPeer(url: string): Promise<StreamPeer> {
  const socket = new WebSocket(url)
  const frames: StreamFrame[] = []
  const waiting: ((frame: StreamFrame) => void)[] = []
  let given = 0
  socket.on('message', (data: Buffer) => {
    frames.push(JSON.parse(data.toString()) as StreamFrame)
    const waiter = waiting.shift()
    if (waiter) waiter(frames[given++] as StreamFrame)
  })
  const closed = new Promise<number>((resolve) => socket.once('close', (code) => resolve(code)))
  await once(socket, 'open')
  return {
    socket,
    frames,
    closed,
    next: () =>
      given < frames.length
        ? Promise.resolve(frames[given++] as StreamFrame)
        : new Promise((resolve) => waiting.push(resolve)),
    answer: ({ headers: { messageId } }, code, data) =>
      socket.send(JSON.stringify({ code, message: 'OK', headers: { messageId }, data: JSON.stringify(data) })),
  }
}
