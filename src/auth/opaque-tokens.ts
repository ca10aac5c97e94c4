import { createHash, randomBytes } from 'node:crypto'
import type { OpaqueTokens } from '../service/account/opaque-tokens.ts'

const BYTES = 32

/** Tokens of 256 random bits. Nobody can guess one, so a fast hash is enough. */
export function opaqueTokens(): OpaqueTokens {
  return {
    make: () => randomBytes(BYTES).toString('base64url'),
    hashOf: (token) => createHash('sha256').update(token).digest('hex'),
  }
}
