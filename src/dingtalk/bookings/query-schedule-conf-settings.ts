import { QueryScheduleConfSettings as Op } from '../../../contract/dingtalk/booking.ts'
import type { Bookings } from '../../service/booking/bookings.ts'
import { toBookingId, toSettingModel } from './booking-wire.ts'
import { CONTENT_TYPE } from '../gateway/gateway-errors.ts'
import { callerOf } from '../gateway/hooks.ts'
import type { Refusal } from '../../service/refusals.ts'
import type { ErrorTable } from '../gateway/error-handler.ts'
import { operation, READ, type Routes } from '../gateway/operation.ts'

const QUERY_SCHEDULE_CONF_SETTINGS_ERRORS: ErrorTable<Refusal<'Bookings', 'loadSettings'>> = {
  refusals: {
    'booking-not-found': [400, 'scheduleConferenceIdError', 'scheduleConferenceIdError'],
    'booking-cancelled': [400, 'scheduleConferenceIdError', 'scheduleConferenceIdError'],
    'not-permitted': [403, 'noPermission', 'noPermission'],
  },
  malformed: { otherwise: [400, 'paramError', 'paramError'] },
  unexpected: [500, 'systemError', 'systemError'],
}

export function queryScheduleConfSettings(app: Routes, deps: { bookings: Pick<Bookings, 'loadSettings'> }) {
  app.get(
    '/v1.0/conference/scheduleConferences/settings',
    operation(Op, READ, QUERY_SCHEDULE_CONF_SETTINGS_ERRORS),
    async (request, reply) => {
      const booking = await deps.bookings.loadSettings(
        callerOf(request),
        toBookingId(request.query.scheduleConferenceId),
      )
      return reply.header('content-type', CONTENT_TYPE).send({ scheduleConfSettingModel: toSettingModel(booking) })
    },
  )
}
