import { QueryCloudRecordVideoPlayInfo as Op } from '../../../contract/dingtalk/recording.ts'
import type { UnionId } from '../../conference/identity.ts'
import type { Playback } from '../../service/control/engine-ports.ts'
import type { Engines } from '../../service/control/engines.ts'
import { CONTENT_TYPE } from '../gateway/gateway-errors.ts'
import { callerOf } from '../gateway/hooks.ts'
import { operation, READ, type Routes } from '../gateway/operation.ts'
import { toConferenceId } from '../gateway/wire-id.ts'
import { RECORDING_ERRORS } from './recording-errors.ts'

export function queryCloudRecordVideoPlayInfo(app: Routes, deps: { engines: Pick<Engines, 'readRecording'> }) {
  app.get(
    '/v1.0/conference/videoConferences/:conferenceId/cloudRecords/videos/getPlayInfos',
    operation(Op, READ, RECORDING_ERRORS),
    async (request, reply) => {
      const { unionId, mediaId, regionId } = request.query
      const id = toConferenceId(request.params.conferenceId)
      const call = { caller: callerOf(request), id, people: [unionId as UnionId] }
      const playback = await deps.engines.readRecording(call, (recordings) =>
        recordings.loadPlayback(id, { mediaId, regionId }),
      )
      return reply.header('content-type', CONTENT_TYPE).send(toPlayInfo(playback))
    },
  )
}

function toPlayInfo({ watchUrl, downloadUrl, sizeBytes, durationMs }: Playback) {
  return { playUrl: watchUrl, mp4FileUrl: downloadUrl, fileSize: sizeBytes, duration: durationMs, status: 0 }
}
