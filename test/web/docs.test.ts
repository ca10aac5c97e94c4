import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { ADMIT_REFUSALS, SIGN_IN_REFUSALS } from '../../src/web-api/admission.ts'
import { startTester } from '../worlds/tester.ts'
import { BOOKING_REFUSALS, DATES_REFUSALS, PAGE_REFUSALS } from '../../src/web-api/refusal.ts'

test('[WS25] the page on refusals lists exactly the refusals that our pages can get', () => {
  const [, section = ''] = readFileSync('docs/web.md', 'utf8').split('## Refusals')
  const told = [...section.matchAll(/^\| (\d{3}) \| `([^`]+)` \|/gm)].map(([, status, code]) => `${status} ${code}`)
  const refusals = [ADMIT_REFUSALS, SIGN_IN_REFUSALS, PAGE_REFUSALS, BOOKING_REFUSALS, DATES_REFUSALS].flatMap(
    (table) => Object.values(table),
  )
  const known = refusals.map(([status, code]) => `${status} ${code}`)
  assert.deepEqual(told.toSorted(), [...new Set(known)].toSorted())
})

test('[OP17] the API reference page loads only from this server, cannot be framed and sends no referrer', async () => {
  await using server = await startTester()
  const { headers, ok } = await fetch(`${server.url}/docs`)
  assert.ok(ok)
  const policy = headers.get('content-security-policy') ?? ''
  for (const part of ["default-src 'self'", "frame-ancestors 'none'", "object-src 'none'"])
    assert.ok(policy.includes(part), part)
  assert.deepEqual(
    ['referrer-policy', 'x-content-type-options', 'x-robots-tag'].map((name) => headers.get(name)),
    ['no-referrer', 'nosniff', 'noindex'],
  )
})
