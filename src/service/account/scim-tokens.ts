import { OVERLAP_HOURS } from '../../../contract/web/overlap-hours.ts'
import { SCIM_PATH } from '../../../contract/web/paths.ts'
import type { EpochMs, OrganizationId } from '../../conference/identity.ts'
import type { Clock, Ids } from '../clock-and-ids.ts'
import { AccountError } from './account-error.ts'
import type { Audit } from './audit.ts'
import type { AuditAction } from './audit-entry.ts'
import type { Organization } from './directory-entries.ts'
import type { Directory } from './directory.ts'
import type { OpaqueTokens } from './opaque-tokens.ts'
import type { Principal, ScimPrincipal } from './principal.ts'
import { requireAdministrator } from './roles.ts'
import type { ScimToken, ScimTokenStore } from './scim-token-store.ts'

const HOUR_MS = 3_600_000
const ID_LENGTH = 8

/**
 * The tokens with which the company's directory changes people. An organization has one, and for a while the one that it
 * replaced. Only hashes are stored.
 */
export class ScimTokens {
  readonly #store: ScimTokenStore
  readonly #directory: Pick<Directory, 'findOrganization'>
  readonly #audit: Pick<Audit, 'toEntry'>
  readonly #tokens: OpaqueTokens
  readonly #clock: Clock
  readonly #ids: Ids
  readonly #publicUrl: () => URL

  constructor(deps: {
    store: ScimTokenStore
    directory: Pick<Directory, 'findOrganization'>
    audit: Pick<Audit, 'toEntry'>
    tokens: OpaqueTokens
    clock: Clock
    ids: Ids
    publicUrl: () => URL
  }) {
    this.#store = deps.store
    this.#directory = deps.directory
    this.#audit = deps.audit
    this.#tokens = deps.tokens
    this.#clock = deps.clock
    this.#ids = deps.ids
    this.#publicUrl = deps.publicUrl
  }

  /** Where the directory sends its requests. */
  get url(): string {
    return this.#publicUrl().href.replace(/\/$/, '') + SCIM_PATH
  }

  /** The valid tokens, the newest first. @throws AccountError `not-administrator`, `organization-not-found` */
  async list(by: Principal, organizationId: OrganizationId): Promise<readonly ScimToken[]> {
    await this.#loadOrganization(by, organizationId)
    const now = this.#clock.now()
    return (await this.#store.list(organizationId)).filter((token) => isValid(token, now))
  }

  /**
   * Makes a token. The one before stays valid for `overlapHours`.
   *
   * @returns the token, which cannot be read again
   * @throws AccountError as `list`
   */
  async make(
    by: Principal,
    organizationId: OrganizationId,
    overlapHours: number = OVERLAP_HOURS.default,
  ): Promise<string> {
    const organization = await this.#loadOrganization(by, organizationId)
    const secret = this.#tokens.make()
    const madeAt = this.#clock.now()
    const id = this.#ids.letters(ID_LENGTH)
    const token: ScimToken = { tokenHash: this.#tokens.hashOf(secret), organizationId, id, madeAt }
    const until = (madeAt + overlapHours * HOUR_MS) as EpochMs
    const isRenewed = (await this.list(by, organizationId)).length > 0
    const details = { tokenId: id, ...(isRenewed && { overlapHours }) }
    await this.#store.replace(token, until, this.#toEntry(by, organization, 'scim-token-made', details))
    return secret
  }

  /** Ends all tokens at once. @throws AccountError as `list` */
  async revoke(by: Principal, organizationId: OrganizationId): Promise<void> {
    const organization = await this.#loadOrganization(by, organizationId)
    await this.#store.deleteAll(organizationId, this.#toEntry(by, organization, 'scim-token-revoked'))
  }

  /** The directory that sends the token from an address; `undefined` if it is unknown, replaced or revoked. */
  async identify(secret: string, address: string): Promise<ScimPrincipal | undefined> {
    const token = await this.#store.find(this.#tokens.hashOf(secret))
    if (!token || !isValid(token, this.#clock.now())) return undefined
    return { kind: 'scim', organizationId: token.organizationId, tokenId: token.id, address }
  }

  #toEntry(
    by: Principal,
    { id, name }: Organization,
    action: AuditAction,
    details?: Readonly<{ tokenId: string; overlapHours?: number }>,
  ) {
    const target = { kind: 'organization', id, name } as const
    return this.#audit.toEntry({ organizationId: id, by, action, target, ...(details && { details }) })
  }

  async #loadOrganization(by: Principal, organizationId: OrganizationId): Promise<Organization> {
    requireAdministrator(by, organizationId)
    const organization = await this.#directory.findOrganization(organizationId)
    if (!organization) throw new AccountError('organization-not-found')
    return organization
  }
}

function isValid({ endsAt }: ScimToken, now: EpochMs): boolean {
  return endsAt === undefined || now < endsAt
}
