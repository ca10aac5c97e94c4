import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { COMPATIBILITY_PAGE, compatibilityPage } from './compatibility.ts'

test('[PA6] the compatibility page says what the parity suite shows', () => {
  const page = readFileSync(COMPATIBILITY_PAGE, 'utf8')
  assert.equal(page, compatibilityPage(), 'write it anew: npm run compatibility')
})
