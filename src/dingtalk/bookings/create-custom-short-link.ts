import { CreateCustomShortLink as Op } from '../../../contract/dingtalk/booking.ts'
import type { UnionId } from '../../conference/identity.ts'
import type { Bookings } from '../../service/booking/bookings.ts'
import { toBookingId } from './booking-wire.ts'
import { CONTENT_TYPE } from '../gateway/gateway-errors.ts'
import { callerOf } from '../gateway/hooks.ts'
import type { Refusal } from '../../service/refusals.ts'
import type { ErrorTable } from '../gateway/error-handler.ts'
import { operation, WRITE, type Routes } from '../gateway/operation.ts'

const CREATE_CUSTOM_SHORT_LINK_ERRORS: ErrorTable<Refusal<'Bookings', 'createShortLink'>> = {
  refusals: {
    'booking-not-found': [400, 'scheduleConferenceIdError', 'scheduleConferenceIdError'],
    'booking-cancelled': [400, 'scheduleConferenceIdError', 'scheduleConferenceIdError'],
    'not-permitted': [403, 'noPermission', 'noPermission'],
    'not-creator': [400, 'creatorUidError', 'creatorUidError'],
    'user-not-found': [400, 'userNotInOrg', 'userNotInOrg'],
    'user-outside': [400, 'userNotInOrg', 'userNotInOrg'],
  },
  malformed: { otherwise: [400, 'paramError', 'paramError'] },
  unexpected: [500, 'systemError', 'systemError'],
}

export function createCustomShortLink(app: Routes, deps: { bookings: Pick<Bookings, 'createShortLink'> }) {
  app.post(
    '/v1.0/conference/customShortLinks',
    operation(Op, WRITE, CREATE_CUSTOM_SHORT_LINK_ERRORS),
    async (request, reply) => {
      const { creatorUnionId, scheduleConferenceId, coolAppCode, extensionAppBizData, useExtensionApp } = request.body
      const id = toBookingId(scheduleConferenceId)
      const extensionApp = {
        coolAppCode,
        ...(extensionAppBizData !== undefined && { extensionAppBizData }),
        ...(useExtensionApp !== undefined && { useExtensionApp }),
      }
      const order = { creator: creatorUnionId as UnionId, app: extensionApp }
      const customShortLink = await deps.bookings.createShortLink(callerOf(request), id, order)
      return reply.header('content-type', CONTENT_TYPE).send({ result: { customShortLink } })
    },
  )
}
