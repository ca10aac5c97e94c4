import { StartCloudRecord as Op } from '../../../contract/dingtalk/recording.ts'
import type { UnionId } from '../../conference/identity.ts'
import type { EngineRefusal, Engines } from '../../service/control/engines.ts'
import { callerOf } from '../gateway/hooks.ts'
import { sendRefusal, type ErrorTable } from '../gateway/error-handler.ts'
import { operation, WRITE, type Routes } from '../gateway/operation.ts'
import { toConferenceId } from '../gateway/wire-id.ts'

/** Starting is refused in words of its own; whatever it is that cannot be found, the parameter is bad. */
const START_CLOUD_RECORD_ERRORS: ErrorTable<EngineRefusal<'recording', 'controlRecording'>> = {
  refusals: {
    'user-not-found': [400, 'paramsError', 'error:%s'],
    'conference-not-found': [400, 'paramsError', 'error:%s'],
    'conference-ended': [400, 'roomClosed', 'the meeting has ended'],
    'not-permitted': [404, 'recordStartPermissionError', 'permissionError:%s'],
    'recording-engine-not-configured': [404, 'recordStartError', 'recordStartError:%s'],
  },
  malformed: { otherwise: [400, 'paramsError', 'error:%s'] },
  unexpected: [500, 'systemError', 'systemError:%s'],
  reasons: {
    'not-permitted': '`unionId` is not the host, or another organisation owns the conference',
  },
}

export function startCloudRecord(app: Routes, deps: { engines: Pick<Engines, 'controlRecording'> }) {
  app.post(
    '/v1.0/conference/videoConferences/:conferenceId/cloudRecords/start',
    operation(Op, WRITE, START_CLOUD_RECORD_ERRORS),
    async (request, reply) => {
      const id = toConferenceId(request.params.conferenceId)
      const missing = await deps.engines.controlRecording(callerOf(request), id, request.body.unionId as UnionId)
      return sendRefusal(request, reply, START_CLOUD_RECORD_ERRORS, missing)
    },
  )
}
