import { StopStreamOut as Op } from '../../../contract/dingtalk-recording.ts'
import type { UnionId } from '../../conference/identity.ts'
import type { EngineRefusal, Engines } from '../../service/engines.ts'
import { actorOf } from './gateway.ts'
import { refuseBy, sendWireError, type ErrorTable } from './refusal.ts'
import { WRITE, type Routes } from './routes.ts'
import { toConferenceId } from './wire-id.ts'

export const STOP_STREAM_OUT_ERRORS: ErrorTable<EngineRefusal<'live-push'>> = {
  refusals: {
    'user-not-found': [400, 'unknownUserError', 'unknownUserError'],
    'conference-not-found': [400, 'paramsError', 'error:%s'],
    'conference-ended': [400, 'paramsError', 'error:%s'],
    'not-permitted': [400, 'orgAccessForbidden', 'orgAccessForbidden'],
    'live-push-engine-not-configured': [400, 'paramsError', 'error:%s'],
  },
  malformed: { otherwise: [400, 'paramsError', 'error:%s'] },
  fault: [500, 'systemError', 'systemError:%s'],
}

export function stopStreamOut(app: Routes, deps: { engines: Pick<Engines, 'controlLivePush'> }) {
  app.post(
    '/v1.0/conference/videoConferences/:conferenceId/streamOuts/stop',
    {
      config: { operation: Op.operationId, scope: WRITE },
      schema: Op,
      errorHandler: refuseBy(STOP_STREAM_OUT_ERRORS),
    },
    async (request, reply) => {
      const id = toConferenceId(request.params.conferenceId)
      const missing = await deps.engines.controlLivePush(actorOf(request), id, request.body.unionId as UnionId)
      return sendWireError(request, reply, STOP_STREAM_OUT_ERRORS, missing)
    },
  )
}
