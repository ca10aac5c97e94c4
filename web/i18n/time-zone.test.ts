import assert from 'node:assert/strict'
import { test } from 'node:test'
import { timeElsewhere } from './time-zone.ts'

const NOON = Date.UTC(2026, 5, 1, 12)

test('[PG47] the time of a booking in its own time zone, if that has another time than the viewer’s', () => {
  assert.deepEqual(timeElsewhere('en', NOON, { there: 'Asia/Tokyo', here: 'Europe/Berlin' }), {
    time: '9:00 PM',
    zone: 'Asia/Tokyo',
  })
  assert.equal(timeElsewhere('en', NOON, { there: 'Europe/Paris', here: 'Europe/Berlin' }), undefined)
})
