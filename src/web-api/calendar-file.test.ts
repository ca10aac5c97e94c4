import assert from 'node:assert/strict'
import { test } from 'node:test'
import ICAL from 'ical.js'
import type { EpochMs } from '../conference/identity.ts'
import type { Booking } from '../service/booking/booking-ports.ts'
import { toCalendarFile } from './calendar-file.ts'
import { LINK, review } from './calendar.fixture.ts'

const fileOf = (fields: Partial<Booking> = {}, withPasscode = false, language: 'en' | 'zh-CN' = 'en') =>
  toCalendarFile({ ...review, ...fields }, { link: LINK, withPasscode, language })
const eventIn = (file: string) => {
  const calendar = new ICAL.Component(ICAL.parse(file) as ConstructorParameters<typeof ICAL.Component>[0])
  const event = calendar.getFirstSubcomponent('vevent')
  assert.ok(event)
  return { calendar, event, text: (name: string) => event.getFirstPropertyValue(name) }
}

test('[BK11] the calendar file of a booking has one event, in UTC, with CRLF line ends', () => {
  assert.equal(
    fileOf(),
    [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Rollcall//Bookings//EN',
      'CALSCALE:GREGORIAN',
      'METHOD:PUBLISH',
      'BEGIN:VEVENT',
      'UID:3f6c1b0e-52d7-4a8b-9c41-e07a5d2f9b16@meet.example',
      'DTSTAMP:20260402T030405Z',
      'CREATED:20260401T000000Z',
      'LAST-MODIFIED:20260402T030405Z',
      'SEQUENCE:2',
      'DTSTART:20260530T090507Z',
      'DTEND:20260530T100000Z',
      'ORGANIZER;CN="Ada":invalid:nomail',
      'SUMMARY:Quarter review',
      'DESCRIPTION:https://meet.example/j/kVn3Pq81ZtA\\nRoom code: 831 5027 4416',
      'LOCATION:https://meet.example/j/kVn3Pq81ZtA',
      'URL:https://meet.example/j/kVn3Pq81ZtA',
      'STATUS:CONFIRMED',
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      'DESCRIPTION:Quarter review',
      'TRIGGER:-PT10M',
      'END:VALARM',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ].join('\r\n'),
  )
})

test('[BK11] the file of a canceled booking removes it from a calendar, and has no alarm', () => {
  const file = fileOf({ canceledAt: review.changedAt, version: 4 })
  for (const line of ['METHOD:CANCEL', 'STATUS:CANCELLED', 'SEQUENCE:3'])
    assert.ok(file.includes(`\r\n${line}\r\n`), line)
  assert.doesNotMatch(file, /VALARM/)
})

test('[BK11] the passcode is in the description, in the language of the reader, only if the reader may know it', () => {
  assert.doesNotMatch(fileOf({ passcode: '5550123' }), /5550123/)
  const { text } = eventIn(fileOf({ passcode: '5550123' }, true))
  assert.equal(text('description'), `${LINK}\nRoom code: 831 5027 4416\nPasscode: 5550123`)
  assert.match(String(eventIn(fileOf({ passcode: '5550123' }, true, 'zh-CN')).text('description')), /密码：5550123/)
})

test('[BK11] ical.js reads titles and names with special signs as they are', () => {
  for (const name of ['Ada "the first"; Byron, A^B', '周 小明', 'x'.repeat(80)]) {
    const { calendar, event, text } = eventIn(
      fileOf({ title: `${name} \\n 👍🏽`, creator: { ...review.creator, nick: name } }),
    )
    assert.equal(text('summary'), `${name} \\n 👍🏽`)
    assert.equal(event.getFirstProperty('organizer')?.getParameter('cn'), name)
    assert.equal(calendar.getFirstPropertyValue('method'), 'PUBLISH')
    assert.equal(String(event.getFirstSubcomponent('valarm')?.getFirstPropertyValue('trigger')), '-PT10M')
  }
})

test('[BK11] an event shorter than a second ends one second later', () => {
  const startsAt = Date.UTC(2026, 4, 30, 9, 5, 7, 900) as EpochMs
  for (const [endsAt, end] of [
    [startsAt + 1, '20260530T090508Z'],
    [startsAt + 1_200, '20260530T090509Z'],
  ] as const) {
    const file = fileOf({ startsAt, endsAt: endsAt as EpochMs })
    assert.ok(file.includes(`\r\nDTSTART:20260530T090507Z\r\nDTEND:${end}\r\n`), file)
  }
})

test('[BK11] a title cannot end its line, and its special characters are escaped', () => {
  const file = fileOf({ title: 'a;b,c\\d\r\nATTENDEE:x\u0007\ny' })
  assert.ok(file.includes('\r\nSUMMARY:a\\;b\\,c\\\\d\\nATTENDEE:x\\ny\r\n'))
  assert.doesNotMatch(file, /^ATTENDEE/m)
})

for (const title of ['x'.repeat(256), '评'.repeat(50), '👍🏽'.repeat(25), `${'x'.repeat(66)}评评`]) {
  test(`[BK11] no line has more than 75 octets, and none splits a character`, () => {
    const file = fileOf({ title })
    for (const line of file.split('\r\n')) {
      assert.ok(Buffer.byteLength(line) <= 75, line)
      assert.ok(line.isWellFormed())
    }
    assert.ok(file.replaceAll('\r\n ', '').includes(`SUMMARY:${title}\r\n`))
  })
}
