import type { EpochMs } from '../../conference/identity.ts'
import type { Clock } from '../clock-and-ids.ts'
import { AccountError } from './account-error.ts'
import type { User } from './directory-entries.ts'
import type { Clients, KnownClient } from './known-client.ts'
import type { OpaqueTokens } from './opaque-tokens.ts'
import { isAllowedRedirect } from './redirect-uri.ts'
import type { UserTokenStore } from './user-token-store.ts'

/** What an app asks a person for, as the address of the page says it. */
export type AuthorizationRequest = Readonly<{
  clientId: string
  redirectUri: string
  responseType: string
  /** `openid`, or `openid corpid`. */
  scope: string
  state?: string
}>

/** What the person is asked. */
export type RequestedAuthorization = Readonly<{ app: string; tellsOrganization: boolean }>

/** A code is taken within this time. */
const CODE_LIFE_MS = 5 * 60_000
const SCOPES: ReadonlySet<string> = new Set(['openid', 'corpid'])

/** People let apps know who they are. The app gets a code, in the address to which the browser goes. */
export class Authorizations {
  readonly #clients: Pick<Clients, 'findClient'>
  readonly #store: Pick<UserTokenStore, 'listRedirectUris' | 'insertCode'>
  readonly #tokens: OpaqueTokens
  readonly #clock: Clock
  readonly #allowsLoopback: boolean

  constructor(deps: {
    clients: Pick<Clients, 'findClient'>
    store: Pick<UserTokenStore, 'listRedirectUris' | 'insertCode'>
    tokens: OpaqueTokens
    clock: Clock
    /** Every app may send people to the machine of their browser. For a sandbox only. */
    allowsLoopback: boolean
  }) {
    this.#clients = deps.clients
    this.#store = deps.store
    this.#tokens = deps.tokens
    this.#clock = deps.clock
    this.#allowsLoopback = deps.allowsLoopback
  }

  /**
   * Who asks, and for what.
   *
   * @throws AccountError `app-unknown`, `redirect-not-allowed`, `authorization-malformed`, `app-elsewhere` (it does not work
   *   for the organization of the person)
   */
  async load(user: User, request: AuthorizationRequest): Promise<RequestedAuthorization> {
    const { client, scopes } = await this.#check(user, request)
    return { app: client.name, tellsOrganization: scopes.includes('corpid') }
  }

  /**
   * Lets the app know who the person is.
   *
   * @returns the URL to which the browser goes, with the code
   * @throws AccountError as `load`
   */
  async allow(user: User, request: AuthorizationRequest): Promise<URL> {
    const { client, scopes } = await this.#check(user, request)
    return answerTo(request, { authCode: await this.issueCode(user, client, scopes) })
  }

  /** Tells the app that the person does not want that. @returns as `allow` @throws AccountError as `load` */
  async deny(user: User, request: AuthorizationRequest): Promise<URL> {
    await this.#check(user, request)
    return answerTo(request, { error: 'access_denied' })
  }

  /** A new code, which the app can take once. The caller has checked that the person allows it. */
  async issueCode(
    { organizationId, userId }: User,
    { clientId }: Pick<KnownClient, 'clientId'>,
    scopes: readonly string[],
  ): Promise<string> {
    const code = this.#tokens.make()
    const expiresAt = (this.#clock.now() + CODE_LIFE_MS) as EpochMs
    await this.#store.insertCode({
      codeHash: this.#tokens.hashOf(code),
      clientId,
      organizationId,
      userId,
      scopes,
      expiresAt,
    })
    return code
  }

  /** The address comes first: nothing else may be sent to one that the app does not have. */
  async #check({ organizationId }: User, { clientId, redirectUri, responseType, scope }: AuthorizationRequest) {
    const client = await this.#clients.findClient(clientId)
    if (!client) throw new AccountError('app-unknown')
    const registered = await this.#store.listRedirectUris(clientId)
    if (!isAllowedRedirect(redirectUri, { registered, allowsLoopback: this.#allowsLoopback })) {
      throw new AccountError('redirect-not-allowed')
    }
    if (!client.organizationIds.includes(organizationId)) throw new AccountError('app-elsewhere')
    const scopes = scope.split(/\s+/).filter((one) => one !== '')
    const isWell = responseType === 'code' && scopes.includes('openid') && scopes.every((one) => SCOPES.has(one))
    if (!isWell) throw new AccountError('authorization-malformed')
    return { client, scopes }
  }
}

function answerTo(
  { redirectUri, state }: AuthorizationRequest,
  answer: Readonly<{ authCode: string } | { error: string }>,
): URL {
  const url = new URL(redirectUri)
  for (const [name, value] of Object.entries(answer)) url.searchParams.set(name, value)
  if (state !== undefined) url.searchParams.set('state', state)
  return url
}
