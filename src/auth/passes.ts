import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto'
import type { EpochMs } from '../conference/identity.ts'
import type { Clock } from '../service/clock-and-ids.ts'
import type { Pass, Passes } from '../service/account/passes.ts'

const HEADER = Buffer.from(JSON.stringify({ alg: 'HS256' })).toString('base64url')
const ISSUER = 'rollcall'

type Claims = Readonly<{ pass: Pass; iss: string; exp: number }>

/**
 * Passes as signed JWTs. `secret` is at least 32 random bytes in hex, the same on every node.
 *
 * A join signs three passes and reads one. The libraries for it use Web Crypto, and so another thread for each, which took
 * a seventh of the time of a join (docs/adr/0026-cost-of-joins.md).
 *
 * @throws RangeError if `secret` is shorter
 */
export function jwtPasses(secret: string, clock: Clock): Passes {
  const bytes = Buffer.from(secret, 'hex')
  if (bytes.length < 32) throw new RangeError('the pass secret must have at least 32 bytes')
  // From plain bytes, Node makes a new key object for each signature, which takes five times as long as to sign.
  const key = createSecretKey(bytes)
  const signatureOf = (content: string) => createHmac('sha256', key).update(content).digest('base64url')
  return {
    async sign(pass: Pass, expiresAt: EpochMs): Promise<string> {
      const claims: Claims = { pass, iss: ISSUER, exp: Math.floor(expiresAt / 1_000) }
      const content = `${HEADER}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}`
      return `${content}.${signatureOf(content)}`
    },
    async verify(text: string): Promise<Pass | undefined> {
      const [header, body, signature, ...rest] = text.split('.')
      // Only this header: an algorithm that the text itself names is not to be trusted.
      if (header !== HEADER || body === undefined || signature === undefined || rest.length > 0) return undefined
      if (!isSame(signature, signatureOf(`${header}.${body}`))) return undefined
      const { pass, iss, exp } = JSON.parse(Buffer.from(body, 'base64url').toString()) as Claims
      return iss === ISSUER && exp > Math.floor(clock.now() / 1_000) ? pass : undefined
    },
  }
}

/** Takes equally long wherever the texts differ. */
function isSame(a: string, b: string): boolean {
  const [given, expected] = [Buffer.from(a), Buffer.from(b)]
  return given.length === expected.length && timingSafeEqual(given, expected)
}
