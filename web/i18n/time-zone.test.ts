import assert from 'node:assert/strict'
import { test } from 'node:test'
import { timeElsewhere } from './time-zone.ts'

const HOUR = 3_600_000
const NOON = Date.UTC(2026, 5, 1, 12)

test('[PG47] the time of a booking in its own time zone, if that has another time than the viewer’s', () => {
  assert.deepEqual(timeElsewhere('en', NOON, { there: 'Asia/Tokyo', here: 'Europe/Berlin' }), {
    time: '9:00 PM',
    zone: 'Asia/Tokyo',
  })
  const dayBefore = timeElsewhere('en', NOON + 14 * HOUR, { there: 'America/New_York', here: 'Asia/Shanghai' })
  assert.deepEqual(dayBefore, { time: 'Mon 10:00 PM', zone: 'America/New_York' }, 'it is Tuesday in Shanghai')
  assert.equal(timeElsewhere('en', NOON, { there: 'Europe/Paris', here: 'Europe/Berlin' }), undefined)
})
