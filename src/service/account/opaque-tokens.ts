/** Tokens that nobody can guess. Only their hashes are stored. */
export interface OpaqueTokens {
  make(): string
  hashOf(token: string): string
}
