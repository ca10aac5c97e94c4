import { SignJWT } from 'jose/jwt/sign'
import { jwtVerify } from 'jose/jwt/verify'
import type { EpochMs } from '../conference/identity.ts'
import type { Clock } from '../service/clock-and-ids.ts'
import type { Pass, Passes } from '../service/account/passes.ts'

const ALGORITHM = 'HS256'
const ISSUER = 'rollcall'

/**
 * Passes as signed JWTs. `secret` is at least 32 random bytes in hex, the same on every node.
 *
 * @throws RangeError if `secret` is shorter
 */
export function jwtPasses(secret: string, clock: Clock): Passes {
  const key = Buffer.from(secret, 'hex')
  if (key.length < 32) throw new RangeError('the pass secret must have at least 32 bytes')
  return {
    sign(pass: Pass, expiresAt: EpochMs): Promise<string> {
      return new SignJWT({ pass })
        .setProtectedHeader({ alg: ALGORITHM })
        .setIssuer(ISSUER)
        .setExpirationTime(new Date(expiresAt))
        .sign(key)
    },
    async verify(text: string): Promise<Pass | undefined> {
      try {
        const options = { algorithms: [ALGORITHM], issuer: ISSUER, currentDate: new Date(clock.now()) }
        const { payload } = await jwtVerify<{ pass: Pass }>(text, key, options)
        return payload.pass
      } catch {
        return undefined // altered, expired or from another server: the caller need not know which
      }
    },
  }
}
