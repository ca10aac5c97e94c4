import { createHash, createHmac, randomBytes } from 'node:crypto'
import type { EpochMs } from '../conference/identity.ts'
import { NO_ORGANIZATION, type Caller } from '../service/account/caller.ts'
import type { App, Suite } from '../service/account/directory-entries.ts'
import type { Directory } from '../service/account/directory.ts'
import type { Clients, KnownClient } from '../service/account/known-client.ts'
import type { AppProof, IssuedToken, TokenIssuer, TokenRefusal } from '../service/account/token-issuer.ts'
import type { TokenRecord, TokenStore } from '../service/account/token-store.ts'
import type { Cache, CacheBudget } from '../service/cache-budget.ts'
import type { Clock } from '../service/clock-and-ids.ts'
import type { Eventually } from '../service/eventually.ts'
import type { ClientSecrets } from './client-secrets.ts'
import { markOf, validUntil, type Secured } from './secret-marks.ts'

const LIFE_S = 7200
/** A cached token with its caller, whose scopes are few. */
const TOKEN_BYTES = 500
/** How long a cached token is used without reading the store, if other processes write to it. */
const SHARED_CACHE_MS = 5_000

type CachedToken = Readonly<{
  caller: Caller
  expiresAt: EpochMs
  /** The cached caller is used until then. */
  cachedUntil: number
  /** `Directory.appRevision` before the app was read. */
  appRevision: number
}>

/** A secret that was right, and the stored hash that it matched. */
type ProvenSecret = Readonly<{ secret: string; hash: string }>

/** The client that a token is issued to. */
type Client = Pick<TokenRecord, 'clientId' | 'kind' | 'organizationId'> & Required<Pick<TokenRecord, 'secretMark'>>

/**
 * The access tokens of apps: 32 lowercase hex digits. The store has only their SHA-256.
 *
 * Tokens survive a restart. An app that asks again while its token is valid gets the same token with a new lifetime. A
 * third-party app gets a new token each time, and its earlier ones stay valid until they expire.
 */
export class AccessTokens implements TokenIssuer, Clients {
  readonly #directory: Pick<Directory, 'findApp' | 'findSuite' | 'appRevision'>
  readonly #store: TokenStore
  readonly #clientSecrets: Pick<ClientSecrets, 'check'>
  readonly #clock: Clock
  readonly #cached: Cache<string, CachedToken>
  /** The latest unfinished request of each app. The next one waits for it: two at once would make two tokens. */
  readonly #issuing = new Map<string, Promise<unknown>>()

  constructor(deps: {
    directory: Pick<Directory, 'findApp' | 'findSuite' | 'appRevision'>
    store: TokenStore
    clientSecrets: Pick<ClientSecrets, 'check'>
    caches: CacheBudget
    clock: Clock
  }) {
    this.#directory = deps.directory
    this.#store = deps.store
    this.#clientSecrets = deps.clientSecrets
    this.#cached = deps.caches.open('tokens', { sizeOf: () => TOKEN_BYTES })
    this.#clock = deps.clock
  }

  /** Issues a token to an app of one organization. */
  async issueToApp(
    clientId: string,
    proof: AppProof,
  ): Promise<IssuedToken | Extract<TokenRefusal, 'client-unknown' | 'too-many-tries'>> {
    const app = await this.#directory.findApp(clientId)
    const proven = await this.#prove(clientId, app, proof)
    if (typeof proven === 'string') return proven
    return app ? this.#renew(app, proven) : 'client-unknown'
  }

  /** Issues a token to a third-party app, for an organization that has authorized it. */
  async issueToSuite(
    suiteKey: string,
    { ticket, corpId, ...proof }: AppProof & Readonly<{ ticket: string; corpId: string }>,
  ): Promise<IssuedToken | TokenRefusal> {
    const proven = await this.#proveSuite(suiteKey, { ...proof, ticket })
    return typeof proven === 'string' ? proven : this.#issueInOrganization(proven.suite, proven, corpId)
  }

  /** Issues a token to a third-party app itself, for no organization. It has no scope. */
  async issueToSuiteItself(
    suiteKey: string,
    proof: AppProof & Readonly<{ ticket: string }>,
  ): Promise<IssuedToken | Exclude<TokenRefusal, 'not-authorized'>> {
    const proven = await this.#proveSuite(suiteKey, proof)
    if (typeof proven === 'string') return proven
    const { secret, hash } = proven
    const secretMark = markOf(hash)
    const client: Client = { clientId: suiteKey, kind: 'suite', organizationId: NO_ORGANIZATION, secretMark }
    return this.#save(client, { secret, nonce: newNonce() })
  }

  /** Issues a token to an app of either kind, for one organization, without a ticket. */
  async issue(
    clientId: string,
    { corpId, ...proof }: AppProof & Readonly<{ corpId: string }>,
  ): Promise<IssuedToken | Exclude<TokenRefusal, 'ticket-invalid'>> {
    const app = await this.#directory.findApp(clientId)
    const suite = app ? undefined : await this.#directory.findSuite(clientId)
    const proven = await this.#prove(clientId, app ?? suite, proof)
    if (typeof proven === 'string') return proven
    if (app) return app.organizationId === corpId ? this.#renew(app, proven) : 'not-authorized'
    return suite ? this.#issueInOrganization(suite, proven, corpId) : 'client-unknown'
  }

  /** The app that the token was given to; `undefined` if the token is unknown or expired. Known at once if it is cached. */
  authenticate(token: string): Eventually<Caller | undefined> {
    const cached = this.#cached.get(token)
    const now = this.#clock.now()
    const isTrusted = cached && now < cached.cachedUntil && cached.appRevision === this.#directory.appRevision
    return isTrusted && now < cached.expiresAt ? cached.caller : this.#load(token)
  }

  async findClient(clientId: string): Promise<KnownClient | undefined> {
    const app = await this.#directory.findApp(clientId)
    if (app) {
      const { name, organizationId, scopes } = app
      return { clientId, kind: 'app', name, organizationIds: [organizationId], scopes, ...this.#marksOf(app) }
    }
    const suite = await this.#directory.findSuite(clientId)
    if (!suite) return undefined
    const { name, authorized, scopes } = suite
    return { clientId, kind: 'suite', name, organizationIds: authorized, scopes, ...this.#marksOf(suite) }
  }

  /** The app whose secret it is. */
  async proveClient(clientId: string, proof: AppProof): Promise<KnownClient | 'client-unknown' | 'too-many-tries'> {
    const app = await this.#directory.findApp(clientId)
    const proven = await this.#prove(clientId, app ?? (await this.#directory.findSuite(clientId)), proof)
    if (typeof proven === 'string') return proven
    const client = await this.findClient(clientId)
    return client ? { ...client, secretMark: markOf(proven.hash) } : 'client-unknown'
  }

  #marksOf(client: Secured): Pick<KnownClient, 'secretMark' | 'secretMarks'> {
    const secretMark = markOf(client.secretHash)
    const former = this.#formerHash(client)
    return { secretMark, secretMarks: former === undefined ? [secretMark] : [secretMark, markOf(former)] }
  }

  /** The hash of the previous secret, while it is valid. */
  #formerHash({ formerSecret }: Secured): string | undefined {
    return formerSecret && this.#clock.now() < formerSecret.until ? formerSecret.hash : undefined
  }

  async #load(token: string): Promise<Caller | undefined> {
    const { appRevision } = this.#directory
    const record = await this.#store.find(hashToken(token))
    const now = this.#clock.now()
    const found = record && now < record.expiresAt ? await this.#findCaller(record, now) : undefined
    if (!record || !found) {
      this.#cached.delete(token)
      return undefined
    }
    const trustedUntil = this.#store.cacheTrust === 'until-own-write' ? Infinity : now + SHARED_CACHE_MS
    const cachedUntil = Math.min(trustedUntil, found.until)
    this.#cached.set(token, { caller: found.caller, expiresAt: record.expiresAt, cachedUntil, appRevision })
    return found.caller
  }

  /** The caller, and until when the secret with which they got the token is valid. */
  async #findCaller(
    { clientId, kind, organizationId, secretMark }: TokenRecord,
    now: EpochMs,
  ): Promise<{ caller: Caller; until: number } | undefined> {
    if (kind === 'organization') return undefined // SsoTokens knows it
    const client = await this.#findClient(kind, clientId)
    const isItself = kind === 'suite' && organizationId === NO_ORGANIZATION
    if (!client || (!isItself && !client.organizationIds.includes(organizationId))) return undefined
    const until = validUntil(client, secretMark)
    if (now >= until) return undefined
    return { caller: { clientId, kind, organizationId, scopes: new Set(isItself ? [] : client.scopes) }, until }
  }

  /** The secret with its stored hash, or why the client gets no token. An unknown client is always refused. */
  async #prove(
    clientId: string,
    client: Secured | undefined,
    { secret, from }: AppProof,
  ): Promise<ProvenSecret | 'client-unknown' | 'too-many-tries'> {
    const formerHash = client && this.#formerHash(client)
    const found = await this.#clientSecrets.check(client?.secretHash, { clientId, secret, from }, formerHash)
    if (found === 'too-many-tries') return found
    const hash = found === 'former' ? formerHash : client?.secretHash
    return found === 'wrong' || hash === undefined ? 'client-unknown' : { secret, hash }
  }

  /** The third-party app whose secret and ticket they are, with its secret. */
  async #proveSuite(
    suiteKey: string,
    { ticket, ...proof }: AppProof & Readonly<{ ticket: string }>,
  ): Promise<(ProvenSecret & Readonly<{ suite: Suite }>) | Exclude<TokenRefusal, 'not-authorized'>> {
    const suite = await this.#directory.findSuite(suiteKey)
    const proven = await this.#prove(suiteKey, suite, proof)
    if (typeof proven === 'string') return proven
    if (!suite) return 'client-unknown'
    if (suite.ticketHash === undefined) return { ...proven, suite }
    const found = await this.#clientSecrets.check(suite.ticketHash, { ...proof, clientId: suiteKey, secret: ticket })
    if (found === 'too-many-tries') return found
    return found === 'right' ? { ...proven, suite } : 'ticket-invalid'
  }

  /** What is stored about an internal or third-party app. */
  async #findClient(kind: Caller['kind'], clientId: string) {
    if (kind === 'app') {
      const app = await this.#directory.findApp(clientId)
      return app && { ...app, organizationIds: [app.organizationId] }
    }
    const suite = await this.#directory.findSuite(clientId)
    return suite && { ...suite, organizationIds: suite.authorized }
  }

  #issueInOrganization(
    suite: Suite,
    { secret, hash }: ProvenSecret,
    corpId: string,
  ): Promise<IssuedToken | 'not-authorized'> {
    const organizationId = suite.authorized.find((id) => id === corpId)
    if (organizationId === undefined) return Promise.resolve('not-authorized')
    const client: Client = { clientId: suite.suiteKey, kind: 'suite', organizationId, secretMark: markOf(hash) }
    return this.#save(client, { secret, nonce: newNonce() })
  }

  #renew(app: App, { secret, hash }: ProvenSecret): Promise<IssuedToken> {
    const { clientId, organizationId } = app
    return this.#oneByOne(clientId, async () => {
      const latest = await this.#store.findLatest(clientId, organizationId)
      // After a change of the secret, the same nonce makes another token than the one that was given out.
      const isSame =
        latest !== undefined &&
        this.#clock.now() < latest.expiresAt &&
        hashToken(tokenOf(secret, latest.nonce)) === latest.tokenHash
      const client: Client = { clientId, kind: 'app', organizationId, secretMark: markOf(hash) }
      if (isSame) return this.#save(client, { secret, nonce: latest.nonce })
      // The latest token is found by its expiry, so a new one must expire after the one before it.
      return this.#save(client, { secret, nonce: newNonce() }, (latest?.expiresAt ?? 0) + 1)
    })
  }

  async #save(
    client: Client,
    { secret, nonce }: Readonly<{ secret: string; nonce: string }>,
    minExpiresAt = 0,
  ): Promise<IssuedToken> {
    const token = tokenOf(secret, nonce)
    const expiresAt = Math.max(this.#clock.now() + LIFE_S * 1000, minExpiresAt) as EpochMs
    await this.#store.save({ ...client, tokenHash: hashToken(token), nonce, expiresAt })
    this.#cached.delete(token)
    return { token, lifeS: LIFE_S }
  }

  async #oneByOne<T>(clientId: string, work: () => Promise<T>): Promise<T> {
    const mine = (this.#issuing.get(clientId) ?? Promise.resolve()).then(work, work)
    this.#issuing.set(clientId, mine)
    try {
      return await mine
    } finally {
      if (this.#issuing.get(clientId) === mine) this.#issuing.delete(clientId)
    }
  }
}

function newNonce(): string {
  return randomBytes(16).toString('hex')
}

/** Only somebody who knows the secret can make the token, so the stored nonce reveals nothing. */
function tokenOf(secret: string, nonce: string): string {
  return createHmac('sha256', secret).update(nonce).digest('hex').slice(0, 32)
}

function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
