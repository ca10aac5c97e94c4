import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { NAMED_PROOFS } from './event-compatibility.ts'
import { COMPATIBILITY_PAGE, compatibilityPage } from './compatibility.ts'

test('[PA6] the compatibility page says what the parity suite shows', () => {
  const page = readFileSync(COMPATIBILITY_PAGE, 'utf8')
  assert.equal(page, compatibilityPage(), 'write it anew: npm run compatibility')
})

test('[PA9] each test that the compatibility page names exists', () => {
  for (const { rule, file } of NAMED_PROOFS)
    assert.match(
      readFileSync(file, 'utf8'),
      new RegExp(`^\\s*test\\(\\W*(\\[\\w+\\] )*\\[${rule}\\]`, 'm'),
      `${rule} in ${file}`,
    )
})
