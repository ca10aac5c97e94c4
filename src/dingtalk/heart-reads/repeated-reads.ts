import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { LRUCache } from 'lru-cache'
import type { Caller } from '../../service/account/directory-model.ts'
import { CONTENT_TYPE } from '../gateway/gateway-error.ts'
import { TOKEN_HEADER } from '../gateway/gateway.ts'
import type { Sheet } from './rendered-page.ts'
import type { Throttle } from '../gateway/throttle.ts'
import type { TokenIssuer } from '../tokens/token-issuer.ts'

const MAX_KNOWN = 50_000
/** An address can be made longer without end, by keys that are ignored and zeros before a number. */
const MAX_URL_LENGTH = 256

/** What there is to answer to `caller` at this moment, where that is known without asking anybody. */
export type Recall = (caller: Caller) => Sheet | undefined

type KnownRead = Readonly<{ operation: string; scope: string; recall: Recall }>

/** Told of each answer: to what, of which operation, and since when by `performance.now()`. Its status is 200. */
type Answered = (request: IncomingMessage, operation: string, since: number) => void

/**
 * Reads that were asked before, by address: a poll is answered again before the framework is entered, whose way to the
 * handler takes longer than finding the answer. So this writes to Node's own response, as nothing else here does.
 *
 * What an address asks for never changes, and that is all that is remembered: whose token it is, its right and what the
 * roster says now are looked at each time. Whatever is not a plain repetition goes the long way.
 */
export class RepeatedReads {
  readonly #known = new LRUCache<string, KnownRead>({ max: MAX_KNOWN })
  readonly #tokens: Pick<TokenIssuer, 'recall'>
  readonly #throttle: Throttle

  constructor(deps: { tokens: Pick<TokenIssuer, 'recall'>; throttle: Throttle }) {
    this.#tokens = deps.tokens
    this.#throttle = deps.throttle
  }

  /** Answers `request` with `sheet`; from then on the same address is answered with what `recall` gives, if anything. */
  answerAndRemember(request: FastifyRequest, reply: FastifyReply, { sheet, recall }: { sheet: Sheet; recall: Recall }) {
    const { operation, scope } = request.routeOptions.config
    const isShort = request.url.length <= MAX_URL_LENGTH
    if (operation !== undefined && scope !== undefined && isShort && !this.#throttle.isOn) {
      this.#known.set(request.url, { operation, scope, recall })
    }
    // A copy: the sheet goes on with the time, and the framework does not tell when it has written.
    return reply.header('content-type', CONTENT_TYPE).send(Buffer.from(sheet.bytes))
  }

  /** Whether it was a repetition, and is being answered; `answered` is told when that is done. */
  answerAgain(request: IncomingMessage, response: ServerResponse, answered: Answered): boolean {
    const since = performance.now()
    const known = request.method === 'GET' && this.#known.get(request.url as string)
    if (!known) return false
    const token = tokenOf(request.rawHeaders)
    const caller = token === undefined ? undefined : this.#tokens.recall(token)
    if (!caller?.scopes.has(known.scope)) return false
    const sheet = recallFrom(known, caller)
    if (!sheet) return false
    sheet.readers += 1
    response.writeHead(200, { 'content-type': CONTENT_TYPE, 'content-length': sheet.bytes.length })
    // Never called for a caller who hung up; then the sheet is left to whoever holds it.
    response.end(sheet.bytes, () => {
      sheet.readers -= 1
      answered(request, known.operation, since)
    })
    return true
  }
}

/** Lets `repeats` answer what it can of the requests to `app`, until that closes; the rest goes on as before. */
export function answerAhead(app: FastifyInstance, repeats: RepeatedReads, answered: Answered): void {
  const [handle] = app.server.listeners('request') as ((...given: [IncomingMessage, ServerResponse]) => void)[]
  if (!handle) throw new Error('nothing answers the requests of this server')
  let isClosing = false
  app.addHook('preClose', (done) => {
    isClosing = true
    done()
  })
  app.server.removeListener('request', handle)
  app.server.on('request', (request, response) => {
    if (isClosing || !repeats.answerAgain(request, response, answered)) handle(request, response)
  })
}

/** A fault here would be nobody's to catch; the long way meets it again, and tells. */
function recallFrom({ recall }: KnownRead, caller: Caller): Sheet | undefined {
  try {
    return recall(caller)
  } catch {
    return undefined
  }
}

/** Names and values in turn, as they came: of a request answered here nobody else needs them in an object. */
function tokenOf(rawHeaders: readonly string[]): string | undefined {
  let token: string | undefined
  for (let place = 0; place < rawHeaders.length; place += 2) {
    const name = rawHeaders[place] as string
    if (name.length !== TOKEN_HEADER.length || name.toLowerCase() !== TOKEN_HEADER) continue
    if (token !== undefined) return undefined
    token = rawHeaders[place + 1]
  }
  return token
}
