import { OVERLAP_HOURS } from '../../../contract/web/overlap-hours.ts'
import { toShownName } from '../../../contract/text/nick.ts'
import type { EpochMs, OrganizationId } from '../../conference/identity.ts'
import type { Clock, Ids } from '../clock-and-ids.ts'
import { AccountError } from './account-error.ts'
import type { Audit } from './audit.ts'
import type { NewAuditEntry, AuditAction } from './audit-entry.ts'
import { SCOPES, type Caller, type Scope } from './caller.ts'
import type { App } from './directory-entries.ts'
import type { AppQuery } from './directory-store.ts'
import type { AppChanges, DirectoryWriter } from './directory-writer.ts'
import type { Directory } from './directory.ts'
import type { Principal } from './principal.ts'
import { requireAdministrator } from './roles.ts'
import type { Secrets } from './secrets.ts'
import type { UserTokenStore } from './user-token-store.ts'

/** An app to add. A new `clientId` is made if none is given. */
export type NewApp = Readonly<{ clientId?: string; name: string; scopes: readonly Scope[] }>

/** An app with its secret, which cannot be read again. */
export type AppWithSecret = Readonly<{ app: App; secret: string }>

const SECRET_LENGTH = 64
const HOUR_MS = 3_600_000

/** The apps of an organization, for its administrators. Each change is audited, and takes effect on the next call. */
export class Apps {
  readonly #directory: Directory
  readonly #audit: Pick<Audit, 'toEntry'>
  readonly #secrets: Pick<Secrets, 'hash'>
  readonly #userTokens: Pick<UserTokenStore, 'listRedirectUris'>
  readonly #clock: Clock
  readonly #ids: Ids

  constructor(deps: {
    directory: Directory
    audit: Pick<Audit, 'toEntry'>
    secrets: Pick<Secrets, 'hash'>
    userTokens: Pick<UserTokenStore, 'listRedirectUris'>
    clock: Clock
    ids: Ids
  }) {
    this.#directory = deps.directory
    this.#audit = deps.audit
    this.#secrets = deps.secrets
    this.#userTokens = deps.userTokens
    this.#clock = deps.clock
    this.#ids = deps.ids
  }

  /** One page of apps by name, and after which one the next page begins. @throws AccountError `not-administrator` */
  page(by: Principal, organizationId: OrganizationId, query: AppQuery): ReturnType<Directory['pageApps']> {
    requireAdministrator(by, organizationId)
    return this.#directory.pageApps(organizationId, query)
  }

  /** The app as one that makes a request, for an administrator who acts for it. @throws AccountError `not-administrator`, `app-not-found` */
  async loadCaller(by: Principal, organizationId: OrganizationId, clientId: string): Promise<Caller> {
    requireAdministrator(by, organizationId)
    const app = await this.#directory.findApp(clientId)
    if (app?.organizationId !== organizationId) throw new AccountError('app-not-found')
    return { clientId, kind: 'app', organizationId, scopes: new Set(app.scopes) }
  }

  /** @throws AccountError `not-administrator`, `organization-not-found`, `app-exists`, `scope-unknown` */
  async add(
    by: Principal,
    organizationId: OrganizationId,
    { clientId = `ding${this.#ids.letters(16).toLowerCase()}`, name, scopes }: NewApp,
  ): Promise<AppWithSecret> {
    requireAdministrator(by, organizationId)
    requireKnownScopes(scopes)
    if (!(await this.#directory.findOrganization(organizationId))) throw new AccountError('organization-not-found')
    const secret = this.#ids.letters(SECRET_LENGTH)
    const secretHash = await this.#secrets.hash(secret)
    const app: App = { clientId, organizationId, name: toShownName(name), secretHash, scopes }
    await this.#directory.changeApps(organizationId, async (within) => {
      if (await within.isClientKnown(clientId)) throw new AccountError('app-exists')
      await within.insertApp(app)
      await this.#record(within, by, { app, action: 'app-added', details: { name: app.name, scopes } })
    })
    return { app, secret }
  }

  /** Renames an app, or changes its scopes. @throws AccountError `not-administrator`, `app-not-found`, `scope-unknown` */
  async change(
    by: Principal,
    organizationId: OrganizationId,
    clientId: string,
    { name, scopes }: Partial<Pick<App, 'name' | 'scopes'>>,
  ): Promise<App> {
    if (scopes) requireKnownScopes(scopes)
    const changes = { ...(name !== undefined && { name: toShownName(name) }), ...(scopes && { scopes }) }
    const app = await this.#act(by, { organizationId, clientId }, { action: 'app-changed', changes, details: changes })
    return { ...app, ...changes }
  }

  /** Where an app may send people who sign in with it. @throws AccountError `not-administrator`, `app-not-found` */
  async listRedirectUris(by: Principal, organizationId: OrganizationId, clientId: string): Promise<readonly string[]> {
    await this.loadCaller(by, organizationId, clientId)
    return this.#userTokens.listRedirectUris(clientId)
  }

  /** Replaces those addresses. @throws AccountError as `listRedirectUris` */
  async setRedirectUris(
    by: Principal,
    organizationId: OrganizationId,
    clientId: string,
    redirectUris: readonly string[],
  ): Promise<readonly string[]> {
    const act = { action: 'app-changed', changes: {}, redirectUris, details: { redirectUris } } as const
    await this.#act(by, { organizationId, clientId }, act)
    return this.#userTokens.listRedirectUris(clientId)
  }

  /**
   * Gives an app a new secret. The previous secret stays valid for `overlapHours`, and so do the tokens that it got.
   *
   * @returns the app with its new secret, which cannot be read again
   * @throws AccountError `not-administrator`, `app-not-found`
   */
  async renewSecret(
    by: Principal,
    organizationId: OrganizationId,
    clientId: string,
    overlapHours: number = OVERLAP_HOURS.default,
  ): Promise<AppWithSecret> {
    requireAdministrator(by, organizationId)
    const secret = this.#ids.letters(SECRET_LENGTH)
    const hash = await this.#secrets.hash(secret)
    const until = (this.#clock.now() + overlapHours * HOUR_MS) as EpochMs
    const app = await this.#act(by, { organizationId, clientId }, (found) => ({
      action: 'app-secret-renewed',
      changes: { secret: { hash, former: { hash: found.secretHash, until } } },
      details: { overlapHours },
    }))
    return { app: { ...app, secretHash: hash, formerSecret: { hash: app.secretHash, until } }, secret }
  }

  /** Ends an app permanently, with its tokens. @throws AccountError `not-administrator`, `app-not-found` */
  async revoke(by: Principal, organizationId: OrganizationId, clientId: string): Promise<void> {
    const changes = { revokedAt: this.#clock.now() }
    await this.#act(by, { organizationId, clientId }, { action: 'app-revoked', changes })
  }

  /** Changes an app in a transaction with its entry of the audit log. @returns the app before the change */
  #act(
    by: Principal,
    { organizationId, clientId }: Pick<App, 'organizationId' | 'clientId'>,
    what: AppAct | ((app: App) => AppAct),
  ): Promise<App> {
    requireAdministrator(by, organizationId)
    return this.#directory.changeApps(organizationId, async (within) => {
      const app = await within.findApp(clientId)
      if (app?.organizationId !== organizationId) throw new AccountError('app-not-found')
      const { changes, redirectUris, ...act } = typeof what === 'function' ? what(app) : what
      if (redirectUris) await within.saveRedirectUris(clientId, redirectUris)
      else await within.updateApp(clientId, changes)
      await this.#record(within, by, { app, ...act })
      return app
    })
  }

  #record(
    within: DirectoryWriter,
    by: Principal,
    { app, action, details }: Readonly<{ app: App }> & Omit<AppAct, 'changes' | 'redirectUris'>,
  ): Promise<void> {
    const target = { kind: 'app', id: app.clientId, name: app.name } as const
    const { organizationId } = app
    return within.record([this.#audit.toEntry({ organizationId, by, action, target, ...(details && { details }) })])
  }
}

/** `redirectUris` are replaced in place of `changes`. */
type AppAct = Readonly<{ action: AuditAction; changes: AppChanges; redirectUris?: readonly string[] }> &
  Pick<NewAuditEntry, 'details'>

/** @throws AccountError `scope-unknown` */
export function requireKnownScopes(scopes: readonly Scope[]): void {
  if (!scopes.every((scope) => SCOPES.includes(scope))) throw new AccountError('scope-unknown')
}
