import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto'
import { promisify } from 'node:util'
import type { Secrets } from '../service/account/secrets.ts'
import { takingTurns } from './turns.ts'

const derive = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt)

/** 16 MiB and about 40 ms per try: expensive for an attacker, acceptable for an app that gets a token every two hours. */
const LOG2_COST = 14
const BLOCK_SIZE = 8
const PARALLELISM = 1
const SALT_BYTES = 16
const KEY_BYTES = 32
/** Hashing uses Node's four threads that also read files. Two of them stay free. */
const AT_ONCE = 2

/** Hashes by scrypt. A hash contains its parameters and salt, so it can still be checked when the defaults change. */
export function scryptSecrets(): Secrets {
  const turns = takingTurns(AT_ONCE)
  return {
    hash: (secret) => turns('hash', () => hash(secret)),
    verify: (secret, hashText, lane) => turns(lane, () => verify(secret, hashText)),
  }
}

async function hash(secret: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES)
  const key = await derive(secret, salt, KEY_BYTES, costs(LOG2_COST, BLOCK_SIZE, PARALLELISM))
  return `$scrypt$${LOG2_COST}$${BLOCK_SIZE}$${PARALLELISM}$${salt.toString('base64')}$${key.toString('base64')}`
}

/** Takes the same time no matter where the two differ. @throws RangeError if `hash` did not make `hashText` */
async function verify(secret: string, hashText: string): Promise<boolean> {
  const [empty, scheme, cost, blockSize, parallelism, salt, key] = hashText.split('$')
  if (empty !== '' || scheme !== 'scrypt' || !salt || !key) throw new RangeError('malformed secret hash')
  const expected = Buffer.from(key, 'base64')
  const options = costs(Number(cost), Number(blockSize), Number(parallelism))
  return timingSafeEqual(await derive(secret, Buffer.from(salt, 'base64'), expected.length, options), expected)
}

function costs(log2Cost: number, blockSize: number, parallelism: number): ScryptOptions {
  const cost = 2 ** log2Cost
  // scrypt needs 128 · N · r bytes and a little more.
  return { N: cost, r: blockSize, p: parallelism, maxmem: 256 * cost * blockSize }
}
