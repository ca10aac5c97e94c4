import { StopStreamOut as Op } from '../../../contract/dingtalk-recording.ts'
import type { UnionId } from '../../conference/identity.ts'
import type { Engines } from '../../service/engines.ts'
import { actorOf } from './gateway.ts'
import { LIVE_PUSH_ERRORS } from './live-push-errors.ts'
import { sendWireError } from './refusal.ts'
import { operation, WRITE, type Routes } from './routes.ts'
import { toConferenceId } from './wire-id.ts'

export function stopStreamOut(app: Routes, deps: { engines: Pick<Engines, 'controlLivePush'> }) {
  app.post(
    '/v1.0/conference/videoConferences/:conferenceId/streamOuts/stop',
    operation(Op, WRITE, LIVE_PUSH_ERRORS),
    async (request, reply) => {
      const id = toConferenceId(request.params.conferenceId)
      const missing = await deps.engines.controlLivePush(actorOf(request), id, request.body.unionId as UnionId)
      return sendWireError(request, reply, LIVE_PUSH_ERRORS, missing)
    },
  )
}
