import { StartCloudRecord as Op } from '../../../contract/dingtalk/recording.ts'
import type { UnionId } from '../../conference/identity.ts'
import type { Engines } from '../../service/control/engines.ts'
import type { Refusal } from '../../service/refusals.ts'
import type { ErrorTable } from '../gateway/error-handler.ts'
import { CONTENT_TYPE } from '../gateway/gateway-errors.ts'
import { callerOf } from '../gateway/hooks.ts'
import { operation, WRITE, type Routes } from '../gateway/operation.ts'
import { toConferenceId } from '../gateway/wire-id.ts'
import { toPicture } from './recording-wire.ts'

/** Starting has errors of its own. A person or conference that does not exist is a bad parameter. */
const START_CLOUD_RECORD_ERRORS: ErrorTable<Refusal<'Engines', 'controlRecording'>> = {
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
    'not-permitted': '`unionId` is not the host, or another organization owns the conference',
  },
}

export function startCloudRecord(app: Routes, deps: { engines: Pick<Engines, 'controlRecording'> }) {
  app.post(
    '/v1.0/conference/videoConferences/:conferenceId/cloudRecords/start',
    operation(Op, WRITE, START_CLOUD_RECORD_ERRORS),
    async (request, reply) => {
      const { unionId, mode, smallWindowPosition } = request.body
      const operator = unionId as UnionId
      const id = toConferenceId(request.params.conferenceId)
      await deps.engines.controlRecording({ caller: callerOf(request), id, operator }, (recordings) =>
        recordings.start(id, operator, toPicture(mode, smallWindowPosition)),
      )
      return reply.header('content-type', CONTENT_TYPE).send({ code: '200' })
    },
  )
}
