import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isAllowedRedirect } from './redirect-uri.ts'

const REGISTERED = ['https://app.example/back', 'https://app.example/back?from=rollcall']

test('[OA3] only the registered addresses are allowed, letter by letter', () => {
  const isAllowed = (uri: string) => isAllowedRedirect(uri, { registered: REGISTERED, allowsLoopback: false })
  assert.deepEqual(REGISTERED.map(isAllowed), [true, true])
  for (const uri of [
    'https://app.example/back/',
    'https://app.example/back#x',
    'https://app.example/Back',
    'https://app.example/back?from=elsewhere',
    'https://app.example.elsewhere/back',
    'https://app.example@elsewhere.example/back',
    'http://app.example/back',
    'http://localhost:3000/back',
    '//app.example/back',
    '',
  ]) {
    assert.equal(isAllowed(uri), false, uri)
  }
})

test('[OA3] a sandbox also allows pages of the machine of the browser', () => {
  const isAllowed = (uri: string) => isAllowedRedirect(uri, { registered: [], allowsLoopback: true })
  for (const uri of ['http://localhost:3000/back', 'http://127.0.0.1/', 'http://[::1]:8000/a?b=c']) {
    assert.equal(isAllowed(uri), true, uri)
  }
  for (const uri of [
    'https://app.example/back',
    'http://localhost.example/',
    'http://127.0.0.1.example/',
    'http://localhost@elsewhere.example/',
    'http://user:pass@localhost/',
    'http://localhost/#token',
    'javascript://localhost/%0aalert(1)',
    'ftp://localhost/',
  ]) {
    assert.equal(isAllowed(uri), false, uri)
  }
})

test('[OA3] an address that is no web page is never allowed', () => {
  const registered = ['javascript:alert(1)', 'data:text/html,x']
  for (const uri of registered) assert.equal(isAllowedRedirect(uri, { registered, allowsLoopback: true }), false)
})
