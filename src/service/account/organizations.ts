import { toShownName } from '../../../contract/text/nick.ts'
import type { OrganizationId } from '../../conference/identity.ts'
import type { Ids } from '../clock-and-ids.ts'
import { AccountError } from './account-error.ts'
import type { Audit } from './audit.ts'
import type { Organization } from './directory-entries.ts'
import type { Directory } from './directory.ts'
import type { Principal } from './principal.ts'
import { requireAdministrator, requireOperator } from './roles.ts'
import type { Secrets } from './secrets.ts'

/** An operator sees at most this many, by name. */
const MAX_LISTED = 1_000
const SECRET_LENGTH = 64

/** The organizations of the server: an administrator changes their own, and operators add others. */
export class Organizations {
  readonly #directory: Directory
  readonly #audit: Pick<Audit, 'toEntry'>
  readonly #secrets: Pick<Secrets, 'hash'>
  readonly #ids: Ids

  constructor(deps: { directory: Directory; audit: Pick<Audit, 'toEntry'>; secrets: Pick<Secrets, 'hash'>; ids: Ids }) {
    this.#directory = deps.directory
    this.#audit = deps.audit
    this.#secrets = deps.secrets
    this.#ids = deps.ids
  }

  /** The first 1,000 by name. @throws AccountError `not-operator` */
  list(by: Principal): Promise<readonly Organization[]> {
    requireOperator(by)
    return this.#directory.listOrganizations(MAX_LISTED)
  }

  /** @throws AccountError `not-administrator`, `organization-not-found` */
  async load(by: Principal, id: OrganizationId): Promise<Organization> {
    requireAdministrator(by, id)
    const organization = await this.#directory.findOrganization(id)
    if (!organization) throw new AccountError('organization-not-found')
    return organization
  }

  /** Renames an organization. @throws AccountError as `load` */
  async rename(by: Principal, id: OrganizationId, given: string): Promise<Organization> {
    const { name: formerName } = await this.load(by, id)
    const name = toShownName(given)
    await this.#directory.change(id, async (within) => {
      if (!(await within.renameOrganization(name))) throw new AccountError('organization-not-found')
      await within.record([this.#toEntry(by, { id, name }, 'organization-changed', { formerName })])
    })
    return { id, name }
  }

  /**
   * Gives an organization a new secret with which it asks who has signed in. The former one and its tokens end at once.
   *
   * @returns the secret, which cannot be read again
   * @throws AccountError as `load`
   */
  async renewSsoSecret(by: Principal, id: OrganizationId): Promise<string> {
    const organization = await this.load(by, id)
    const secret = this.#ids.letters(SECRET_LENGTH)
    const hash = await this.#secrets.hash(secret)
    await this.#directory.change(id, async (within) => {
      if (!(await within.renewSsoSecret(hash))) throw new AccountError('organization-not-found')
      const target = { kind: 'organization', id, name: organization.name } as const
      await within.record([this.#audit.toEntry({ organizationId: id, by, action: 'sso-secret-renewed', target })])
    })
    return secret
  }

  /**
   * Adds an organization without people. Its corpId is made if none is given.
   *
   * @throws AccountError `not-operator`, `organization-exists`
   */
  async add(
    by: Principal,
    { corpId, name: given }: Readonly<{ corpId?: string; name: string }>,
  ): Promise<Organization> {
    requireOperator(by)
    const id = (corpId ?? `ding${this.#ids.uuid().replaceAll('-', '')}`) as OrganizationId
    const organization = { id, name: toShownName(given) }
    await this.#directory.change(id, async (within) => {
      if (!(await within.insertOrganization(organization.name))) throw new AccountError('organization-exists')
      await within.record([this.#toEntry(by, organization, 'organization-added')])
    })
    return organization
  }

  #toEntry(
    by: Principal,
    { id, name }: Organization,
    action: 'organization-added' | 'organization-changed',
    further: Readonly<{ formerName?: string }> = {},
  ) {
    const target = { kind: 'organization', id, name } as const
    return this.#audit.toEntry({ organizationId: id, by, action, target, details: { name, ...further } })
  }
}
