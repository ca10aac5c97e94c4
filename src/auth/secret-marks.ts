import { createHash } from 'node:crypto'
import type { App } from '../service/account/directory-entries.ts'

/** What is stored of the secrets of a client. */
export type Secured = Pick<App, 'secretHash' | 'formerSecret'>

/** Changes with the secret. Reveals nothing about it: the hash that it is made from is salted. */
export function markOf(secretHash: string): string {
  return createHash('sha256').update(secretHash).digest('hex').slice(0, 16)
}

/** Until when a token with this mark of a secret is valid. Tokens of an earlier version have no mark. */
export function validUntil({ secretHash, formerSecret }: Secured, mark: string | undefined): number {
  if (mark === undefined || mark === markOf(secretHash)) return Infinity
  return formerSecret && mark === markOf(formerSecret.hash) ? formerSecret.until : 0
}
