import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { PublicEvent } from '../../contract/web/event-types.ts'
import { AccountError } from '../service/account/account-error.ts'
import type { EventStream } from '../service/replay/event-streams.ts'
import { ReplayError } from '../service/replay/replay-error.ts'
import { AppAccessError } from './event-readers.ts'

/** A proxy usually closes a connection on which nothing comes for 60 s. */
const HEARTBEAT_MS = 15_000
/** How often it is checked whether the reader may still read. Also before each page of events. */
const CHECK_MS = 5_000
/** How long a client waits before it connects again. The shorter time is for a server that is started again. */
const RETRY_MS = 3_000
const RETRY_AFTER_STOP_MS = 1_000
const TICK_MS = 1_000

type Page = Readonly<{ events: readonly PublicEvent[]; next: number; isEnd: boolean }>
type Following = Readonly<{ read: () => Promise<Page>; heartbeatMs?: number }>

/**
 * Answers with server-sent events until the client goes, may not read any more, or the server stops. `read` gives the next
 * page. It is called only when the client has taken the pages before, so a slow client makes the server hold two pages.
 */
export function sendEvents(
  { raw }: FastifyRequest,
  reply: FastifyReply,
  { stream, read, heartbeatMs = HEARTBEAT_MS }: Following & Readonly<{ stream: EventStream }>,
): FastifyReply {
  let isGone = false
  const body = Readable.from(follow(stream, { read, heartbeatMs, isGone: () => isGone }), { highWaterMark: 1 })
  let [ticks, endingTicks] = [0, 0]
  const ticking = setInterval(() => {
    // A client that takes nothing must not delay the stop of the server.
    if (stream.isEnding && (endingTicks += 1) > 1) body.destroy()
    if ((ticks += 1) % (CHECK_MS / TICK_MS) === 0) stream.wake()
  }, TICK_MS)
  const leave = () => {
    isGone = true
    stream.wake()
    body.destroy()
  }
  body.once('close', () => {
    clearInterval(ticking)
    stream[Symbol.dispose]()
  })
  reply.raw.once('close', leave)
  if (raw.socket.destroyed) leave()
  return reply.headers({ 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' }).send(body)
}

async function* follow(
  stream: EventStream,
  { read, heartbeatMs, isGone }: Required<Following> & Readonly<{ isGone: () => boolean }>,
): AsyncGenerator<string> {
  let [sentAt, sentId] = [performance.now(), -1]
  yield `retry: ${RETRY_MS}\n\n`
  while (!isGone()) {
    if (stream.isEnding) return yield `retry: ${RETRY_AFTER_STOP_MS}\n: the server stops\n\n`
    let page: Page
    try {
      page = await read()
    } catch (error) {
      if (isRefusal(error)) return yield `: ${error.message}\n\n`
      throw error
    }
    const isDue = performance.now() - sentAt >= heartbeatMs
    // An id without data is no event, but where a client with a filter continues.
    const id = page.next > sentId && (isDue || page.events.length > 0) ? `id: ${page.next}\n\n` : ''
    const text = page.events.map(toText).join('')
    if (text !== '' || isDue) {
      const heartbeat = isDue && text === '' ? ': heartbeat\n\n' : ''
      yield `${text}${heartbeat}${text === '' || page.events.at(-1)?.id !== page.next ? id : ''}`
      ;[sentAt, sentId] = [performance.now(), page.next]
    }
    if (page.isEnd) await stream.woken()
  }
}

/** The reader may not read any more, or not what they asked for. */
function isRefusal(error: unknown): error is Error {
  return error instanceof AccountError || error instanceof AppAccessError || error instanceof ReplayError
}

function toText(event: PublicEvent): string {
  return `id: ${event.id}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`
}
