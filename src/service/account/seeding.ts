import type { OrganizationId, UnionId } from '../../conference/identity.ts'
import { SCOPES } from './caller.ts'
import type { Directory } from './directory.ts'
import type { App, SeededSuite, User } from './directory-entries.ts'
import type { Ids } from '../clock-and-ids.ts'
import type { Secrets } from './secrets.ts'
import type { UserTokenStore } from './user-token-store.ts'

/** Entries for the directory, with secrets in plain text. */
export type SeedOrder = Readonly<{
  organizations: readonly Readonly<{
    corpId: string
    name: string
    /** With which the organization asks who has signed in. */
    ssoSecret?: string
    users?: readonly SeedUser[]
    apps?: readonly SeedApp[]
  }>[]
  suites?: readonly Readonly<{
    suiteKey: string
    suiteSecret: string
    suiteTicket?: string
    authorizedCorpIds: readonly string[]
    scopes: readonly string[]
    redirectUris?: readonly string[]
  }>[]
}>

type SeedApp = Readonly<{
  clientId: string
  clientSecret: string
  name: string
  scopes: readonly string[]
  /** Where the app may send people who sign in with it. */
  redirectUris?: readonly string[]
}>

type SeedUser = Readonly<{
  userId: string
  unionId: string
  name: string
  jobNumber?: string
  department?: string
  email?: string
  password?: string
  /** The person need not choose another password at their first sign-in. */
  keepPassword?: boolean
  admin?: boolean
  /** They operate the server. */
  operator?: boolean
}>

/** What the first start creates. Shown once. */
export type FirstCredentials = Readonly<{
  corpId: string
  userId: string
  unionId: string
  password: string
  clientId: string
  clientSecret: string
}>

/** A seed cannot be imported. The message gives the reasons, one per line. */
export class SeedError extends Error {
  override readonly name = 'SeedError'
}

/** Fills the directory: from a seed file, or with a new organization at the first start. */
export class Seeding {
  readonly #directory: Directory
  readonly #secrets: Secrets
  readonly #ids: Ids
  readonly #userTokens: Pick<UserTokenStore, 'saveRedirectUris'>

  constructor(deps: {
    directory: Directory
    userTokens: Pick<UserTokenStore, 'saveRedirectUris'>
    secrets: Secrets
    ids: Ids
  }) {
    this.#directory = deps.directory
    this.#userTokens = deps.userTokens
    this.#secrets = deps.secrets
    this.#ids = deps.ids
  }

  /**
   * Inserts or updates every entry of `order`, and leaves all other entries as they are. A person who was deleted or
   * erased does not come back. To apply the same order a second time changes nothing.
   *
   * @throws SeedError if an app belongs to another organization; then nothing has been imported
   */
  async apply(order: SeedOrder): Promise<void> {
    await this.#checkApps(order)
    for (const { corpId, name, ssoSecret, users = [], apps = [] } of order.organizations) {
      const organizationId = corpId as OrganizationId
      await this.#directory.saveOrganization({ id: organizationId, name })
      if (ssoSecret !== undefined) await this.#applySsoSecret(organizationId, ssoSecret)
      for (const user of users) await this.#applyUser(organizationId, user)
      for (const app of apps) await this.#applyApp(organizationId, app)
    }
    for (const suite of order.suites ?? []) await this.#applySuite(suite)
  }

  /**
   * Creates an organization with one administrator and one app, unless there is an organization already.
   *
   * @returns the credentials of both, which cannot be read again; `undefined` if nothing was created
   */
  async createFirstOrganizationIfEmpty(): Promise<FirstCredentials | undefined> {
    if ((await this.#directory.countOrganizations()) > 0) return undefined
    const token = () => this.#ids.uuid().replaceAll('-', '')
    const credentials: FirstCredentials = {
      corpId: `ding${token()}`,
      userId: 'admin',
      unionId: `${token().slice(0, 22)}iEiE`,
      password: token().slice(0, 16),
      clientId: `ding${token().slice(0, 16)}`,
      clientSecret: token() + token(),
    }
    const { corpId, userId, unionId, password, clientId, clientSecret } = credentials
    const organizationId = corpId as OrganizationId
    const passwordHash = await this.#secrets.hash(password)
    const secretHash = await this.#secrets.hash(clientSecret)
    // A start that fails in between would leave an organization that nobody can sign in to.
    const isCreated = await this.#directory.insertFirst({
      organization: { id: organizationId, name: 'My organization' },
      user: {
        organizationId,
        userId,
        unionId: unionId as UnionId,
        name: 'Administrator',
        admin: true,
        operator: true,
        passwordHash,
      },
      app: { clientId, organizationId, name: 'First app', scopes: SCOPES, secretHash },
    })
    return isCreated ? credentials : undefined
  }

  async #checkApps({ organizations }: SeedOrder): Promise<void> {
    const problems: string[] = []
    for (const { corpId, apps = [] } of organizations) {
      for (const { clientId } of apps) {
        const owner = (await this.#directory.findApp(clientId))?.organizationId
        if (owner !== undefined && owner !== corpId) {
          problems.push(`the app ${clientId} belongs to the organization ${owner} and cannot be given to ${corpId}`)
        }
      }
    }
    if (problems.length > 0) throw new SeedError(problems.join('\n'))
  }

  async #applyUser(organizationId: OrganizationId, user: SeedUser): Promise<void> {
    const known = await this.#directory.findUserById(organizationId, user.userId)
    const ids = { unionId: user.unionId as UnionId, userId: user.userId }
    if (!known && (await this.#directory.wasDeleted(organizationId, ids))) return
    // A password that the person chose, or an administrator gave, stays. The store checks that as well, in case it is
    // chosen at this moment.
    const newPassword = known?.passwordChosen || known?.passwordGiven ? undefined : user.password
    const passwordHash = await this.#hashed(newPassword, known?.passwordHash)
    const saved: User = {
      organizationId,
      userId: user.userId,
      unionId: user.unionId as UnionId,
      name: user.name,
      ...(user.jobNumber !== undefined && { jobNumber: user.jobNumber }),
      ...(user.department !== undefined && { department: user.department }),
      ...(user.email !== undefined && { email: user.email }),
      admin: user.admin ?? false,
      ...(user.operator && { operator: true }),
      ...(passwordHash !== undefined && { passwordHash }),
    }
    await this.#directory.saveUser(saved)
    if (user.keepPassword && passwordHash !== undefined) await this.#directory.choosePassword(saved, passwordHash)
  }

  async #applySsoSecret(id: OrganizationId, secret: string): Promise<void> {
    const hash = await this.#hashed(secret, await this.#directory.findSsoSecret(id))
    await this.#directory.saveSsoSecret(id, hash)
  }

  async #applyApp(organizationId: OrganizationId, app: SeedApp): Promise<void> {
    const { clientId, clientSecret, name, scopes, redirectUris } = app
    const known = await this.#directory.findApp(clientId)
    const secretHash = await this.#hashed(clientSecret, known?.secretHash)
    const saved: App = { clientId, organizationId, name, scopes, secretHash }
    await this.#directory.saveApp(saved)
    if (redirectUris) await this.#userTokens.saveRedirectUris(clientId, redirectUris)
  }

  async #applySuite(suite: NonNullable<SeedOrder['suites']>[number]): Promise<void> {
    const { suiteKey, suiteSecret, suiteTicket = 'any', authorizedCorpIds, scopes, redirectUris } = suite
    const known = await this.#directory.findSuite(suiteKey)
    const secretHash = await this.#hashed(suiteSecret, known?.secretHash)
    const ticketHash = suiteTicket === 'any' ? undefined : await this.#hashed(suiteTicket, known?.ticketHash)
    const saved: SeededSuite = {
      suiteKey,
      secretHash,
      ...(ticketHash !== undefined && { ticketHash }),
      scopes,
      authorized: authorizedCorpIds as readonly OrganizationId[],
    }
    await this.#directory.saveSuite(saved)
    if (redirectUris) await this.#userTokens.saveRedirectUris(suiteKey, redirectUris)
  }

  /**
   * The hash to store for `secret`. If the known hash belongs to the same secret, it stays, so that tokens and logins that
   * depend on the hash stay valid.
   */
  async #hashed(secret: string, known: string | undefined): Promise<string>
  async #hashed(secret: string | undefined, known: string | undefined): Promise<string | undefined>
  async #hashed(secret: string | undefined, known: string | undefined): Promise<string | undefined> {
    if (secret === undefined) return undefined
    return known !== undefined && (await this.#secrets.verify(secret, known, 'seed'))
      ? known
      : this.#secrets.hash(secret)
  }
}
