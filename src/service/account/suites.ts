import { OVERLAP_HOURS } from '../../../contract/web/overlap-hours.ts'
import { toShownName } from '../../../contract/text/nick.ts'
import type { EpochMs, OrganizationId } from '../../conference/identity.ts'
import type { Clock, Ids } from '../clock-and-ids.ts'
import { AccountError } from './account-error.ts'
import { requireKnownScopes } from './apps.ts'
import type { Audit } from './audit.ts'
import type { NewAuditEntry, AuditAction } from './audit-entry.ts'
import type { Suite } from './directory-entries.ts'
import type { SuiteQuery } from './directory-store.ts'
import type { Directory } from './directory.ts'
import type { Principal } from './principal.ts'
import { requireOperator } from './roles.ts'
import type { Secrets } from './secrets.ts'
import type { SuiteChanges, SuiteWriter } from './suite-writer.ts'

/** A third-party app to add. A new key is made if none is given. Without a ticket, any is accepted. */
export type NewSuite = Readonly<{
  suiteKey?: string
  ticket?: string
  name: string
  scopes: readonly string[]
  authorized: readonly OrganizationId[]
}>

/** A third-party app with its secret, which cannot be read again. */
export type SuiteWithSecret = Readonly<{ suite: Suite; secret: string }>

type SuiteDetails = NonNullable<NewAuditEntry['details']> & Readonly<{ authorized?: readonly OrganizationId[] }>
type SuiteAct = Readonly<{ action: AuditAction; changes: SuiteChanges; details?: SuiteDetails }>

const SECRET_LENGTH = 64
const HOUR_MS = 3_600_000

/**
 * Third-party apps, for operators. Each change takes effect on the next call. It is in the audit log of every organization for
 * which the app works or worked.
 */
export class Suites {
  readonly #directory: Directory
  readonly #audit: Pick<Audit, 'toEntry'>
  readonly #secrets: Pick<Secrets, 'hash'>
  readonly #clock: Clock
  readonly #ids: Ids

  constructor(deps: {
    directory: Directory
    audit: Pick<Audit, 'toEntry'>
    secrets: Pick<Secrets, 'hash'>
    clock: Clock
    ids: Ids
  }) {
    this.#directory = deps.directory
    this.#audit = deps.audit
    this.#secrets = deps.secrets
    this.#clock = deps.clock
    this.#ids = deps.ids
  }

  /** One page by name, and after which one the next page begins. @throws AccountError `not-operator` */
  page(by: Principal, query: SuiteQuery): ReturnType<Directory['pageSuites']> {
    requireOperator(by)
    return this.#directory.pageSuites(query)
  }

  /** @throws AccountError `not-operator`, `organization-not-found`, `app-exists`, `scope-unknown` */
  async add(
    by: Principal,
    { suiteKey = `suite${this.#ids.letters(16).toLowerCase()}`, ticket, name, scopes, authorized }: NewSuite,
  ): Promise<SuiteWithSecret> {
    requireOperator(by)
    requireKnownScopes(scopes)
    const secret = this.#ids.letters(SECRET_LENGTH)
    const suite: Suite = {
      suiteKey,
      name: toShownName(name),
      secretHash: await this.#secrets.hash(secret),
      ...(ticket !== undefined && { ticketHash: await this.#secrets.hash(ticket) }),
      scopes,
      authorized: [...new Set(authorized)],
    }
    await this.#directory.changeSuite(suiteKey, async (within) => {
      if (await within.isClientKnown()) throw new AccountError('app-exists')
      await requireOrganizations(within, suite.authorized)
      await within.insert(suite)
      const details = { name: suite.name, scopes, authorized: suite.authorized }
      await this.#record(within, by, { suite, action: 'suite-added', details, concerned: suite.authorized })
    })
    return { suite, secret }
  }

  /**
   * Renames a third-party app, or changes its scopes or the organizations for which it works.
   *
   * @throws AccountError `not-operator`, `suite-not-found`, `organization-not-found`, `scope-unknown`
   */
  async change(
    by: Principal,
    suiteKey: string,
    { name, scopes, authorized }: Partial<Pick<Suite, 'name' | 'scopes' | 'authorized'>>,
  ): Promise<Suite> {
    if (scopes) requireKnownScopes(scopes)
    const changes = {
      ...(name !== undefined && { name: toShownName(name) }),
      ...(scopes && { scopes }),
      ...(authorized && { authorized: [...new Set(authorized)] }),
    }
    const suite = await this.#act(by, suiteKey, () => ({ action: 'suite-changed', changes, details: changes }))
    return { ...suite, ...changes }
  }

  /**
   * Gives a third-party app a new secret. The previous secret stays valid for `overlapHours`, and so do the tokens that it got.
   *
   * @returns the app with its new secret, which cannot be read again
   * @throws AccountError `not-operator`, `suite-not-found`
   */
  async renewSecret(
    by: Principal,
    suiteKey: string,
    overlapHours: number = OVERLAP_HOURS.default,
  ): Promise<SuiteWithSecret> {
    requireOperator(by)
    const secret = this.#ids.letters(SECRET_LENGTH)
    const hash = await this.#secrets.hash(secret)
    const until = (this.#clock.now() + overlapHours * HOUR_MS) as EpochMs
    const suite = await this.#act(by, suiteKey, (found) => ({
      action: 'suite-secret-renewed',
      changes: { secret: { hash, former: { hash: found.secretHash, until } } },
      details: { overlapHours },
    }))
    return { suite: { ...suite, secretHash: hash, formerSecret: { hash: suite.secretHash, until } }, secret }
  }

  /** Ends a third-party app permanently, with its tokens. @throws AccountError `not-operator`, `suite-not-found` */
  async revoke(by: Principal, suiteKey: string): Promise<void> {
    const changes = { revokedAt: this.#clock.now() }
    await this.#act(by, suiteKey, () => ({ action: 'suite-revoked', changes }))
  }

  /** Changes a suite in a transaction with its entries of the audit log. @returns the suite before the change */
  #act(by: Principal, suiteKey: string, toAct: (suite: Suite) => SuiteAct): Promise<Suite> {
    requireOperator(by)
    return this.#directory.changeSuite(suiteKey, async (within) => {
      const suite = await within.find()
      if (!suite) throw new AccountError('suite-not-found')
      const { changes, ...act } = toAct(suite)
      const added = changes.authorized?.filter((id) => !suite.authorized.includes(id)) ?? []
      await requireOrganizations(within, added)
      await within.update(changes)
      await this.#record(within, by, { suite, concerned: [...suite.authorized, ...added], ...act })
      return suite
    })
  }

  #record(
    within: SuiteWriter,
    by: Principal,
    {
      suite,
      concerned,
      action,
      details,
    }: Readonly<{ suite: Suite; concerned: readonly OrganizationId[] }> & Omit<SuiteAct, 'changes'>,
  ): Promise<void> {
    const target = { kind: 'suite', id: suite.suiteKey, name: suite.name } as const
    return within.record(
      concerned.map((organizationId) => {
        const own = details && toOwnDetails(details, organizationId)
        return this.#audit.toEntry({ organizationId, by, action, target, ...(own && { details: own }) })
      }),
    )
  }
}

/** The details without the ids of other organizations: `authorized` says whether the app works for this one. */
function toOwnDetails(
  { authorized, ...details }: SuiteDetails,
  own: OrganizationId,
): NonNullable<NewAuditEntry['details']> {
  return { ...details, ...(authorized && { authorized: authorized.includes(own) }) }
}

/** @throws AccountError `organization-not-found` */
async function requireOrganizations(within: SuiteWriter, ids: readonly OrganizationId[]): Promise<void> {
  const known = await within.listKnown(ids)
  if (known.length < ids.length) throw new AccountError('organization-not-found')
}
