import { createCipheriv, createDecipheriv, createHash, randomBytes, timingSafeEqual } from 'node:crypto'

// How DingTalk encrypts and signs what it sends to a callback, and what the callback answers.

const BLOCK = 32
const RANDOM = 16
const LENGTH = 4

/** `aesKey`: 43 letters and digits, the base64 of 32 bytes without its `=`. */
export type CallbackKeys = Readonly<{ token: string; aesKey: string; ownerKey: string }>
export type Signed = Readonly<{ signature: string; timestamp: string; nonce: string; encrypt: string }>

/** @param random 16 characters that make equal texts differ */
export function encrypt(text: string, { aesKey, ownerKey }: CallbackKeys, random = makeNonce()): string {
  const message = Buffer.from(text)
  const length = Buffer.alloc(LENGTH)
  length.writeUInt32BE(message.length)
  const plain = Buffer.concat([Buffer.from(random), length, message, Buffer.from(ownerKey)])
  // Node's own padding is to 16 bytes.
  const missing = BLOCK - (plain.length % BLOCK)
  const { key, iv } = toKey(aesKey)
  const cipher = createCipheriv('aes-256-cbc', key, iv).setAutoPadding(false)
  return Buffer.concat([cipher.update(plain), cipher.update(Buffer.alloc(missing, missing)), cipher.final()]).toString(
    'base64',
  )
}

/** @returns the text, or nothing if it was not encrypted with these keys, or for another owner */
export function decrypt(encrypted: string, { aesKey, ownerKey }: CallbackKeys): string | undefined {
  const bytes = Buffer.from(encrypted, 'base64')
  if (bytes.length === 0 || bytes.length % BLOCK !== 0) return undefined
  const { key, iv } = toKey(aesKey)
  const decipher = createDecipheriv('aes-256-cbc', key, iv).setAutoPadding(false)
  const padded = Buffer.concat([decipher.update(bytes), decipher.final()])
  const plain = padded.subarray(0, padded.length - (padded.at(-1) ?? 0))
  if (plain.length < RANDOM + LENGTH) return undefined
  const start = RANDOM + LENGTH
  const end = start + plain.readUInt32BE(RANDOM)
  if (plain.subarray(end).toString() !== ownerKey) return undefined
  return plain.subarray(start, end).toString()
}

export function sign({
  token,
  timestamp,
  nonce,
  encrypt: text,
}: Omit<Signed, 'signature'> & { token: string }): string {
  return createHash('sha1').update([token, timestamp, nonce, text].sort().join('')).digest('hex')
}

export function isSigned({ signature, ...signed }: Signed, token: string): boolean {
  const [given, expected] = [Buffer.from(signature), Buffer.from(sign({ ...signed, token }))]
  return given.length === expected.length && timingSafeEqual(given, expected)
}

export function makeNonce(): string {
  return randomBytes(RANDOM / 2).toString('hex')
}

function toKey(aesKey: string): Readonly<{ key: Buffer; iv: Buffer }> {
  const key = Buffer.from(`${aesKey}=`, 'base64')
  return { key, iv: key.subarray(0, 16) }
}
