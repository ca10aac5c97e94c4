import type { LookupAddress } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { LRUCache } from 'lru-cache'
import { Agent, errors } from 'undici'
import type { OrganizationId } from '../conference/identity.ts'
import { readEndpointUrl } from '../../contract/text/endpoint-url.ts'
import type { OutgoingEvent } from '../service/subscription/outgoing-event.ts'
import type { Endpoint, SendFailure, SendOutcome, Sender } from '../service/subscription/sender.ts'
import { addressPolicy, isPublicAddress, type AddressPolicy, type PrivateNetworks } from './address-policy.ts'
import { toCallback } from './callback.ts'
import { AddressRefusedError, guardedConnector } from './guarded-connector.ts'
import { nameLookup } from './name-lookup.ts'
import type { Outgoing } from './outgoing.ts'
import { toWebhook } from './webhook.ts'

/** Of one organization to one origin. Organizations may share an origin: endpoints of one that hang must not delay those of another. */
const CONNECTIONS = 16
/** Organizations whose connections are kept. */
const MAX_AGENTS = 1_000
const ANSWER_BYTES = 65_536
/** An administrator waits for it. */
const LOOKUP_MS = 3_000

/** `lookup`, `ca`: in place of those of Node. `isPublic`: in place of the list of IANA, for what is answered. */
type Options = Readonly<{
  privateNetworks: PrivateNetworks
  lookup?: LookupFunction
  isPublic?: (address: string) => boolean
  ca?: string
}>

/** Sends events over HTTP. Keeps connections open for the next event; disposing closes them. */
export class HttpSender implements Sender, AsyncDisposable {
  readonly #agents: LRUCache<OrganizationId, Agent>
  readonly #allows: AddressPolicy
  readonly #lookup: LookupFunction
  /** To which a connection led to an address that is not public. A name may have both: then all its answers are hidden. */
  readonly #privateOrigins = new Set<string>()

  constructor({ privateNetworks, lookup = nameLookup(), isPublic = isPublicAddress, ca }: Options) {
    this.#allows = addressPolicy(privateNetworks)
    this.#lookup = lookup
    const connected = (origin: string, address: string) => {
      if (!isPublic(address)) this.#privateOrigins.add(origin)
    }
    const options: Agent.Options = {
      connect: guardedConnector({ allows: this.#allows, lookup, connected, ...(ca !== undefined && { ca }) }),
      connections: CONNECTIONS,
      pipelining: 1,
      allowH2: false,
      // One timer, below, limits all parts together.
      headersTimeout: 0,
      bodyTimeout: 0,
    }
    this.#agents = new LRUCache({
      max: MAX_AGENTS,
      memoMethod: () => new Agent(options),
      // What is under way ends first.
      dispose: (agent) => void agent.close(),
    })
  }

  async send(endpoint: Endpoint, event: OutgoingEvent, signal: AbortSignal): Promise<SendOutcome> {
    signal.throwIfAborted()
    const began = performance.now()
    const took = () => Math.round(performance.now() - began)
    const url = readEndpointUrl(endpoint.url)
    if (typeof url === 'string') return { ok: false, failure: 'address-refused', ms: took() }
    const outgoing = toOutgoing(endpoint, event)
    for (const [name, value] of Object.entries(outgoing.query)) url.searchParams.append(name, value)
    const limit = new AbortController()
    const stop = () => limit.abort(signal.reason)
    signal.addEventListener('abort', stop, { once: true })
    const timer = setTimeout(() => limit.abort(), outgoing.timeoutMs)
    let status: number | undefined
    try {
      const response = await this.#post(event.organizationId, url, { ...outgoing, signal: limit.signal })
      status = response.statusCode
      const answer = await readStart(response.body)
      const failure = isRedirect(status) ? 'redirected' : outgoing.failureOf(status, answer)
      const shown = this.#privateOrigins.has(url.origin) ? { isAnswerHidden: true } : { answer }
      return failure ? { ok: false, failure, status, ms: took(), ...shown } : { ok: true, status, ms: took(), ...shown }
    } catch (error) {
      signal.throwIfAborted()
      const failure = limit.signal.aborted ? 'timed-out' : toFailure(error)
      return { ok: false, failure, ...(status !== undefined && { status }), ms: took() }
    } finally {
      clearTimeout(timer)
      signal.removeEventListener('abort', stop)
    }
  }

  async allows(text: string): Promise<boolean> {
    const url = readEndpointUrl(text)
    if (!(url instanceof URL)) return false
    const addresses = await this.#addressesOf(url.hostname)
    return addresses.length === 0 || addresses.some((address) => this.#allows(address, url.protocol === 'https:'))
  }

  /** The addresses of a host; none if it is not found in time. */
  #addressesOf(hostname: string): Promise<readonly string[]> {
    const literal = hostname.replace(/^\[|\]$/g, '')
    if (isIP(literal) !== 0) return Promise.resolve([literal])
    const { promise, resolve } = Promise.withResolvers<readonly string[]>()
    this.#lookup(hostname, { all: true }, (error, found) =>
      resolve(error ? [] : (found as LookupAddress[]).map(({ address }) => address)),
    )
    return Promise.race([promise, sleep(LOOKUP_MS, [], { ref: false })])
  }

  /** Follows no redirect: an agent follows them only if it is told to. */
  #post(
    organizationId: OrganizationId,
    url: URL,
    { headers, body, signal }: Pick<Outgoing, 'headers' | 'body'> & { signal: AbortSignal },
  ) {
    return this.#agents.memo(organizationId).request({
      origin: url.origin,
      path: url.pathname + url.search,
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json', 'user-agent': 'Rollcall' },
      body,
      signal,
    })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([...this.#agents.values()].map((agent) => agent.destroy()))
  }
}

function toOutgoing(endpoint: Endpoint, event: OutgoingEvent): Outgoing {
  switch (endpoint.way) {
    case 'callback':
      return toCallback(endpoint, event, Date.now())
    case 'webhook':
      return toWebhook(endpoint.secrets, event, Date.now())
  }
}

function isRedirect(status: number): boolean {
  return status >= 300 && status < 400
}

/** The first 64 KB. The connection of a longer body is closed, so that nobody sends without end. */
async function readStart(body: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of body) {
    chunks.push(chunk)
    bytes += chunk.length
    if (bytes >= ANSWER_BYTES) break
  }
  return Buffer.concat(chunks).subarray(0, ANSWER_BYTES).toString()
}

function toFailure(error: unknown): SendFailure {
  if (error instanceof AddressRefusedError) return 'address-refused'
  return error instanceof errors.ConnectTimeoutError ? 'timed-out' : 'not-reached'
}
