import type { Caller } from '../../service/account/directory-model.ts'

type IssuedToken = Readonly<{ token: string; lifeS: number }>

/** Why there is no token: a wrong id or secret, a wrong ticket, an organisation that the app does not work for. */
export type TokenRefusal = 'client-unknown' | 'ticket-invalid' | 'not-authorized'

/** What the API needs of whoever keeps the access tokens. */
export interface TokenIssuer {
  issueToApp(clientId: string, secret: string): Promise<IssuedToken | TokenRefusal>
  issueToSuite(
    suiteKey: string,
    proof: { secret: string; ticket: string; corpId: string },
  ): Promise<IssuedToken | TokenRefusal>
  issue(clientId: string, proof: { secret: string; corpId: string }): Promise<IssuedToken | TokenRefusal>
  authenticate(token: string): Promise<Caller | undefined>
  /** `undefined` also for what would have to be read first. */
  recall(token: string): Caller | undefined
}
