import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { BookingId, EpochMs, OrganizationId, UnionId } from '../conference/identity.ts'
import { defaultTerms } from '../conference/terms.ts'
import type { Booking } from '../service/booking/booking-ports.ts'
import { toCalendarFile } from './calendar-file.ts'

const ADA = 'ada' as UnionId
const LINK = 'https://meet.example/j/kVn3Pq81ZtA'
const booking: Booking = {
  id: '3f6c1b0e-52d7-4a8b-9c41-e07a5d2f9b16' as BookingId,
  organizationId: 'acme' as OrganizationId,
  version: 3,
  creator: { unionId: ADA, nick: 'Ada' },
  title: 'Quarter review',
  startsAt: Date.UTC(2026, 4, 30, 9, 5, 7) as EpochMs,
  endsAt: Date.UTC(2026, 4, 30, 10) as EpochMs,
  roomCode: '83150274416',
  linkToken: '1_x',
  passcode: '1',
  hostPasscode: '2',
  shareCode: 'kVn3Pq81ZtA',
  terms: defaultTerms(ADA),
  passive: {},
  invitees: [],
  ringAtStart: false,
  bookedAt: Date.UTC(2026, 3, 1) as EpochMs,
  changedAt: Date.UTC(2026, 3, 2, 3, 4, 5, 678) as EpochMs,
}

test('[BK11] the calendar file of a booking has one event, in UTC, with CRLF line ends', () => {
  assert.equal(
    toCalendarFile(booking, LINK),
    [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Rollcall//Bookings//EN',
      'CALSCALE:GREGORIAN',
      'BEGIN:VEVENT',
      'UID:3f6c1b0e-52d7-4a8b-9c41-e07a5d2f9b16@meet.example',
      'DTSTAMP:20260402T030405Z',
      'CREATED:20260401T000000Z',
      'LAST-MODIFIED:20260402T030405Z',
      'SEQUENCE:2',
      'DTSTART:20260530T090507Z',
      'DTEND:20260530T100000Z',
      'SUMMARY:Quarter review',
      'DESCRIPTION:https://meet.example/j/kVn3Pq81ZtA\\n83150274416',
      'LOCATION:https://meet.example/j/kVn3Pq81ZtA',
      'URL:https://meet.example/j/kVn3Pq81ZtA',
      'STATUS:CONFIRMED',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ].join('\r\n'),
  )
  assert.match(toCalendarFile({ ...booking, canceledAt: booking.changedAt }, LINK), /\r\nSTATUS:CANCELLED\r\n/)
})

test('[BK11] an event shorter than a second ends one second later', () => {
  const startsAt = Date.UTC(2026, 4, 30, 9, 5, 7, 900) as EpochMs
  for (const [endsAt, end] of [
    [startsAt + 1, '20260530T090508Z'],
    [startsAt + 1_200, '20260530T090509Z'],
  ] as const) {
    const file = toCalendarFile({ ...booking, startsAt, endsAt: endsAt as EpochMs }, LINK)
    assert.ok(file.includes(`\r\nDTSTART:20260530T090507Z\r\nDTEND:${end}\r\n`), file)
  }
})

test('[BK11] a title cannot end its line, and its special characters are escaped', () => {
  const file = toCalendarFile({ ...booking, title: 'a;b,c\\d\r\nATTENDEE:x\u0007\ny' }, LINK)
  assert.ok(file.includes('\r\nSUMMARY:a\\;b\\,c\\\\d\\nATTENDEE:x\\ny\r\n'))
  assert.doesNotMatch(file, /^ATTENDEE/m)
})

for (const title of ['x'.repeat(256), '评'.repeat(50), '👍🏽'.repeat(25), `${'x'.repeat(66)}评评`]) {
  test(`[BK11] no line has more than 75 octets, and none splits a character`, () => {
    const file = toCalendarFile({ ...booking, title }, LINK)
    for (const line of file.split('\r\n')) {
      assert.ok(Buffer.byteLength(line) <= 75, line)
      assert.ok(line.isWellFormed())
    }
    assert.ok(file.replaceAll('\r\n ', '').includes(`SUMMARY:${title}\r\n`))
  })
}
