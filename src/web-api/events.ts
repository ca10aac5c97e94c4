import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { ListEvents, StreamEvents } from '../../contract/web/events.ts'
import type { EventsPage, PublicEvent } from '../../contract/web/event-types.ts'
import { WEB } from '../../contract/web/paths.ts'
import type { EpochMs } from '../conference/identity.ts'
import type { Routes } from '../dingtalk/gateway/operation.ts'
import { EVENT_TYPES, type EventType } from '../../contract/event/event-terms.ts'
import { toEventId, type OutboxEvent } from '../service/outbox/outbox-event.ts'
import type { EventStreams } from '../service/replay/event-streams.ts'
import type { Beginning, Replay } from '../service/replay/replay.ts'
import { ReplayError } from '../service/replay/replay-error.ts'
import { AppAccessError, type EventReaders } from './event-readers.ts'
import { sendEvents } from './event-stream.ts'
import { MalformedError, refuseBy } from './refusal.ts'

const DEFAULT_LIMIT = 100
const MAX_LIMIT = 1_000

/** Refusals of requests for events. */
export const EVENT_REFUSALS = {
  'cursor-unknown': [
    400,
    'cursor-unknown',
    'There is no event with this id yet. Was the database replaced by a backup? Begin again with from.',
  ],
  'event-type-not-permitted': [403, 'event-type-not-permitted', 'The app needs another scope for this type of event.'],
  'too-many-streams': [429, 'too-many-streams', 'This app or person has too many open streams. Close one first.'],
  'invalid-token': [401, 'invalid-token', 'The access token is unknown or expired.'],
  'missing-scope': [403, 'missing-scope', 'The app does not have the scope VideoConference.Conference.Read.'],
  'too-fast-for-app': [429, 'too-fast', 'The app makes too many calls. Wait a second.'],
  'too-fast-for-suite': [429, 'too-fast', 'The app makes too many calls. Wait a second.'],
} as const

const refuseOthers = refuseBy({})

function errorHandler(error: FastifyError, request: FastifyRequest, reply: FastifyReply) {
  const refusal =
    error instanceof ReplayError ? error.code : error instanceof AppAccessError ? error.refusal : undefined
  if (refusal === undefined) return refuseOthers(error, request, reply)
  const [status, code, message] = EVENT_REFUSALS[refusal]
  return reply.code(status).header('cache-control', 'no-store').send({ code, message })
}

export type EventsDeps = { replay: Replay }

/** The events of an organization, page by page. */
export function listEventsApi(web: Routes, { readers, replay }: EventsDeps & { readers: EventReaders }): void {
  web.get(
    WEB.events,
    {
      config: { operation: ListEvents.operationId },
      schema: ListEvents,
      errorHandler,
      // The payloads are written as they were stored.
      serializerCompiler: () => JSON.stringify,
    },
    async (request, reply) => {
      const { query } = request
      const [types, beginning] = [readTypes(query), readBeginning(query) ?? { after: 0 }]
      const limit = Math.min(Math.max(Number(query.limit ?? DEFAULT_LIMIT), 1), MAX_LIMIT)
      const { reader } = await readers.load(request, reply, ListEvents.operationId)
      const after = await replay.findStart(reader, beginning)
      const { events, next, isEnd } = await replay.page(reader, { after, limit, ...(types && { types }) })
      const page: EventsPage = { events: events.map(toPublicEvent), next: String(next), isEnd }
      return reply.send(page as never)
    },
  )
}

/** The events of an organization, live. */
export function streamEventsApi(
  web: Routes,
  { readers, replay, eventStreams }: EventsDeps & { readers: EventReaders; eventStreams: EventStreams },
): void {
  web.get(
    WEB.eventStream,
    {
      config: { operation: StreamEvents.operationId },
      schema: StreamEvents,
      errorHandler,
      exposeHeadRoute: false,
    },
    async (request, reply) => {
      const { query, headers } = request
      const last = headers['last-event-id']
      const types = readTypes(query)
      const beginning = typeof last === 'string' && last !== '' ? readLastEventId(last) : readBeginning(query)
      const access = await readers.load(request, reply, StreamEvents.operationId)
      const { reader } = access
      const after = beginning ? await replay.findStart(reader, beginning) : await replay.findNewest(reader)
      let position = after
      const read = async () => {
        const page = await replay.page(await access.check(), { after: position, limit: 100, ...(types && { types }) })
        position = page.next
        return { ...page, events: page.events.map(toPublicEvent) }
      }
      // A refusal must come before the first byte.
      if (types) await replay.page(reader, { after, limit: 1, types })
      return sendEvents(request, reply, { stream: eventStreams.open(reader), read })
    },
  )
}

function toPublicEvent(event: OutboxEvent): PublicEvent {
  const { id, type, at, data } = event
  return { id, eventId: toEventId(event), type, at, data: data as Record<string, unknown> }
}

/** @throws MalformedError */
function readTypes({ type }: Readonly<{ type?: string }>): ReadonlySet<EventType> | undefined {
  if (type === undefined) return undefined
  const types = type.split(',').map((name) => EVENT_TYPES.find((known) => known === name))
  if (types.includes(undefined)) throw new MalformedError(`type must be one or more of ${EVENT_TYPES.join(',')}`)
  return new Set(types as EventType[])
}

/** @throws MalformedError */
function readBeginning({ after, from }: Readonly<{ after?: string; from?: string }>): Beginning | undefined {
  if (after !== undefined && from !== undefined) throw new MalformedError('after and from cannot be used together')
  if (after !== undefined) return { after: Number(after) }
  return from === undefined ? undefined : { from: Number(from) as EpochMs }
}

/** @throws MalformedError */
function readLastEventId(text: string): Beginning {
  if (!/^\d{1,15}$/.test(text)) throw new MalformedError('Last-Event-ID must be the id of an event')
  return { after: Number(text) }
}
