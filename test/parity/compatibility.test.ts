import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { COMPATIBILITY_PAGE, compatibilityPage } from './compatibility.ts'
import { GOLDEN, SKIPPED } from './golden.ts'

test('[PA6] the page of compatibility says what the parity suite shows', () => {
  const page = readFileSync(COMPATIBILITY_PAGE, 'utf8')
  assert.equal(page, compatibilityPage(), 'write it anew: npm run compatibility')
})

test('[PA6] the page has a line for each operation, and its gaps with their reasons', () => {
  const page = compatibilityPage()
  for (const { operation, path } of GOLDEN) {
    const [line = ''] = page.match(new RegExp(`^\\| ${operation} \\|.*$`, 'm')) ?? []
    assert.ok(line.includes(path), operation)
    const gaps = SKIPPED.filter((skip) => skip.operation === operation)
    if (gaps.length === 0) assert.match(line, /✔/)
    else assert.doesNotMatch(line, /✔/)
    for (const gap of gaps) {
      assert.ok(page.includes(`\`${gap.path}\``), gap.path)
      assert.ok(page.includes(gap.reason), gap.reason)
    }
  }
})
