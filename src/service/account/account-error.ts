/** Every way in which what a person asks for himself, from a page of ours, can be refused. Closed. */
export type AccountErrorCode =
  | 'signed-out'
  | 'password-must-change'
  | 'password-weak'
  | 'device-not-found'
  | 'provider-absent'

/** A refusal the page can act on. Knows nothing of HTTP or language. */
export class AccountError extends Error {
  override readonly name = 'AccountError'
  readonly code: AccountErrorCode

  constructor(code: AccountErrorCode) {
    super(code)
    this.code = code
  }
}
