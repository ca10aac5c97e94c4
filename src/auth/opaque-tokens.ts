import { createHash, randomBytes } from 'node:crypto'
import type { OpaqueTokens } from '../service/account/account-ports.ts'

const BYTES = 32

/** 256 random bits each, so that a fast hash is enough: nobody can try them all. */
export function opaqueTokens(): OpaqueTokens {
  return {
    make: () => randomBytes(BYTES).toString('base64url'),
    hashOf: (token) => createHash('sha256').update(token).digest('hex'),
  }
}
