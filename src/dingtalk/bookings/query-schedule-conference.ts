import { QueryScheduleConference as Op } from '../../../contract/dingtalk/booking.ts'
import type { UnionId } from '../../conference/identity.ts'
import type { Bookings } from '../../service/booking/bookings.ts'
import { toBookingId, toBookingModel } from './booking-wire.ts'
import { CONTENT_TYPE } from '../gateway/gateway-errors.ts'
import { callerOf } from '../gateway/hooks.ts'
import type { Refusal } from '../../service/refusals.ts'
import type { ErrorTable } from '../gateway/error-handler.ts'
import { operation, READ, type Routes } from '../gateway/operation.ts'

const QUERY_SCHEDULE_CONFERENCE_ERRORS: ErrorTable<Refusal<'Bookings', 'load'>> = {
  refusals: {
    'booking-not-found': [400, 'paramsError', 'error:%s'],
    'booking-cancelled': [400, 'resourceCancel', 'Schedule conference has canceled'],
    'not-permitted': [400, 'permissionError', 'permissionError:%s'],
    'user-not-found': [400, 'paramsError', 'error:%s'],
    'user-outside': [400, 'permissionError', 'permissionError:%s'],
  },
  malformed: { otherwise: [400, 'paramsError', 'error:%s'] },
  unexpected: [500, 'systemError', 'systemError:%s'],
}

export function queryScheduleConference(app: Routes, deps: { bookings: Pick<Bookings, 'load' | 'shareLink'> }) {
  app.get(
    '/v1.0/conference/scheduleConferences/:scheduleConferenceId/infos',
    operation(Op, READ, QUERY_SCHEDULE_CONFERENCE_ERRORS),
    async (request, reply) => {
      const id = toBookingId(request.params.scheduleConferenceId)
      const booking = await deps.bookings.load(callerOf(request), id, request.query.requestUnionId as UnionId)
      return reply.header('content-type', CONTENT_TYPE).send({
        ...toBookingModel(booking, deps.bookings, request.id),
        title: booking.title,
        startTime: booking.startsAt,
        endTime: booking.endsAt,
      })
    },
  )
}
