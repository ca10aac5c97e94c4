import { DEFAULT_HELD, QueryScheduleConferenceInfo as Op } from '../../../contract/dingtalk/booking.ts'
import type { Bookings } from '../../service/booking/bookings.ts'
import { toBookingId, toBookedConference } from './booking-wire.ts'
import { toCursor, toPageQuery } from '../gateway/cursor.ts'
import { CONTENT_TYPE } from '../gateway/gateway-errors.ts'
import { callerOf } from '../gateway/hooks.ts'
import type { Refusal } from '../../service/refusals.ts'
import type { ErrorTable } from '../gateway/error-handler.ts'
import { operation, READ, type Routes } from '../gateway/operation.ts'

const QUERY_SCHEDULE_CONFERENCE_INFO_ERRORS: ErrorTable<Refusal<'Bookings', 'pageConferences'>> = {
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

export function queryScheduleConferenceInfo(app: Routes, deps: { bookings: Pick<Bookings, 'pageConferences'> }) {
  app.get(
    '/v1.0/conference/videoConferences/scheduleConferences/:scheduleConferenceId',
    operation(Op, READ, QUERY_SCHEDULE_CONFERENCE_INFO_ERRORS),
    async (request, reply) => {
      const id = toBookingId(request.params.scheduleConferenceId)
      const query = toPageQuery(request.query, DEFAULT_HELD)
      const { rows, next, total } = await deps.bookings.pageConferences(callerOf(request), id, query)
      return reply.header('content-type', CONTENT_TYPE).send({
        conferenceList: rows.map(toBookedConference),
        nextToken: next ? toCursor(next) : '',
        totalCount: total,
      })
    },
  )
}
