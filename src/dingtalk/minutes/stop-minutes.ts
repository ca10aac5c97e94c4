import { StopMinutes as Op } from '../../../contract/dingtalk/minutes.ts'
import type { UnionId } from '../../conference/identity.ts'
import type { Engines } from '../../service/control/engines.ts'
import type { Refusal } from '../../service/refusals.ts'
import type { ErrorTable } from '../gateway/error-handler.ts'
import { CONTENT_TYPE } from '../gateway/gateway-errors.ts'
import { callerOf } from '../gateway/hooks.ts'
import { operation, WRITE, type Routes } from '../gateway/operation.ts'
import { toConferenceId } from '../gateway/wire-id.ts'

/** DingTalk does not document it, so its errors are those of StopCloudRecord. */
const STOP_MINUTES_ERRORS: ErrorTable<Refusal<'Engines', 'controlMinutes'>> = {
  refusals: {
    'user-not-found': [400, 'recordStopPermissionError', "you can't operator, please contact meeting manager"],
    'conference-not-found': [400, 'recordStopError', 'record stop error, please try again'],
    'conference-ended': [400, 'roomClosed', 'the meeting has ended'],
    'not-permitted': [400, 'recordStopPermissionError', "you can't operator, please contact meeting manager"],
    'minutes-engine-not-configured': [400, 'recordStopError', 'record stop error, please try again'],
  },
  malformed: { otherwise: [400, 'recordStopError', 'record stop error, please try again'] },
  unexpected: [500, 'systemError', 'system error'],
}

export function stopMinutes(app: Routes, deps: { engines: Pick<Engines, 'controlMinutes'> }) {
  app.post(
    '/v1.0/conference/videoConferences/:conferenceId/minutes/pause',
    operation(Op, WRITE, STOP_MINUTES_ERRORS),
    async (request, reply) => {
      const operator = request.body.unionId as UnionId
      const id = toConferenceId(request.params.conferenceId)
      const call = { caller: callerOf(request), id, people: [operator] }
      await deps.engines.controlMinutes(call, (minutes) => minutes.pause(id, operator))
      return reply.header('content-type', CONTENT_TYPE).send({ code: '200' })
    },
  )
}
