import assert from 'node:assert/strict'
import test from 'node:test'
import type { BookingAttendanceAnswer } from '../../../contract/web/attendance-types.ts'
import { ApiError } from '../api.ts'
import { openBookingAttendance } from './booking-attendance.ts'

const answer: BookingAttendanceAnswer = { bookingId: 'b', title: 'Plan', timeZone: 'UTC', meetings: [], people: [] }

test('[CO50] the page shows the report, keeps it while the server does not answer, and says why there is none', async () => {
  const answers: (BookingAttendanceAnswer | string)[] = ['not-permitted', answer, 'offline', 'signed-out']
  let signedOut = 0
  const model = openBookingAttendance(
    async () => {
      const next = answers.shift()
      if (typeof next === 'object') return next
      throw new ApiError(next ?? 'offline')
    },
    { signedOut: () => void (signedOut += 1) },
  )
  await model.refresh()
  assert.deepEqual(model.view.get(), { phase: 'refused', code: 'not-permitted' })
  await model.refresh()
  assert.deepEqual(model.view.get(), { phase: 'shown', answer, isStale: false })
  await model.refresh()
  assert.deepEqual(model.view.get(), { phase: 'shown', answer, isStale: true })
  await model.refresh()
  assert.equal(signedOut, 1)
})
