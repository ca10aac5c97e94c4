import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Caller } from '../../service/account/caller.ts'
import type { Cache, CacheBudget } from '../../service/cache-budget.ts'
import type { Clock } from '../../service/clock-and-ids.ts'
import { andThen, type Eventually } from '../../service/eventually.ts'
import { readToken, type Authorizer, type AccessRule } from '../gateway/authorize.ts'
import { CONTENT_TYPE } from '../gateway/gateway-errors.ts'
import { callerOf } from '../gateway/hooks.ts'
import type { PageBytes, RenderedPage } from './rendered-page.ts'

/** A known read without its address. */
const READ_BYTES = 200
/** A URL can be arbitrarily long: unknown keys and leading zeros are ignored. */
const MAX_URL_LENGTH = 256

/** Finds the page that a URL asks for. Both paths use it. */
export type HotRead<Wanted> = (caller: Caller, wanted: Wanted) => Eventually<RenderedPage>

/** What a URL asks for. That never changes, so it is remembered. */
class KnownRead<Wanted> implements AccessRule {
  readonly operation: string
  readonly scope: string
  readonly #read: HotRead<Wanted>
  readonly #wanted: Wanted

  constructor({ operation, scope }: AccessRule, read: HotRead<Wanted>, wanted: Wanted) {
    this.operation = operation
    this.scope = scope
    this.#read = read
    this.#wanted = wanted
  }

  find(caller: Caller): Eventually<RenderedPage> {
    return this.#read(caller, this.#wanted)
  }
}

/** Called after each answer with the request, its operation, and its start by `performance.now()`. The status is 200. */
export type Answered = (request: IncomingMessage, operation: string, since: number) => void

/**
 * The fast path of the hot reads: a URL that was read before is answered before Fastify, whose routing takes longer than
 * the read itself. So this writes to Node's own response, as nothing else here does.
 *
 * Both paths go through the same `authorize` and the same read. The fast path only sends pages: every refusal, and every
 * error, is left to Fastify, which decides again and answers.
 */
export class RepeatedReads {
  readonly #known: Cache<string, Pick<KnownRead<never>, 'operation' | 'scope' | 'find'>>
  readonly #authorizer: Authorizer
  readonly #clock: Clock

  constructor(deps: { authorizer: Authorizer; caches: CacheBudget; clock: Clock }) {
    this.#known = deps.caches.open('requests', { sizeOf: () => READ_BYTES })
    this.#authorizer = deps.authorizer
    this.#clock = deps.clock
  }

  /** Answers `request` with the page that `read` finds, and remembers what its URL asks for. */
  async answer<Wanted>(request: FastifyRequest, reply: FastifyReply, read: HotRead<Wanted>, wanted: Wanted) {
    const page = await read(callerOf(request), wanted)
    const { operation, scope } = request.routeOptions.config
    const isShort = request.url.length <= MAX_URL_LENGTH
    // A call that is refused on the fast path is authorized twice, which must not count it twice.
    if (operation !== undefined && scope !== undefined && isShort && !this.#authorizer.countsCalls) {
      this.#known.set(request.url, new KnownRead({ operation, scope }, read, wanted))
    }
    // A copy: the bytes change with time, and Fastify does not say when it has written them.
    return reply.header('content-type', CONTENT_TYPE).send(Buffer.from(page.at(this.#clock.now()).bytes))
  }

  /** Answers `request` if it repeats a read; `otherwise` is called if not, and for everything but a page. */
  handle(request: IncomingMessage, response: ServerResponse, { answered, otherwise }: Paths): void {
    const known = request.method === 'GET' ? this.#known.get(request.url as string) : undefined
    if (!known) return otherwise()
    const since = performance.now()
    let page: Eventually<RenderedPage | undefined>
    try {
      const access = this.#authorizer.authorize(readToken(request.rawHeaders), known)
      page = andThen(access, (caller) => (typeof caller === 'string' ? undefined : known.find(caller)))
    } catch {
      return otherwise()
    }
    const answer = (found: RenderedPage | undefined) => {
      if (!found) return otherwise()
      send(response, found.at(this.#clock.now()), () => answered(request, known.operation, since))
    }
    if (page instanceof Promise) page.then(answer, otherwise)
    else answer(page)
  }
}

type Paths = Readonly<{ answered: Answered; otherwise: () => void }>

/** A shorter page leaves as one text with its head, which takes less time than two buffers (measured). */
const MAX_COPIED = 4_096

function send(response: ServerResponse, page: PageBytes, sent: () => void): void {
  response.writeHead(200, { 'content-type': CONTENT_TYPE, 'content-length': page.bytes.length })
  if (page.bytes.length <= MAX_COPIED) {
    response.end(page.bytes.toString('latin1'), 'latin1', sent)
    return
  }
  page.readers += 1
  // Not called if the caller hung up. Then the bytes stay with this response, and the page copies them.
  response.end(page.bytes, () => {
    page.readers -= 1
    sent()
  })
}
