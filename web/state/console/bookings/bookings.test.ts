import assert from 'node:assert/strict'
import test from 'node:test'
import type { OrganizationBooking } from '../../../../contract/web/console-meetings-types.ts'
import { ApiError } from '../../api.ts'
import { byStart, openBookings, readBookingsFilter } from './bookings.ts'

const booking = (bookingId: string, startTime: number) => ({ bookingId, startTime }) as OrganizationBooking

function open(outcomes: (string | undefined)[]) {
  const canceled: unknown[] = []
  let lists = 0
  let signedOut = 0
  const model = openBookings(
    {
      bookings: async (_corpId, { unionId }) => {
        lists += 1
        return { bookings: [booking('a', 1)], ...(unionId !== '' && { person: { unionId, name: 'Bob' } }) }
      },
      cancel: async (_corpId, id, date) => {
        canceled.push([id, date])
        const code = outcomes.shift()
        if (code !== undefined) throw new ApiError(code)
      },
    },
    { corpId: 'acme', first: { person: '' }, signedOut: () => void (signedOut += 1) },
  )
  return { model, canceled, lists: () => lists, signedOut: () => signedOut }
}

test('[CO49] a booking, or one date, is canceled and the list is loaded again; a refusal is shown', async () => {
  const { model, canceled, lists, signedOut } = open([undefined, 'booking-not-found', 'signed-out'])
  await model.list.show({ person: 'bob' })
  assert.equal(model.person.get(), 'Bob')
  assert.equal(await model.cancel('a', '2026-03-29'), true)
  assert.deepEqual([canceled, lists()], [[['a', '2026-03-29']], 2])
  assert.equal(await model.cancel('a', undefined), false)
  assert.deepEqual(model.view.get(), { cancelError: 'booking-not-found' })
  assert.equal(await model.cancel('a', undefined), false)
  assert.equal(signedOut(), 1)
})

test('[CO49] the bookings are shown by the start of their dates, and the person is in the address', () => {
  const rows = [booking('late', 9), booking('early', 1)]
  const view = byStart({ phase: 'shown', rows, hasMore: false, isLoading: false })
  assert.deepEqual(view.phase === 'shown' && view.rows.map(({ bookingId }) => bookingId), ['early', 'late'])
  assert.deepEqual(byStart({ phase: 'loading' }), { phase: 'loading' })
  assert.deepEqual(
    [readBookingsFilter({ filters: {} }), readBookingsFilter({ filters: { person: 'bob' } })],
    [{ person: '' }, { person: 'bob' }],
  )
})
