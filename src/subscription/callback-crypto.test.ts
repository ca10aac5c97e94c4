import assert from 'node:assert/strict'
import { createDecipheriv } from 'node:crypto'
import { test } from 'node:test'
import { decrypt, encrypt, isSigned, sign } from './callback-crypto.ts'

/** Published for the libraries of DingTalk's callbacks. */
const KEYS = {
  token: '123456',
  aesKey: '1234567890123456789012345678901234567890123',
  ownerKey: 'dingsnotzck6pm5veliw',
}
const VECTOR = {
  signature: '9a95a004dd16f5c307e849b994173f76aa26e5eb',
  timestamp: '1614767836',
  nonce: 'A7Co0cJLMzIDtMMI',
  encrypt: 'YvkvaGe4hQxd3VxRmEty0dVlnCOAqwf56xwTRHDHoOURqhalbmBJQk5FNcRk42Gl5T0YQXZNwpwWSm1xAFJ5ZA==',
}

test("[EP1] DingTalk's test vector is signed, decrypted and encrypted", () => {
  assert.equal(sign({ ...VECTOR, token: KEYS.token }), VECTOR.signature)
  assert.equal(isSigned(VECTOR, KEYS.token), true)
  assert.equal(decrypt(VECTOR.encrypt, KEYS), 'success')
  const key = Buffer.from(`${KEYS.aesKey}=`, 'base64')
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  const random = decipher.update(VECTOR.encrypt, 'base64').subarray(0, 16).toString()
  assert.equal(encrypt('success', KEYS, random), VECTOR.encrypt)
})

test('[EP1] a text of any length is padded to 32 bytes, and comes back', () => {
  for (let length = 0; length < 70; length++) {
    const text = '会'.repeat(length)
    const encrypted = encrypt(text, KEYS)
    assert.equal(Buffer.from(encrypted, 'base64').length % 32, 0)
    assert.equal(decrypt(encrypted, KEYS), text)
  }
  assert.notEqual(encrypt('success', KEYS), encrypt('success', KEYS))
})

test('[EP3] a signature or an owner that is wrong, and a text that is none, are not accepted', () => {
  for (const part of ['signature', 'timestamp', 'nonce', 'encrypt'] as const)
    assert.equal(isSigned({ ...VECTOR, [part]: `${VECTOR[part]}0` }, KEYS.token), false, part)
  assert.equal(isSigned(VECTOR, '1234567'), false)
  assert.equal(decrypt(VECTOR.encrypt, { ...KEYS, ownerKey: 'another' }), undefined)
  assert.equal(decrypt(VECTOR.encrypt, { ...KEYS, aesKey: KEYS.aesKey.replace('9', '8') }), undefined)
  for (const text of ['', 'success', VECTOR.encrypt.slice(8), 'A'.repeat(128)])
    assert.equal(decrypt(text, KEYS), undefined, text)
})
