import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { ADMIT_REFUSALS, SIGN_IN_REFUSALS } from '../../src/web-api/admission.ts'
import { BOOKING_REFUSALS, PAGE_REFUSALS } from '../../src/web-api/refusal.ts'

test('[WS25] the page on refusals lists exactly the refusals that our pages can get', () => {
  const [, section = ''] = readFileSync('docs/web.md', 'utf8').split('## Refusals')
  const told = [...section.matchAll(/^\| (\d{3}) \| `([^`]+)` \|/gm)].map(([, status, code]) => `${status} ${code}`)
  const refusals = [ADMIT_REFUSALS, SIGN_IN_REFUSALS, PAGE_REFUSALS, BOOKING_REFUSALS].flatMap((table) =>
    Object.values(table),
  )
  const known = refusals.map(([status, code]) => `${status} ${code}`)
  assert.deepEqual(told.toSorted(), [...new Set(known)].toSorted())
})
