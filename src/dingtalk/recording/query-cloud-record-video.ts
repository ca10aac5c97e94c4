import { QueryCloudRecordVideo as Op } from '../../../contract/dingtalk/recording.ts'
import type { UnionId } from '../../conference/identity.ts'
import type { Recording } from '../../service/control/engine-ports.ts'
import type { Engines } from '../../service/control/engines.ts'
import { CONTENT_TYPE } from '../gateway/gateway-errors.ts'
import { callerOf } from '../gateway/hooks.ts'
import { operation, READ, type Routes } from '../gateway/operation.ts'
import { toConferenceId } from '../gateway/wire-id.ts'
import { RECORDING_ERRORS } from './recording-errors.ts'

export function queryCloudRecordVideo(app: Routes, deps: { engines: Pick<Engines, 'readRecording'> }) {
  app.get(
    '/v1.0/conference/videoConferences/:conferenceId/cloudRecords/getVideos',
    operation(Op, READ, RECORDING_ERRORS),
    async (request, reply) => {
      const id = toConferenceId(request.params.conferenceId)
      const call = { caller: callerOf(request), id, people: [request.query.unionId as UnionId] }
      const found = await deps.engines.readRecording(call, (recordings) => recordings.list(id))
      return reply.header('content-type', CONTENT_TYPE).send({ videoList: found.map(toVideo) })
    },
  )
}

function toVideo({ recordId, recorder, startedAt, endedAt, isComposed, file }: Recording) {
  return {
    recordId,
    unionId: recorder,
    startTime: startedAt,
    endTime: endedAt,
    duration: endedAt - startedAt,
    recordType: isComposed ? 1 : 0,
    fileSize: file.sizeBytes,
    mediaId: file.mediaId,
    regionId: file.regionId,
  }
}
