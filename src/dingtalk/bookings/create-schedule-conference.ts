import { CreateScheduleConference as Op } from '../../../contract/dingtalk/booking.ts'
import type { EpochMs, UnionId } from '../../conference/identity.ts'
import type { Bookings } from '../../service/booking/bookings.ts'
import { toBookingModel, toSettings } from './booking-wire.ts'
import { CONTENT_TYPE } from '../gateway/gateway-errors.ts'
import { callerOf } from '../gateway/hooks.ts'
import type { Refusal } from '../../service/refusals.ts'
import type { ErrorTable } from '../gateway/error-handler.ts'
import { operation, WRITE, type Routes } from '../gateway/operation.ts'

const CREATE_SCHEDULE_CONFERENCE_ERRORS: ErrorTable<Refusal<'Bookings', 'book'>> = {
  refusals: {
    'times-wrong': [400, 'paramsError', 'error:%s'],
    'user-not-found': [400, 'paramsError', 'error:%s'],
    'organization-wrong': [400, 'paramsError', 'error:%s'],
    'too-many-apps': [400, 'paramsError', 'error:%s'],
  },
  malformed: { otherwise: [400, 'paramsError', 'error:%s'] },
  unexpected: [500, 'systemError', 'systemError:%s'],
}

export function createScheduleConference(app: Routes, deps: { bookings: Pick<Bookings, 'book' | 'shareLink'> }) {
  app.post(
    '/v1.0/conference/scheduleConferences',
    operation(Op, WRITE, CREATE_SCHEDULE_CONFERENCE_ERRORS),
    async (request, reply) => {
      const { creatorUnionId, title, startTime, endTime, scheduleConfSettingModel } = request.body
      const booking = await deps.bookings.book(callerOf(request), {
        creator: creatorUnionId as UnionId,
        title,
        startsAt: startTime as EpochMs,
        endsAt: endTime as EpochMs,
        settings: toSettings(scheduleConfSettingModel),
      })
      return reply.header('content-type', CONTENT_TYPE).send(toBookingModel(booking, deps.bookings, request.id))
    },
  )
}
