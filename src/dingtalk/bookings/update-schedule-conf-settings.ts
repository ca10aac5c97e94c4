import { UpdateScheduleConfSettings as Op } from '../../../contract/dingtalk/booking.ts'
import type { UnionId } from '../../conference/identity.ts'
import type { Bookings } from '../../service/booking/bookings.ts'
import { toBookingId, toSettings } from './booking-wire.ts'
import { CONTENT_TYPE } from '../gateway/gateway-errors.ts'
import { callerOf } from '../gateway/hooks.ts'
import type { Refusal } from '../../service/refusals.ts'
import type { ErrorTable } from '../gateway/error-handler.ts'
import { operation, WRITE, type Routes } from '../gateway/operation.ts'

const UPDATE_SCHEDULE_CONF_SETTINGS_ERRORS: ErrorTable<Refusal<'Bookings', 'changeSettings'>> = {
  refusals: {
    'booking-not-found': [400, 'scheduleConferenceIdError', 'scheduleConferenceIdError'],
    'booking-cancelled': [400, 'scheduleConferenceIdError', 'scheduleConferenceIdError'],
    'not-permitted': [403, 'noPermission', 'noPermission'],
    'not-creator': [400, 'creatorUidError', 'creatorUidError'],
    'user-not-found': [400, 'userNotInOrg', 'userNotInOrg'],
    'user-outside': [400, 'userNotInOrg', 'userNotInOrg'],
    'organization-wrong': [400, 'paramError', 'paramError'],
    'too-many-apps': [400, 'extensionAppSettingError', 'extensionAppSettingCountError'],
  },
  malformed: { otherwise: [400, 'paramError', 'paramError'] },
  unexpected: [500, 'systemError', 'systemError'],
}

export function updateScheduleConfSettings(app: Routes, deps: { bookings: Pick<Bookings, 'changeSettings'> }) {
  app.put(
    '/v1.0/conference/scheduleConferences/settings',
    operation(Op, WRITE, UPDATE_SCHEDULE_CONF_SETTINGS_ERRORS),
    async (request, reply) => {
      const { creatorUnionId, scheduleConferenceId, scheduleConfSettingModel } = request.body
      const id = toBookingId(scheduleConferenceId)
      const settings = toSettings(scheduleConfSettingModel)
      await deps.bookings.changeSettings(callerOf(request), id, { creator: creatorUnionId as UnionId, settings })
      return reply.header('content-type', CONTENT_TYPE).send({ success: true })
    },
  )
}
