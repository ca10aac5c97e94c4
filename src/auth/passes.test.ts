import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { decodeProtectedHeader, jwtVerify, SignJWT } from 'jose'
import type { ConferenceId, EpochMs, ParticipantId } from '../conference/identity.ts'
import type { Pass } from '../service/account/passes.ts'
import { jwtPasses } from './passes.ts'

const SECRET = randomBytes(32)
const NOW = 1_800_000_000_000 as EpochMs
const LATER = (NOW + 60_000) as EpochMs
const passes = jwtPasses(SECRET.toString('hex'), { now: () => NOW })
const PASS: Pass = { kind: 'resume', conferenceId: 'c1' as ConferenceId, participantId: 'p1' as ParticipantId }

/** A pass as another program would sign it. */
function foreign({ alg = 'HS256', iss = 'rollcall', exp = LATER / 1_000, secret = SECRET } = {}): Promise<string> {
  return new SignJWT({ pass: PASS }).setProtectedHeader({ alg }).setIssuer(iss).setExpirationTime(exp).sign(secret)
}

test('[EN7] a pass is a JWT that other programs can check, and one that they signed with the same secret counts', async () => {
  const text = await passes.sign(PASS, LATER)
  assert.deepEqual(decodeProtectedHeader(text), { alg: 'HS256' })
  const { payload } = await jwtVerify(text, SECRET, { algorithms: ['HS256'], currentDate: new Date(NOW) })
  assert.deepEqual(payload, { pass: PASS, iss: 'rollcall', exp: LATER / 1_000 })
  assert.equal(await foreign(), text)
  assert.deepEqual(await passes.verify(text), PASS)
})

test('[EN7] a pass that is altered, expired, unsigned, of another algorithm or of another issuer says nothing', async () => {
  const text = await passes.sign(PASS, LATER)
  const [header = '', body = '', signature = ''] = text.split('.')
  const none = Buffer.from('{"alg":"none"}').toString('base64url')
  const refused = {
    empty: '',
    words: 'not a pass',
    unsigned: `${none}.${body}.`,
    'without a signature': `${header}.${body}`,
    'with more parts': `${text}.${signature}`,
    'with another body': `${header}.${body.slice(0, -4)}AAAA.${signature}`,
    'with another signature': `${header}.${body}.${signature.slice(0, -4)}AAAA`,
    'cut off': text.slice(0, -1),
    'of another secret': await foreign({ secret: randomBytes(32) }),
    'of another algorithm': await foreign({ alg: 'HS512' }),
    'of another issuer': await foreign({ iss: 'someone' }),
    expired: await foreign({ exp: NOW / 1_000 }),
  }
  for (const [what, given] of Object.entries(refused)) assert.equal(await passes.verify(given), undefined, what)
})
