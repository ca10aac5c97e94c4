import type { Caller, OrganizationScope } from '../../service/account/caller.ts'
import { andThen, type Eventually } from '../../service/eventually.ts'
import type { TokenHolder, UserTokenIssuer } from '../../service/account/user-token-issuer.ts'
import type { SsoTokenIssuer } from '../../service/account/sso-token-issuer.ts'
import type { TokenIssuer } from '../../service/account/token-issuer.ts'
import { BASE } from './operation.ts'
import type { Throttle } from './throttle.ts'

/** Why a call does not reach its operation, in the order of the checks. */
export type AccessRefusal =
  | 'missing-token'
  | 'invalid-token'
  | 'missing-scope'
  | 'too-fast-for-app'
  | 'too-fast-for-suite'

/** Why a call with the token of a person does not reach its operation. */
export type UserAccessRefusal = AccessRefusal | 'expired-token'

/** An operation, and the scope that an app needs to call it. */
export type AccessRule = Readonly<{ operation: string; scope: string }>

/** The one place that decides whether a call may reach its operation: token, caller, scope, rate limit. */
export class Authorizer {
  readonly #tokens: Pick<TokenIssuer, 'authenticate'>
  readonly #userTokens: Pick<UserTokenIssuer, 'authenticate'>
  readonly #ssoTokens: Pick<SsoTokenIssuer, 'authenticate'>
  readonly #throttle: Throttle

  constructor(deps: {
    tokens: Pick<TokenIssuer, 'authenticate'>
    userTokens: Pick<UserTokenIssuer, 'authenticate'>
    ssoTokens: Pick<SsoTokenIssuer, 'authenticate'>
    throttle: Throttle
  }) {
    this.#tokens = deps.tokens
    this.#userTokens = deps.userTokens
    this.#ssoTokens = deps.ssoTokens
    this.#throttle = deps.throttle
  }

  /** Whether calls count toward a rate limit. If so, each call must be authorized exactly once. */
  get countsCalls(): boolean {
    return this.#throttle.isOn
  }

  /** The app that may make the call, or why it may not. Known at once if the token is cached and no limit is set. */
  authorize(token: string, rule: AccessRule): Eventually<Caller | AccessRefusal> {
    if (token === '') return 'missing-token'
    return andThen(this.#tokens.authenticate(token), (caller) => this.#check(caller, rule))
  }

  /** Whether the app may go on with a call that was authorized. The call is not counted again. */
  async recheck(token: string, scope: string): Promise<Caller | AccessRefusal> {
    return toPermitted(await this.#tokens.authenticate(token), scope)
  }

  /** The person whose token it is, or why their app may not make the call. The token of an app itself is not enough. */
  async authorizeUser(token: string, rule: AccessRule): Promise<TokenHolder | UserAccessRefusal> {
    if (token === '') return 'missing-token'
    const holder = await this.#userTokens.authenticate(token)
    if (holder === 'expired') return 'expired-token'
    if (holder === 'unknown') return (await this.#tokens.authenticate(token)) ? 'missing-scope' : 'invalid-token'
    const access = await this.#check(toCaller(holder), rule)
    return typeof access === 'string' ? access : holder
  }

  /** The organization whose token it is, or why it may not make the call. No other token is valid there. */
  async authorizeOrganization(token: string, rule: AccessRule): Promise<OrganizationScope | AccessRefusal> {
    if (token === '') return 'missing-token'
    const organizationId = await this.#ssoTokens.authenticate(token)
    if (organizationId === undefined) return 'invalid-token'
    const access = await this.#check({ clientId: '', kind: 'app', organizationId, scopes: new Set() }, rule)
    return typeof access === 'string' ? access : { organizationId }
  }

  #check(caller: Caller | undefined, { operation, scope }: AccessRule): Eventually<Caller | AccessRefusal> {
    const permitted = toPermitted(caller, scope)
    if (typeof permitted === 'string') return permitted
    return andThen(this.#throttle.allows(permitted, operation), (isAllowed) => {
      if (isAllowed) return permitted
      return permitted.kind === 'app' ? 'too-fast-for-app' : 'too-fast-for-suite'
    })
  }
}

function toPermitted(caller: Caller | undefined, scope: string): Caller | 'invalid-token' | 'missing-scope' {
  if (!caller) return 'invalid-token'
  return scope === BASE || caller.scopes.has(scope) ? caller : 'missing-scope'
}

/** The app that holds the token of a person, in the organization of the person. */
export function toCaller({ clientId, kind, user, scopes }: TokenHolder): Caller {
  return { clientId, kind, organizationId: user.organizationId, scopes }
}

const TOKEN_HEADER = 'x-acs-dingtalk-access-token'

/**
 * The access token of a request, from the flat list of alternating names and values; an empty string if there is none. Some
 * clients send the token as JSON text, so one pair of quotes is removed.
 */
export function readToken(rawHeaders: readonly string[]): string {
  let token: string | undefined
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] as string
    if (name.length !== TOKEN_HEADER.length || name.toLowerCase() !== TOKEN_HEADER) continue
    const value = rawHeaders[index + 1] as string
    // A repeated header is joined into one value, which is no valid token.
    token = token === undefined ? value : `${token}, ${value}`
  }
  if (token === undefined) return ''
  return token.length >= 2 && token.startsWith('"') && token.endsWith('"') ? token.slice(1, -1) : token
}
