import { QueryCloudRecordVideo as Op } from '../../../contract/dingtalk-recording.ts'
import type { UnionId } from '../../conference/identity.ts'
import type { EngineRefusal, Engines } from '../../service/engines.ts'
import { actorOf } from './gateway.ts'
import { refuseBy, sendWireError, type ErrorTable } from './refusal.ts'
import { READ, type Routes } from './routes.ts'
import { toConferenceId } from './wire-id.ts'

export const QUERY_CLOUD_RECORD_VIDEO_ERRORS: ErrorTable<EngineRefusal<'recording'>> = {
  refusals: {
    'user-not-found': [400, 'unknownUserError', 'unknownUserError'],
    'conference-not-found': [400, 'paramsError', 'error:%s'],
    'conference-ended': [400, 'resourceClose', 'The meeting has ended'],
    'not-permitted': [404, 'permissionError', 'permissionError:%s'],
    'recording-engine-not-configured': [400, 'cloudRecordNotFound', 'cloudRecordNotFound'],
  },
  malformed: { otherwise: [400, 'paramsError', 'error:%s'] },
  fault: [500, 'systemError', 'systemError:%s'],
}

export function queryCloudRecordVideo(app: Routes, deps: { engines: Pick<Engines, 'readRecording'> }) {
  app.get(
    '/v1.0/conference/videoConferences/:conferenceId/cloudRecords/getVideos',
    {
      config: { operation: Op.operationId, scope: READ },
      schema: Op,
      errorHandler: refuseBy(QUERY_CLOUD_RECORD_VIDEO_ERRORS),
    },
    async (request, reply) => {
      const id = toConferenceId(request.params.conferenceId)
      const missing = await deps.engines.readRecording(actorOf(request), id, request.query.unionId as UnionId)
      return sendWireError(request, reply, QUERY_CLOUD_RECORD_VIDEO_ERRORS, missing)
    },
  )
}
