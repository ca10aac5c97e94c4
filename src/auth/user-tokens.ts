import { createHash, createHmac, randomBytes } from 'node:crypto'
import type { EpochMs, OrganizationId } from '../conference/identity.ts'
import type { Account, User } from '../service/account/directory-entries.ts'
import type { Directory } from '../service/account/directory.ts'
import type { Clients, KnownClient } from '../service/account/known-client.ts'
import type { AppProof } from '../service/account/token-issuer.ts'
import type { IssuedUserToken, TokenHolder, UserTokenIssuer } from '../service/account/user-token-issuer.ts'
import type { UserGrant, UserTokenStore } from '../service/account/user-token-store.ts'
import type { Clock } from '../service/clock-and-ids.ts'

const LIFE_S = 7_200
const REFRESH_LIFE_MS = 30 * 24 * 3_600_000
/** The app gets to know the person's organization. */
const CORP_ID = 'corpid'

type Token = UserGrant['access']

/**
 * The tokens of people: 32 lowercase hex digits. The store has only their SHA-256. An app that asks again while its token
 * for a person is valid gets the same token with a new lifetime.
 */
export class UserTokens implements UserTokenIssuer {
  readonly #clients: Clients
  readonly #directory: Pick<Directory, 'findUserById'>
  readonly #store: UserTokenStore
  readonly #clock: Clock

  constructor(deps: {
    clients: Clients
    directory: Pick<Directory, 'findUserById'>
    store: UserTokenStore
    clock: Clock
  }) {
    this.#clients = deps.clients
    this.#directory = deps.directory
    this.#store = deps.store
    this.#clock = deps.clock
  }

  /** Takes the code that a person has let the app have. */
  async exchange(clientId: string, { code, ...proof }: AppProof & Readonly<{ code: string }>) {
    const client = await this.#clients.proveClient(clientId, proof)
    if (typeof client === 'string') return client
    const taken = await this.#takeCode(client, code)
    return taken ? this.#issue(client, proof.secret, { ...taken.user, scopes: taken.scopes }) : 'code-unknown'
  }

  /** Renews what the app holds for a person. */
  async refresh(clientId: string, { refreshToken, ...proof }: AppProof & Readonly<{ refreshToken: string }>) {
    const client = await this.#clients.proveClient(clientId, proof)
    if (typeof client === 'string') return client
    const grant = await this.#store.findGrantByRefresh(hashOf(refreshToken))
    const isValid = grant?.clientId === clientId && this.#clock.now() < grant.refresh.expiresAt
    const user = isValid ? await this.#findUser(client, grant) : undefined
    return grant && user && client.secretMarks.includes(grant.secretMark)
      ? this.#issue(client, proof.secret, grant)
      : 'refresh-unknown'
  }

  /** Takes a code of the app, and says who let the app have it. */
  async takeCode({ clientId }: Readonly<{ clientId: string }>, code: string): Promise<User | undefined> {
    const client = await this.#clients.findClient(clientId)
    return client && (await this.#takeCode(client, code))?.user
  }

  /** Takes a code of any app of the organization, and says who gave it. Codes of third-party apps are not taken. */
  async takeCodeOf(organizationId: OrganizationId, code: string): Promise<User | undefined> {
    const found = await this.#store.findCode(hashOf(code))
    const client = found && (await this.#clients.findClient(found.clientId))
    const isOfOrganization = client?.kind === 'app' && client.organizationIds.includes(organizationId)
    return isOfOrganization ? (await this.#takeCode(client, code))?.user : undefined
  }

  /** Whose token it is. `expired`: it was valid until it expired. */
  async authenticate(token: string): Promise<TokenHolder | 'unknown' | 'expired'> {
    const grant = await this.#store.findGrantByAccess(hashOf(token))
    const client = grant && (await this.#clients.findClient(grant.clientId))
    if (!grant || !client?.secretMarks.includes(grant.secretMark)) return 'unknown'
    const user = await this.#findUser(client, grant)
    if (!user) return 'unknown'
    if (this.#clock.now() >= grant.access.expiresAt) return 'expired'
    return { user, clientId: client.clientId, kind: client.kind, scopes: new Set(client.scopes) }
  }

  async #takeCode(client: KnownClient, code: string) {
    const taken = await this.#store.takeCode(client.clientId, hashOf(code))
    if (!taken || this.#clock.now() >= taken.expiresAt) return undefined
    const user = await this.#findUser(client, taken)
    return user && { user, scopes: taken.scopes }
  }

  /** The person, if they can still sign in and the app works for their organization. */
  async #findUser({ organizationIds }: KnownClient, { organizationId, userId }: Account): Promise<User | undefined> {
    if (!organizationIds.includes(organizationId)) return undefined
    const user = await this.#directory.findUserById(organizationId, userId)
    return user?.disabled ? undefined : user
  }

  async #issue(
    { clientId, secretMark }: KnownClient,
    secret: string,
    { organizationId, userId, scopes }: Account & Pick<UserGrant, 'scopes'>,
  ): Promise<IssuedUserToken> {
    const held = await this.#store.findGrant({ clientId, organizationId, userId })
    const now = this.#clock.now()
    const [access, refresh] = (['access', 'refresh'] as const).map((kind) => {
      const lifeMs = kind === 'access' ? LIFE_S * 1_000 : REFRESH_LIFE_MS
      const nonce = (held && usableNonce(held[kind], { kind, secret, now })) ?? randomBytes(16).toString('hex')
      const token = tokenOf({ kind, secret, nonce })
      return { token, stored: { hash: hashOf(token), nonce, expiresAt: (now + lifeMs) as EpochMs } }
    }) as [{ token: string; stored: Token }, { token: string; stored: Token }]
    const stored = { access: access.stored, refresh: refresh.stored }
    await this.#store.saveGrant({ clientId, organizationId, userId, scopes, secretMark, ...stored })
    return {
      token: access.token,
      refreshToken: refresh.token,
      lifeS: LIFE_S,
      ...(scopes.includes(CORP_ID) && { corpId: organizationId }),
    }
  }
}

type Kind = 'access' | 'refresh'

/** The nonce of a token that is valid and of this secret. */
function usableNonce(
  { hash, nonce, expiresAt }: Token,
  { kind, secret, now }: Readonly<{ kind: Kind; secret: string; now: EpochMs }>,
): string | undefined {
  return now < expiresAt && hashOf(tokenOf({ kind, secret, nonce })) === hash ? nonce : undefined
}

/** Only somebody who knows the secret can make the token, so the stored nonce reveals nothing. */
function tokenOf({ kind, secret, nonce }: Readonly<{ kind: Kind; secret: string; nonce: string }>): string {
  return createHmac('sha256', secret).update(`user ${kind} ${nonce}`).digest('hex').slice(0, 32)
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
