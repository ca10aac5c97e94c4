import { GetFailedCallbacks as Op } from '../../../contract/dingtalk/failed-callbacks.ts'
import type { FailedCallbacks } from '../../service/subscription/failed-callbacks.ts'
import type { OutgoingEvent } from '../../service/subscription/outgoing-event.ts'
import { callerOf } from '../gateway/hooks.ts'
import { LEGACY_ERRORS, sendLegacy, sendLegacyError, type LegacyErrorTable } from '../gateway/legacy-errors.ts'
import { BASE, legacyOperation, type Routes } from '../gateway/operation.ts'

const LEGACY_GET_FAILED_CALLBACKS_ERRORS: LegacyErrorTable = {
  malformed: 'malformedParameter',
  refusals: ['missingScope'],
}

/** What the callbacks of the app gave up. */
export function legacyGetFailedCallbacks(app: Routes, deps: { failedCallbacks: Pick<FailedCallbacks, 'take'> }) {
  app.get(
    '/call_back/get_call_back_failed_result',
    legacyOperation(Op, BASE, LEGACY_GET_FAILED_CALLBACKS_ERRORS),
    async (request, reply) => {
      const taken = await deps.failedCallbacks.take(callerOf(request))
      if (taken === 'missing-scope') return sendLegacyError(request, reply, LEGACY_ERRORS.missingScope)
      return sendLegacy(reply, {
        errcode: 0,
        errmsg: 'ok',
        request_id: request.id,
        has_more: taken.hasMore,
        failed_list: taken.events.map(toFailed),
      })
    },
  )
}

function toFailed({ eventId, eventType, organizationId, at, data }: OutgoingEvent) {
  return { call_back_tag: eventType, event_time: at, [eventType]: { corpid: organizationId, eventId, ...data } }
}
