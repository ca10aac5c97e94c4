import { QueryScheduleConferenceInfo as Op } from '../../../contract/dingtalk/booking.ts'
import type { Bookings } from '../../service/booking/bookings.ts'
import { toBookingId, toBookedConference } from './booking-wire.ts'
import { CONTENT_TYPE } from '../gateway/gateway-errors.ts'
import { callerOf } from '../gateway/hooks.ts'
import type { Refusal } from '../../service/refusals.ts'
import type { ErrorTable } from '../gateway/error-handler.ts'
import { operation, READ, type Routes } from '../gateway/operation.ts'

const QUERY_SCHEDULE_CONFERENCE_INFO_ERRORS: ErrorTable<Refusal<'Bookings', 'findLastConference'>> = {
  refusals: {
    'booking-not-found': [400, 'invalidScheduleConferenceId', 'invalidScheduleConferenceId'],
    'not-permitted': [400, 'invalidScheduleConferenceId', 'invalidScheduleConferenceId'], // DingTalk documents no code for another organization
  },
  malformed: {
    scheduleConferenceId: [400, 'invalidScheduleConferenceId', 'invalidScheduleConferenceId'],
    otherwise: [400, 'paramsError', 'error:%s'],
  },
  unexpected: [500, 'systemError', 'systemError:%s'],
}

export function queryScheduleConferenceInfo(app: Routes, deps: { bookings: Pick<Bookings, 'findLastConference'> }) {
  app.get(
    '/v1.0/conference/videoConferences/scheduleConferences/:scheduleConferenceId',
    operation(Op, READ, QUERY_SCHEDULE_CONFERENCE_INFO_ERRORS),
    async (request, reply) => {
      const id = toBookingId(request.params.scheduleConferenceId)
      const last = await deps.bookings.findLastConference(callerOf(request), id)
      return reply.header('content-type', CONTENT_TYPE).send({
        conferenceList: last ? [toBookedConference(last)] : [],
        nextToken: '',
        totalCount: last ? 1 : 0,
      })
    },
  )
}
