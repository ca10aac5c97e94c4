import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isLocalUrl } from './local-url.ts'

test('[CO88] a link to this computer is known by its host', () => {
  for (const url of ['http://localhost:3000/password?token=1', 'http://127.0.0.1/scim/v2', 'http://[::1]:8/'])
    assert.equal(isLocalUrl(url), true, url)
  for (const text of ['https://meet.example/localhost', 'https://localhost.example/', 'localhost', 'a secret'])
    assert.equal(isLocalUrl(text), false, text)
})
