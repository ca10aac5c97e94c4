import assert from 'node:assert/strict'
import test from 'node:test'
import type { BookingDetails } from '../../../contract/web/types.ts'
import { draftAt, previewOf, problemOf, toDraft, toOrder, withStart, type BookingDraft } from './booking-draft.ts'

const NOW = Date.UTC(2026, 0, 31, 15, 40)
const draft = (fields: Partial<BookingDraft> = {}) => ({ ...draftAt(NOW, 'Asia/Shanghai'), ...fields })

test('[PG45] a booking initially lasts one hour from the next half hour, in the time zone of the browser', () => {
  const { start, end, timeZone, weekdays } = draft()
  assert.deepEqual([start, end, timeZone], ['2026-02-01T00:00', '2026-02-01T01:00', 'Asia/Shanghai'])
  assert.deepEqual(weekdays, [7])
})

test('[PG45] the end moves along with the start, and so does a single weekday', () => {
  const moved = withStart(draft(), '2026-02-03T09:30')
  assert.deepEqual([moved.start, moved.end, moved.weekdays], ['2026-02-03T09:30', '2026-02-03T10:30', [2]])
  assert.deepEqual(withStart(draft({ weekdays: [1, 3] }), '2026-02-03T09:30').weekdays, [1, 3])
  assert.deepEqual(withStart(draft(), '').start, '', 'while it is typed')
  assert.ok(withStart(draft(), '2027-01-01T09:00').until > '2027-01-01')
})

test('[PG19] [PG45] an error in the times or dates is named with its field', () => {
  const daily = { repeat: 'daily', endsBy: 'count' } as const
  for (const [fields, problem] of [
    [{}, undefined],
    [{ start: '' }, { field: 'start', code: 'incomplete' }],
    [{ end: '' }, { field: 'end', code: 'incomplete' }],
    [{ end: draft().start }, { field: 'end', code: 'times-wrong' }],
    [
      { start: '2026-01-31T20:00', end: '2026-01-31T23:40' },
      { field: 'end', code: 'times-wrong' },
    ],
    [{ ...daily, count: '3' }, undefined],
    [
      { ...daily, count: '0' },
      { field: 'repeat', code: 'number-wrong' },
    ],
    [
      { ...daily, interval: 'two' },
      { field: 'repeat', code: 'number-wrong' },
    ],
    [
      { ...daily, count: '501' },
      { field: 'repeat', code: 'too-many-dates' },
    ],
    [
      { repeat: 'daily', until: '' },
      { field: 'repeat', code: 'incomplete' },
    ],
    [
      { repeat: 'daily', until: '2026-01-01' },
      { field: 'repeat', code: 'no-date' },
    ],
  ] as const) {
    assert.deepEqual(problemOf(draft(fields), NOW), problem, JSON.stringify(fields))
  }
})

test('[PG46] who may join is one choice', () => {
  for (const [entry, waitingRoom, joinBeforeHost] of [
    ['any-time', false, true],
    ['after-host', false, false],
    ['waiting-room', true, false],
  ] as const) {
    const order = toOrder(draft({ entry }))
    assert.deepEqual([order.waitingRoom, order.joinBeforeHost], [waitingRoom, joinBeforeHost])
  }
})

test('[PG45] the form says what the dates are, and what the clocks do to them', () => {
  const night = { timeZone: 'Europe/Berlin', start: '2026-03-27T02:30', end: '2026-03-27T03:30' }
  const repeating = { ...night, repeat: 'daily', endsBy: 'count', count: '4', leftOut: ['2026-03-28'] } as const
  assert.deepEqual(previewOf(draft(repeating)), {
    series: { first: '2026-03-27', last: '2026-03-30', count: 3, leftOut: ['2026-03-28'] },
    skipsMonths: false,
    changes: [{ date: '2026-03-29', change: 'moved', wanted: '02:30', time: '03:30' }],
  })
  const once = { ...night, start: '2026-10-25T02:30', end: '2026-10-25T03:30' }
  assert.deepEqual(previewOf(draft(once)), {
    skipsMonths: false,
    changes: [{ date: '2026-10-25', change: 'first-of-two', wanted: '02:30', time: '02:30' }],
  })
  const monthly = { ...night, start: '2026-05-31T10:00', end: '2026-05-31T11:00', repeat: 'monthly' } as const
  assert.equal(previewOf(draft({ ...monthly, endsBy: 'count', count: '3' })).skipsMonths, true)
  assert.deepEqual(previewOf(draft({ start: '' })), { skipsMonths: false, changes: [] })
})

test('[HM26] a booking that exists comes back as it was planned', () => {
  const recurrence = {
    frequency: 'weekly',
    interval: 2,
    weekdays: [1, 4],
    end: { until: '2026-06-30' },
    leftOut: [],
  } as const
  const invitees = [{ unionId: 'bram', name: 'Bram' }]
  const details = {
    booked: { title: 'Plan', startTime: NOW, endTime: NOW + 1 },
    start: '2026-03-02T09:00',
    end: '2026-03-02T09:45',
    timeZone: 'Europe/Berlin',
    recurrence,
    invitees,
    ringAtStart: true,
    waitingRoom: false,
    joinBeforeHost: false,
  } as unknown as BookingDetails
  assert.deepEqual(toOrder(toDraft(details, 'UTC')), {
    title: 'Plan',
    start: '2026-03-02T09:00',
    end: '2026-03-02T09:45',
    timeZone: 'Europe/Berlin',
    recurrence,
    invitees: ['bram'],
    ringAtStart: true,
    waitingRoom: false,
    joinBeforeHost: false,
  })
  const { timeZone: _none, recurrence: _once, ...ofApi } = details
  const shown = toDraft({ ...ofApi, invitees: [] }, 'Asia/Shanghai')
  assert.deepEqual([shown.start, shown.timeZone, shown.repeat], ['2026-01-31T23:40', 'Asia/Shanghai', 'never'])
  assert.equal(toOrder({ ...shown, ringAtStart: true }).ringAtStart, false, 'nobody is there to be called')
})
