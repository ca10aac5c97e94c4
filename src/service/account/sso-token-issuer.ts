import type { OrganizationId } from '../../conference/identity.ts'
import type { AppProof, IssuedToken } from './token-issuer.ts'

/**
 * Why there is no token. `organization-unknown`: there is no such organization, it has no secret, or the secret is wrong.
 * `too-many-tries`: too many wrong secrets from this address.
 */
export type SsoTokenRefusal = 'organization-unknown' | 'too-many-tries'

/** Issues tokens to organizations, with which they ask who has signed in, and recognizes them. */
export interface SsoTokenIssuer {
  issue(corpId: string, proof: AppProof): Promise<IssuedToken | SsoTokenRefusal>
  /** The organization that the token was given to; `undefined` if the token is unknown or expired. */
  authenticate(token: string): Promise<OrganizationId | undefined>
}
