import { StopCloudRecord as Op } from '../../../contract/dingtalk/recording.ts'
import type { UnionId } from '../../conference/identity.ts'
import type { Engines } from '../../service/control/engines.ts'
import type { Refusal } from '../../service/refusals.ts'
import type { ErrorTable } from '../gateway/error-handler.ts'
import { CONTENT_TYPE } from '../gateway/gateway-errors.ts'
import { callerOf } from '../gateway/hooks.ts'
import { operation, WRITE, type Routes } from '../gateway/operation.ts'
import { toConferenceId } from '../gateway/wire-id.ts'

/** DingTalk documents no error for a bad parameter, and its messages have no place for a reason. */
const STOP_CLOUD_RECORD_ERRORS: ErrorTable<Refusal<'Engines', 'controlRecording'>> = {
  refusals: {
    'user-not-found': [400, 'recordStopPermissionError', "you can't operator, please contact meeting manager"],
    'conference-not-found': [400, 'recordStopError', 'record stop error, please try again'],
    'conference-ended': [400, 'roomClosed', 'the meeting has ended'],
    'not-permitted': [400, 'recordStopPermissionError', "you can't operator, please contact meeting manager"],
    'recording-engine-not-configured': [400, 'recordStopError', 'record stop error, please try again'],
  },
  malformed: { otherwise: [400, 'recordStopError', 'record stop error, please try again'] },
  unexpected: [500, 'systemError', 'system error'],
  reasons: {
    'not-permitted': '`unionId` is not the host, or another organization owns the conference',
  },
}

export function stopCloudRecord(app: Routes, deps: { engines: Pick<Engines, 'controlRecording'> }) {
  app.post(
    '/v1.0/conference/videoConferences/:conferenceId/cloudRecords/stop',
    operation(Op, WRITE, STOP_CLOUD_RECORD_ERRORS),
    async (request, reply) => {
      const operator = request.body.unionId as UnionId
      const id = toConferenceId(request.params.conferenceId)
      await deps.engines.controlRecording({ caller: callerOf(request), id, operator }, (recordings) =>
        recordings.stop(id, operator),
      )
      return reply.header('content-type', CONTENT_TYPE).send({ code: '200' })
    },
  )
}
