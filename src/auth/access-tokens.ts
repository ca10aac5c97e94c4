import { createHash, createHmac, randomBytes } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type { EpochMs, OrganizationId } from '../conference/identity.ts'
import type { Caller, App, Suite, TokenRecord } from '../service/account/directory-model.ts'
import type { Clock } from '../service/clock-and-ids.ts'
import type { DirectoryStore } from '../service/account/directory-store.ts'
import type { Secrets } from '../service/account/secrets.ts'
import type { IssuedToken, TokenIssuer, TokenRefusal } from '../service/account/token-issuer.ts'
import type { Eventually } from '../service/eventually.ts'

const LIFE_S = 7200
const MAX_KNOWN = 20_000
/** How long a token is believed after it was read of a store that others write to as well. */
const TRUST_MS = 5_000

type Known = Readonly<{ caller: Caller; expiresAt: EpochMs; trustedUntil: number }>

/**
 * The access tokens of apps: 32 lower-case hex digits, of which the store keeps only the SHA-256.
 *
 * They outlive the process. An app that asks again while its token is valid gets the same one, with its life renewed;
 * a suite gets a new one each time, and the older ones live on until they expire.
 */
export class AccessTokens implements TokenIssuer {
  readonly #directory: DirectoryStore
  readonly #secrets: Secrets
  readonly #clock: Clock
  readonly #exclusive: boolean
  readonly #known = new LRUCache<string, Known>({ max: MAX_KNOWN })
  /** By client, the request in front: two at once would make two tokens where one is promised. */
  readonly #issuing = new Map<string, Promise<unknown>>()

  constructor(deps: { directory: DirectoryStore; secrets: Secrets; clock: Clock; exclusive: boolean }) {
    this.#directory = deps.directory
    this.#secrets = deps.secrets
    this.#clock = deps.clock
    this.#exclusive = deps.exclusive
  }

  /** For an internal app. */
  async issueToApp(clientId: string, secret: string): Promise<IssuedToken | 'client-unknown'> {
    const app = await this.#directory.findApp(clientId)
    if (!app || !(await this.#secrets.verify(secret, app.secretHash))) return 'client-unknown'
    return this.#renew(app, secret)
  }

  /** For a third-party app in an organisation that has authorised it. */
  async issueToSuite(
    suiteKey: string,
    { secret, ticket, corpId }: { secret: string; ticket: string; corpId: string },
  ): Promise<IssuedToken | TokenRefusal> {
    const suite = await this.#directory.findSuite(suiteKey)
    if (!suite || !(await this.#secrets.verify(secret, suite.secretHash))) return 'client-unknown'
    if (suite.ticketHash !== undefined && !(await this.#secrets.verify(ticket, suite.ticketHash)))
      return 'ticket-invalid'
    return this.#issueInOrganization(suite, secret, corpId)
  }

  /** For either kind, without a ticket. */
  async issue(
    clientId: string,
    { secret, corpId }: { secret: string; corpId: string },
  ): Promise<IssuedToken | Exclude<TokenRefusal, 'ticket-invalid'>> {
    const app = await this.#directory.findApp(clientId)
    if (app) {
      if (!(await this.#secrets.verify(secret, app.secretHash))) return 'client-unknown'
      return app.organizationId === corpId ? this.#renew(app, secret) : 'not-authorized'
    }
    const suite = await this.#directory.findSuite(clientId)
    if (!suite || !(await this.#secrets.verify(secret, suite.secretHash))) return 'client-unknown'
    return this.#issueInOrganization(suite, secret, corpId)
  }

  /** The app that the token was given to; `undefined` if the token is unknown or expired. Known at once if it is cached. */
  authenticate(token: string): Eventually<Caller | undefined> {
    const known = this.#known.get(token)
    const now = this.#clock.now()
    return known && now < known.expiresAt && now < known.trustedUntil ? known.caller : this.#load(token)
  }

  async #load(token: string): Promise<Caller | undefined> {
    const record = await this.#directory.findToken(hashToken(token))
    const now = this.#clock.now()
    const caller = record && now < record.expiresAt ? await this.#findCaller(record) : undefined
    if (!record || !caller) {
      this.#known.delete(token)
      return undefined
    }
    const trustedUntil = this.#exclusive ? Infinity : now + TRUST_MS
    this.#known.set(token, { caller, expiresAt: record.expiresAt, trustedUntil })
    return caller
  }

  async #findCaller({ clientId, kind, organizationId }: TokenRecord): Promise<Caller | undefined> {
    if (kind === 'app') {
      const app = await this.#directory.findApp(clientId)
      if (app?.organizationId !== organizationId) return undefined
      return { clientId, kind, organizationId, scopes: new Set(app.scopes) }
    }
    const suite = await this.#directory.findSuite(clientId)
    if (!suite?.authorized.includes(organizationId)) return undefined
    return { clientId, kind, organizationId, scopes: new Set(suite.scopes) }
  }

  #issueInOrganization(suite: Suite, secret: string, corpId: string): Promise<IssuedToken | 'not-authorized'> {
    const organizationId = suite.authorized.find((id) => id === corpId)
    if (organizationId === undefined) return Promise.resolve('not-authorized')
    return this.#save({ clientId: suite.suiteKey, kind: 'suite', organizationId }, secret, newNonce())
  }

  #renew({ clientId, organizationId }: App, secret: string): Promise<IssuedToken> {
    return this.#oneByOne(clientId, async () => {
      const latest = await this.#directory.findLatestToken(clientId, organizationId)
      // Of a secret changed meanwhile, the old nonce makes another token than the one that was given out.
      const isSame =
        latest !== undefined &&
        this.#clock.now() < latest.expiresAt &&
        hashToken(tokenOf(secret, latest.nonce)) === latest.tokenHash
      const client = { clientId, kind: 'app', organizationId } as const
      if (isSame) return this.#save(client, secret, latest.nonce)
      // The latest is found by its expiry, so a token that follows another expires after it.
      return this.#save(client, secret, newNonce(), (latest?.expiresAt ?? 0) + 1)
    })
  }

  async #save(
    client: { clientId: string; kind: 'app' | 'suite'; organizationId: OrganizationId },
    secret: string,
    nonce: string,
    notBefore = 0,
  ): Promise<IssuedToken> {
    const token = tokenOf(secret, nonce)
    const expiresAt = Math.max(this.#clock.now() + LIFE_S * 1000, notBefore) as EpochMs
    await this.#directory.saveToken({ ...client, tokenHash: hashToken(token), nonce, expiresAt })
    const known = this.#known.get(token)
    if (known) this.#known.set(token, { ...known, expiresAt })
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

/** Only who holds the secret can make it, so neither the store nor a copy of it gives any token away. */
function tokenOf(secret: string, nonce: string): string {
  return createHmac('sha256', secret).update(nonce).digest('hex').slice(0, 32)
}

function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
