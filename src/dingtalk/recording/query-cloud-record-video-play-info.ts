import { QueryCloudRecordVideoPlayInfo as Op } from '../../../contract/dingtalk/recording.ts'
import type { UnionId } from '../../conference/identity.ts'
import type { Engines } from '../../service/control/engines.ts'
import { callerOf } from '../gateway/hooks.ts'
import { RECORDING_ERRORS } from './recording-errors.ts'
import { sendRefusal } from '../gateway/error-handler.ts'
import { operation, READ, type Routes } from '../gateway/operation.ts'
import { toConferenceId } from '../gateway/wire-id.ts'

export function queryCloudRecordVideoPlayInfo(app: Routes, deps: { engines: Pick<Engines, 'readRecording'> }) {
  app.get(
    '/v1.0/conference/videoConferences/:conferenceId/cloudRecords/videos/getPlayInfos',
    operation(Op, READ, RECORDING_ERRORS),
    async (request, reply) => {
      const id = toConferenceId(request.params.conferenceId)
      const missing = await deps.engines.readRecording(callerOf(request), id, request.query.unionId as UnionId)
      return sendRefusal(request, reply, RECORDING_ERRORS, missing)
    },
  )
}
