import assert from 'node:assert/strict'
import { scryptSync } from 'node:crypto'
import { test } from 'node:test'
import { scryptSecrets } from './secret.ts'

const secrets = scryptSecrets()

test('[AT9] a secret matches its own hash only', async () => {
  for (const secret of ['s3cret', '', '密码 🔑', 'x'.repeat(1_000)]) {
    const hash = await secrets.hash(secret)
    assert.equal(await secrets.verify(secret, hash, 'here'), true)
    assert.equal(await secrets.verify(`${secret}x`, hash, 'here'), false)
  }
})

test('[AT9] two hashes of one secret differ, and neither contains it', async () => {
  const [one, two] = await Promise.all([secrets.hash('s3cret'), secrets.hash('s3cret')])
  assert.notEqual(one, two)
  assert.doesNotMatch(one, /s3cret/)
})

test('[AT9] a hash with cheaper parameters can still be read', async () => {
  const salt = Buffer.from('salt')
  const key = scryptSync('s3cret', salt, 64, { N: 16, r: 1, p: 2 })
  const hash = `$scrypt$4$1$2$${salt.toString('base64')}$${key.toString('base64')}`
  assert.equal(await secrets.verify('s3cret', hash, 'here'), true)
  assert.equal(await secrets.verify('secret', hash, 'here'), false)
})

test('[AT9] a malformed hash is an error, not a wrong secret', async () => {
  for (const text of ['', 's3cret', '$scrypt$4$1$1$$', '$bcrypt$4$1$1$AAAA$AAAA']) {
    await assert.rejects(secrets.verify('s3cret', text, 'here'), RangeError)
  }
})
