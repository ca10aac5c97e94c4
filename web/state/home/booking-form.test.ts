import assert from 'node:assert/strict'
import test from 'node:test'
import type { BookingDetails, BookingOrder } from '../../../contract/web/types.ts'
import type { Api } from '../api.ts'
import { openBookingForm } from './booking-form.ts'
import { refuse } from '../stub.fixture.ts'

const NOW = Date.UTC(2026, 0, 31, 15, 40)

const details = {
  booked: { title: 'Plan', startTime: NOW, endTime: NOW + 1, state: 'going-on' },
  start: '2026-03-02T09:00',
  end: '2026-03-02T09:45',
  timeZone: 'Europe/Berlin',
  invitees: [],
  ringAtStart: false,
  waitingRoom: false,
  joinBeforeHost: true,
} as unknown as BookingDetails

function open(parts: Partial<Pick<Api, 'bookMeeting' | 'changeBooking' | 'booking'>> = {}, bookingId?: string) {
  const requests: (readonly [id: string | undefined, title: string | undefined])[] = []
  const reported: string[] = []
  const note = async (id: string | undefined, { title }: BookingOrder) => void requests.push([id, title])
  const form = openBookingForm(
    {
      bookMeeting: (order) => note(undefined, order),
      changeBooking: note,
      booking: async () => details,
      ...parts,
    },
    {
      saved: () => reported.push('saved'),
      signedOut: () => reported.push('signed out'),
      now: () => NOW,
      timeZone: 'UTC',
    },
    bookingId,
  )
  return { form, requests, reported }
}

test('[PG19] a meeting is booked once, however often the button is pressed', async () => {
  const { form, requests, reported } = open()
  await Promise.all([form.submit('Plan'), form.submit('Plan')])
  assert.deepEqual([requests, reported], [[[undefined, 'Plan']], ['saved']])
})

test('[CO62] a new booking begins with the waiting room if the organization wants one', () => {
  const entryOf = (waitingRoom: boolean) => {
    const unused = {} as Api
    const app = { saved: () => {}, signedOut: () => {}, now: () => NOW, timeZone: 'UTC', waitingRoom }
    return openBookingForm(unused, app).view.get().draft?.entry
  }
  assert.deepEqual([entryOf(true), entryOf(false)], ['waiting-room', 'any-time'])
})

test('[PG19] an error in the times is shown at its field, and no request is sent', async () => {
  const { form, requests } = open()
  const { draft } = form.view.get()
  assert.ok(draft)
  form.set({ ...draft, start: '' })
  await form.submit('Plan')
  assert.deepEqual([form.view.get().problem, requests], [{ field: 'start', code: 'incomplete' }, []])
})

test('[PG19] a refusal of the server is shown, and a signed-out person learns that', async () => {
  for (const [code, field, expected] of [
    ['times-wrong', 'end', []],
    ['no-such-date', 'end', []],
    ['too-many-bookings', 'form', []],
    ['too-many-dates', 'repeat', []],
    ['fault', 'form', []],
    ['signed-out', 'form', ['signed out']],
  ] as const) {
    const { form, reported } = open({ bookMeeting: refuse(code) })
    await form.submit('Plan')
    const { isBusy, problem } = form.view.get()
    assert.deepEqual([isBusy, problem, reported], [false, { field, code }, expected])
  }
})

test('[PG19] [HM26] a booking that exists is loaded, changed and saved; the form says that it is going on', async () => {
  const { form, requests, reported } = open({}, 'b')
  assert.equal(form.view.get().draft, undefined)
  await form.submit('too early')
  await form.load()
  const { draft, isGoingOn } = form.view.get()
  assert.deepEqual([draft?.title, draft?.start, isGoingOn], ['Plan', '2026-03-02T09:00', true])
  await form.submit('New')
  assert.deepEqual([requests, reported], [[['b', 'New']], ['saved']])
  const gone = open({ booking: refuse('booking-not-found') }, 'b')
  await gone.form.load()
  assert.deepEqual(gone.form.view.get().problem, { field: 'form', code: 'booking-not-found' })
})
