import { createHash, randomBytes } from 'node:crypto'
import type { EpochMs, OrganizationId } from '../conference/identity.ts'
import type { Directory } from '../service/account/directory.ts'
import type { SsoTokenIssuer, SsoTokenRefusal } from '../service/account/sso-token-issuer.ts'
import type { AppProof, IssuedToken } from '../service/account/token-issuer.ts'
import type { TokenStore } from '../service/account/token-store.ts'
import type { Clock } from '../service/clock-and-ids.ts'
import type { ClientSecrets } from './client-secrets.ts'
import { markOf } from './secret-marks.ts'

const LIFE_S = 3_600

/**
 * The tokens of organizations: 32 lowercase hex digits. The store has only their SHA-256. Each request gets a new token, and
 * a new secret ends all of them.
 */
export class SsoTokens implements SsoTokenIssuer {
  readonly #directory: Pick<Directory, 'findSsoSecret'>
  readonly #store: Pick<TokenStore, 'save' | 'find'>
  readonly #clientSecrets: Pick<ClientSecrets, 'check'>
  readonly #clock: Clock

  constructor(deps: {
    directory: Pick<Directory, 'findSsoSecret'>
    store: Pick<TokenStore, 'save' | 'find'>
    clientSecrets: Pick<ClientSecrets, 'check'>
    clock: Clock
  }) {
    this.#directory = deps.directory
    this.#store = deps.store
    this.#clientSecrets = deps.clientSecrets
    this.#clock = deps.clock
  }

  async issue(corpId: string, { secret, from }: AppProof): Promise<IssuedToken | SsoTokenRefusal> {
    const organizationId = corpId as OrganizationId
    const hash = await this.#directory.findSsoSecret(organizationId)
    const found = await this.#clientSecrets.check(hash, { clientId: `organization ${corpId}`, secret, from })
    if (found === 'too-many-tries') return found
    if (found !== 'right' || hash === undefined) return 'organization-unknown'
    const token = randomBytes(16).toString('hex')
    await this.#store.save({
      tokenHash: hashOf(token),
      nonce: '', // the token is never made again
      clientId: '',
      kind: 'organization',
      organizationId,
      expiresAt: (this.#clock.now() + LIFE_S * 1_000) as EpochMs,
      secretMark: markOf(hash),
    })
    return { token, lifeS: LIFE_S }
  }

  async authenticate(token: string): Promise<OrganizationId | undefined> {
    const record = await this.#store.find(hashOf(token))
    if (record?.kind !== 'organization' || this.#clock.now() >= record.expiresAt) return undefined
    const hash = await this.#directory.findSsoSecret(record.organizationId)
    return hash !== undefined && markOf(hash) === record.secretMark ? record.organizationId : undefined
  }
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
