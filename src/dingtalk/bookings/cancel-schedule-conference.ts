import { CancelScheduleConference as Op } from '../../../contract/dingtalk/booking.ts'
import type { UnionId } from '../../conference/identity.ts'
import type { Bookings } from '../../service/booking/bookings.ts'
import { toBookingId } from './booking-wire.ts'
import { CONTENT_TYPE } from '../gateway/gateway-errors.ts'
import { callerOf } from '../gateway/hooks.ts'
import type { Refusal } from '../../service/refusals.ts'
import type { ErrorTable } from '../gateway/error-handler.ts'
import { operation, WRITE, type Routes } from '../gateway/operation.ts'

const CANCEL_SCHEDULE_CONFERENCE_ERRORS: ErrorTable<Refusal<'Bookings', 'cancel'>> = {
  refusals: {
    'booking-not-found': [400, 'paramsError', 'error:%s'],
    'not-permitted': [400, 'permissionError', 'permissionError:%s'],
    'not-creator': [400, 'permissionError', 'permissionError:%s'],
    'user-not-found': [400, 'paramsError', 'error:%s'],
    'user-outside': [400, 'permissionError', 'permissionError:%s'],
  },
  malformed: { otherwise: [400, 'paramsError', 'error:%s'] },
  unexpected: [500, 'systemError', 'systemError:%s'],
}

export function cancelScheduleConference(app: Routes, deps: { bookings: Pick<Bookings, 'cancel'> }) {
  app.post(
    '/v1.0/conference/scheduleConferences/cancel',
    operation(Op, WRITE, CANCEL_SCHEDULE_CONFERENCE_ERRORS),
    async (request, reply) => {
      const { creatorUnionId, scheduleConferenceId } = request.body
      const id = toBookingId(scheduleConferenceId)
      await deps.bookings.cancel(callerOf(request), id, creatorUnionId as UnionId)
      return reply.header('content-type', CONTENT_TYPE).send({ success: true })
    },
  )
}
