import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isTimeZone, isWallTime, toInstant, toWallTime, wallDifference } from './wall-time.ts'

test('[BK31] a local time and a time zone name a moment', () => {
  assert.equal(toInstant('2026-07-01T09:30', 'Asia/Shanghai'), Date.UTC(2026, 6, 1, 1, 30))
  assert.equal(toWallTime(Date.UTC(2026, 6, 1, 1, 30, 59), 'Asia/Shanghai'), '2026-07-01T09:30')
  assert.equal(wallDifference('2026-03-29T01:00', '2026-03-29T04:00'), 3 * 3_600_000, 'also when the clocks change')
  assert.equal(
    toInstant('2026-10-04T02:10', 'Australia/Lord_Howe'),
    Date.UTC(2026, 9, 3, 15, 40),
    'a gap of half an hour',
  )
})

test('[BK31] text that names no local time or no time zone is recognized', () => {
  for (const text of ['2026-02-28T23:59', '2024-02-29T00:00']) assert.equal(isWallTime(text), true, text)
  for (const text of [
    '2026-02-30T10:00',
    '2026-01-01T24:00',
    '2026-01-01',
    '2026-01-01T10:00:00',
    '2026-1-1T10:00',
    '',
  ])
    assert.equal(isWallTime(text), false, text)
  for (const zone of ['Europe/Berlin', 'UTC', 'Asia/Kolkata']) assert.equal(isTimeZone(zone), true, zone)
  for (const zone of ['Mars/Base', '', '+02:00', 'x\r\ny']) assert.equal(isTimeZone(zone), false, zone)
})
