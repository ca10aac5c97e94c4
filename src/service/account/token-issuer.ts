import type { Eventually } from '../eventually.ts'
import type { Caller } from './caller.ts'

/** An access token, and for how many seconds it is valid. */
export type IssuedToken = Readonly<{ token: string; lifeS: number }>

/**
 * Why there is no token. `client-unknown`: a wrong id or secret. `ticket-invalid`: a wrong ticket. `not-authorized`: the
 * app does not work for the organization. `too-many-tries`: too many wrong secrets or tickets from this address.
 */
export type TokenRefusal = 'client-unknown' | 'ticket-invalid' | 'not-authorized' | 'too-many-tries'

/** What an app proves itself with. */
export type AppProof = Readonly<{
  secret: string
  /** IP address of the client. */
  from: string
}>

/** Issues access tokens to apps, and recognizes them. */
export interface TokenIssuer {
  /** Issues a token to an app of one organization. */
  issueToApp(clientId: string, proof: AppProof): Promise<IssuedToken | 'client-unknown' | 'too-many-tries'>
  /** Issues a token to a third-party app, for an organization that has authorized it. */
  issueToSuite(
    suiteKey: string,
    proof: AppProof & Readonly<{ ticket: string; corpId: string }>,
  ): Promise<IssuedToken | TokenRefusal>
  /** Issues a token to a third-party app itself, for no organization. It has no scope. */
  issueToSuiteItself(
    suiteKey: string,
    proof: AppProof & Readonly<{ ticket: string }>,
  ): Promise<IssuedToken | Exclude<TokenRefusal, 'not-authorized'>>
  /** Issues a token to an app of either kind, for one organization, without a ticket. */
  issue(
    clientId: string,
    proof: AppProof & Readonly<{ corpId: string }>,
  ): Promise<IssuedToken | Exclude<TokenRefusal, 'ticket-invalid'>>
  /** The app that the token was given to; `undefined` if the token is unknown or expired. Known at once if it is cached. */
  authenticate(token: string): Eventually<Caller | undefined>
}
