import { UpdateScheduleConference as Op } from '../../../contract/dingtalk/booking.ts'
import type { EpochMs, UnionId } from '../../conference/identity.ts'
import type { Bookings } from '../../service/booking/bookings.ts'
import { toBookingId } from './booking-wire.ts'
import { CONTENT_TYPE } from '../gateway/gateway-errors.ts'
import { callerOf } from '../gateway/hooks.ts'
import type { Refusal } from '../../service/refusals.ts'
import type { ErrorTable } from '../gateway/error-handler.ts'
import { operation, WRITE, type Routes } from '../gateway/operation.ts'

const UPDATE_SCHEDULE_CONFERENCE_ERRORS: ErrorTable<Refusal<'Bookings', 'change'>> = {
  refusals: {
    'booking-not-found': [400, 'paramsError', 'error:%s'],
    'booking-cancelled': [400, 'resourceCancel', 'Schedule conference has canceled'],
    'times-wrong': [400, 'paramsError', 'error:%s'],
    'not-permitted': [400, 'permissionError', 'permissionError:%s'],
    'not-creator': [400, 'permissionError', 'permissionError:%s'],
    'user-not-found': [400, 'paramsError', 'error:%s'],
    'user-outside': [400, 'permissionError', 'permissionError:%s'],
  },
  malformed: { otherwise: [400, 'paramsError', 'error:%s'] },
  unexpected: [500, 'systemError', 'systemError:%s'],
}

export function updateScheduleConference(app: Routes, deps: { bookings: Pick<Bookings, 'change'> }) {
  app.put(
    '/v1.0/conference/scheduleConferences',
    operation(Op, WRITE, UPDATE_SCHEDULE_CONFERENCE_ERRORS),
    async (request, reply) => {
      const { creatorUnionId, scheduleConferenceId, title, startTime, endTime } = request.body
      await deps.bookings.change(callerOf(request), toBookingId(scheduleConferenceId), {
        creator: creatorUnionId as UnionId,
        title,
        startsAt: startTime as EpochMs,
        endsAt: endTime as EpochMs,
      })
      return reply.header('content-type', CONTENT_TYPE).send({ success: true })
    },
  )
}
