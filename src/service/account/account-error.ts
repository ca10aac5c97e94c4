/** Every reason for which a page's request about the person's own account is refused. */
export type AccountErrorCode =
  | 'signed-out'
  | 'password-must-change'
  | 'password-weak'
  | 'password-link-invalid'
  | 'device-not-found'
  | 'provider-absent'
  | 'mail-absent'
  | 'app-unknown'
  | 'app-elsewhere'
  | 'redirect-not-allowed'
  | 'authorization-malformed'
  | 'not-administrator'
  | 'not-operator'
  | 'organization-not-found'
  | 'organization-exists'
  | 'user-not-found'
  | 'user-exists'
  | 'user-disabled'
  | 'union-id-taken'
  | 'user-name-taken'
  | 'external-id-taken'
  | 'last-administrator'
  | 'person-in-meeting'
  | 'erasure-unfinished'
  | 'app-not-found'
  | 'app-exists'
  | 'suite-not-found'
  | 'scope-unknown'
  | 'subscription-not-found'
  | 'subscription-changed'
  | 'scope-missing'
  | 'too-many-subscriptions'
  | 'endpoint-wrong'
  | 'endpoint-absent'
  | 'endpoint-refused'
  | 'endpoint-silent'

/** A refusal that the page can act on. Independent of HTTP and language. */
export class AccountError extends Error {
  override readonly name = 'AccountError'
  readonly code: AccountErrorCode

  constructor(code: AccountErrorCode) {
    super(code)
    this.code = code
  }
}
