import assert from 'node:assert/strict'
import test from 'node:test'
import { formatClock, formatMark, formatMinute } from './times.ts'

const START = Date.parse('2026-03-29T23:30:00Z')
const NEXT = Date.parse('2026-03-30T00:15:00Z')
const spaced = (text: string) => text.replaceAll('\u202f', ' ')

test('[AR29] a time on another day than the start has its date, in the time zone that is shown', () => {
  const utc = { timeZone: 'UTC', from: START }
  assert.equal(spaced(formatMinute('en', START, utc)), '11:30 PM')
  assert.equal(spaced(formatMinute('en', NEXT, utc)), 'Mon, Mar 30, 12:15 AM')
  assert.equal(formatMinute('zh-CN', NEXT, utc), '3月30日周一 0:15')
  assert.equal(spaced(formatMinute('en', NEXT, { ...utc, timeZone: 'Asia/Tokyo' })), '9:15 AM')
  assert.equal(spaced(formatClock('en', NEXT, utc)), 'Mon, Mar 30, 12:15:00 AM')
  assert.equal(spaced(formatMark('en', NEXT, { ...utc, apartMs: 60_000 })), 'Mar 30, 12:15 AM')
  assert.equal(spaced(formatMark('en', NEXT, { timeZone: 'UTC', from: NEXT, apartMs: 10_000 })), '12:15:00 AM')
})
