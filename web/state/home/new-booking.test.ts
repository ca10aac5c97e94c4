import assert from 'node:assert/strict'
import test from 'node:test'
import type { Api } from '../api.ts'
import { draftAt, openNewBooking } from './new-booking.ts'
import { refuse } from '../stub.fixture.ts'

const NOW = new Date(2026, 0, 31, 23, 40).getTime()

function open(bookMeeting?: Api['bookMeeting']) {
  const requests: unknown[] = []
  const reported: string[] = []
  const form = openNewBooking(
    {
      bookMeeting: async (times) => {
        requests.push(times)
        return bookMeeting?.(times)
      },
    },
    {
      booked: () => reported.push('booked'),
      signedOut: () => reported.push('signed out'),
      now: () => NOW,
      timeZone: 'Asia/Shanghai',
    },
  )
  return { form, requests, reported }
}

test('[PG19] a booking initially lasts one hour from the next half hour, in local time', () => {
  const { start, end } = draftAt(NOW)
  assert.deepEqual([start, end], ['2026-02-01T00:00', '2026-02-01T01:00'])
})

test('[PG19] a meeting is booked once, under its topic if it has one', async () => {
  const { form, requests, reported } = open()
  const draft = { ...draftAt(NOW), waitingRoom: true, joinBeforeHost: false }
  await Promise.all([form.submit({ ...draft, title: ' Plan ' }), form.submit(draft)])
  await form.submit(draft)
  const { start, end } = draft
  const times = { start, end, timeZone: 'Asia/Shanghai', waitingRoom: true, joinBeforeHost: false }
  assert.deepEqual(requests, [{ title: 'Plan', ...times }, times])
  assert.deepEqual(reported, ['booked', 'booked'])
})

test('[PG19] an error in the times is shown at its field, and no request is sent', async () => {
  const { form, requests } = open()
  const draft = draftAt(NOW)
  for (const [times, field, code] of [
    [{ start: '' }, 'start', 'incomplete'],
    [{ end: '' }, 'end', 'incomplete'],
    [{ end: draft.start }, 'end', 'times-wrong'],
    [{ start: '2026-01-31T20:00', end: '2026-01-31T23:40' }, 'end', 'times-wrong'],
  ] as const) {
    await form.submit({ ...draft, ...times })
    assert.deepEqual(form.view.get(), { isBusy: false, problem: { field, code } })
  }
  assert.deepEqual(requests, [])
})

test('[PG19] a refusal of the server is shown, and a signed-out person learns that', async () => {
  for (const [code, field, expected] of [
    ['times-wrong', 'end', []],
    ['fault', 'form', []],
    ['signed-out', 'form', ['signed out']],
  ] as const) {
    const { form, reported } = open(refuse(code))
    await form.submit(draftAt(NOW))
    assert.deepEqual(form.view.get(), { isBusy: false, problem: { field, code } })
    assert.deepEqual(reported, expected)
  }
})
