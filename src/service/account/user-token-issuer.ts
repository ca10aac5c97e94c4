import type { OrganizationId } from '../../conference/identity.ts'
import type { Scope } from './caller.ts'
import type { User } from './directory-entries.ts'
import type { AppProof } from './token-issuer.ts'

/** The tokens that an app gets for a person, and for how many seconds the access token is valid. */
export type IssuedUserToken = Readonly<{
  token: string
  refreshToken: string
  lifeS: number
  /** The organization of the person, if they let the app know it. */
  corpId?: string
}>

/**
 * Why there is no token. `client-unknown`: a wrong id or secret. `code-unknown`: the code was not given to this app, was
 * used, or has expired; or the person cannot sign in any more. `refresh-unknown`: the same of a refresh token.
 * `too-many-tries`: too many wrong secrets from this address.
 */
export type UserTokenRefusal = 'client-unknown' | 'code-unknown' | 'refresh-unknown' | 'too-many-tries'

/** The person whose token it is, and the app that holds it. */
export type TokenHolder = Readonly<{
  user: User
  clientId: string
  kind: 'app' | 'suite'
  scopes: ReadonlySet<Scope>
}>

/** Issues tokens of people to apps, and recognizes them. */
export interface UserTokenIssuer {
  /** Takes the code that a person has let the app have. */
  exchange(
    clientId: string,
    proof: AppProof & Readonly<{ code: string }>,
  ): Promise<IssuedUserToken | Exclude<UserTokenRefusal, 'refresh-unknown'>>
  /** Renews what the app holds for a person. */
  refresh(
    clientId: string,
    proof: AppProof & Readonly<{ refreshToken: string }>,
  ): Promise<IssuedUserToken | Exclude<UserTokenRefusal, 'code-unknown'>>
  /** Takes a code of the app, and says who let the app have it. */
  takeCode(app: Readonly<{ clientId: string }>, code: string): Promise<User | undefined>
  /** Takes a code of any app of the organization, and says who gave it. Codes of third-party apps are not taken. */
  takeCodeOf(organizationId: OrganizationId, code: string): Promise<User | undefined>
  /** Whose token it is. `expired`: it was valid until it expired. */
  authenticate(token: string): Promise<TokenHolder | 'unknown' | 'expired'>
}
