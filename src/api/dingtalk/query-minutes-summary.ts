import { QueryMinutesSummary as Op } from '../../../contract/dingtalk-minutes.ts'
import type { UnionId } from '../../conference/identity.ts'
import type { EngineRefusal, Engines } from '../../service/engines.ts'
import { actorOf } from './gateway.ts'
import { refuseBy, sendWireError, type ErrorTable } from './refusal.ts'
import { READ, type Routes } from './routes.ts'
import { toConferenceId } from './wire-id.ts'

/** Without a page of its own, so it is refused as QueryCloudRecordText is, but for a conference that is over. */
export const QUERY_MINUTES_SUMMARY_ERRORS: ErrorTable<EngineRefusal<'minutes'>> = {
  refusals: {
    'user-not-found': [400, 'unknownUserError', 'unknownUserError'],
    'conference-not-found': [400, 'paramsError', 'error:%s'],
    'conference-ended': 'fault', // minutes are read when it is over
    'not-permitted': [404, 'permissionError', 'permissionError:%s'],
    'minutes-engine-not-configured': [400, 'cloudRecordNotFound', 'cloudRecordNotFound'],
  },
  malformed: { otherwise: [400, 'paramsError', 'error:%s'] },
  fault: [500, 'systemError', 'systemError:%s'],
}

export function queryMinutesSummary(app: Routes, deps: { engines: Pick<Engines, 'readMinutes'> }) {
  app.post(
    '/v1.0/conference/videoConferences/:conferenceId/minutes/summaries/query',
    {
      config: { operation: Op.operationId, scope: READ },
      schema: Op,
      errorHandler: refuseBy(QUERY_MINUTES_SUMMARY_ERRORS),
    },
    async (request, reply) => {
      const id = toConferenceId(request.params.conferenceId)
      const missing = await deps.engines.readMinutes(actorOf(request), id, [request.body.unionId as UnionId])
      return sendWireError(request, reply, QUERY_MINUTES_SUMMARY_ERRORS, missing)
    },
  )
}
