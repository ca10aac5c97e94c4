import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import ICAL from 'ical.js'
import { listOccurrences, normalized, problemOf, type Series } from '../../contract/time/recurrence.ts'
import { anySeries, fileOf, HOUR } from './series.fixture.ts'

/** The starts that ical.js computes from the file. */
function startsIn(file: string): readonly number[] {
  const calendar = new ICAL.Component(ICAL.parse(file) as ConstructorParameters<typeof ICAL.Component>[0])
  ICAL.TimezoneService.reset()
  for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone)
  const [master, ...exceptions] = calendar.getAllSubcomponents('vevent')
  const event = new ICAL.Event(master as InstanceType<typeof ICAL.Component>, { exceptions, strictExceptions: true })
  const starts: number[] = []
  const dates = event.iterator()
  for (let next = dates.next(); next && starts.length < 2_000; next = dates.next()) {
    starts.push(event.getOccurrenceDetails(next).startDate.toUnixTime() * 1_000)
  }
  return starts
}
const startsOf = (series: Series) => listOccurrences(series).map(({ startsAt }) => startsAt)

test('[BK36] [BK31] ical.js computes the dates of a repeating booking from its calendar file', () => {
  fc.assert(
    fc.property(anySeries, (series) => {
      assert.deepEqual(startsIn(fileOf(series)), startsOf(normalized(series)))
    }),
    { numRuns: 150 },
  )
})

test('[BK36] also where the clocks skip or repeat the start, on the first date, a left-out one and the last', () => {
  for (const [start, timeZone, leftOut] of [
    ['2026-03-28T02:30', 'Europe/Berlin', []],
    ['2026-03-29T02:30', 'Europe/Berlin', []],
    ['2026-03-29T02:30', 'Europe/Berlin', ['2026-03-29']],
    ['2026-03-27T02:30', 'Europe/Berlin', []],
    ['2026-10-24T02:30', 'Europe/Berlin', []],
    ['2026-10-25T02:30', 'Europe/Berlin', ['2026-10-26']],
    ['2026-03-07T02:30', 'America/New_York', []],
    ['2026-10-31T01:30', 'America/New_York', []],
    ['2026-10-03T02:10', 'Australia/Lord_Howe', []],
  ] as const) {
    for (const end of [{ count: 3 }, { until: `${start.slice(0, 8)}29` }, { until: `${start.slice(0, 8)}31` }]) {
      const series: Series = {
        start,
        timeZone,
        lengthMs: HOUR,
        recurrence: { frequency: 'daily', interval: 1, end, leftOut },
      }
      if (problemOf(series) !== undefined) continue
      assert.deepEqual(startsIn(fileOf(series)), startsOf(series), `${start} ${timeZone} ${JSON.stringify(end)}`)
    }
  }
})

test('[BK36] the file names the rule, the left-out dates and the changes of the clocks', () => {
  const file = fileOf({
    start: '2026-03-23T09:00',
    timeZone: 'Europe/Berlin',
    lengthMs: HOUR,
    recurrence: {
      frequency: 'weekly',
      interval: 2,
      weekdays: [1, 3],
      end: { until: '2026-04-30' },
      leftOut: ['2026-04-06'],
    },
  })
  const lines = file.split('\r\n')
  for (const line of [
    'DTSTART;TZID=Europe/Berlin:20260323T090000',
    'DURATION:PT60M',
    'RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;WKST=MO;UNTIL=20260430T070000Z',
    'EXDATE;TZID=Europe/Berlin:20260406T090000',
    'TZID:Europe/Berlin',
    'DTSTART:20260329T020000',
    'TZOFFSETFROM:+0100',
    'TZOFFSETTO:+0200',
  ]) {
    assert.ok(lines.includes(line), `${line} is not in\n${file}`)
  }
})
