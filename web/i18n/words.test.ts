import assert from 'node:assert/strict'
import { test } from 'node:test'
import { momentWords } from './words.ts'

test('[PG27] a moment has its day unless that is today, and its year unless it is this one', () => {
  const now = new Date()
  const year = now.getFullYear()
  // Another day of this year, whatever today is.
  const other = new Date(year, now.getMonth() === 0 ? 5 : 0, 15, 10).getTime()
  assert.match(momentWords('en', now.getTime()), /^\d\d:\d\d\s[AP]M$/)
  assert.match(momentWords('en', other), /^[A-Z][a-z]{2}, (Jan|Jun) 15, 10:00\sAM$/)
  assert.match(momentWords('en', new Date(year + 4, 0, 1, 10).getTime()), new RegExp(`Jan 1, ${year + 4}, 10:00\\sAM$`))
})
