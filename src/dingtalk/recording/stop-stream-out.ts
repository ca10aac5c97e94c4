import { StopStreamOut as Op } from '../../../contract/dingtalk/recording.ts'
import type { UnionId } from '../../conference/identity.ts'
import type { Engines } from '../../service/control/engines.ts'
import { callerOf } from '../gateway/hooks.ts'
import { LIVE_PUSH_ERRORS } from './live-push-errors.ts'
import { sendRefusal } from '../gateway/error-handler.ts'
import { operation, WRITE, type Routes } from '../gateway/operation.ts'
import { toConferenceId } from '../gateway/wire-id.ts'

export function stopStreamOut(app: Routes, deps: { engines: Pick<Engines, 'controlLivePush'> }) {
  app.post(
    '/v1.0/conference/videoConferences/:conferenceId/streamOuts/stop',
    operation(Op, WRITE, LIVE_PUSH_ERRORS),
    async (request, reply) => {
      const id = toConferenceId(request.params.conferenceId)
      const missing = await deps.engines.controlLivePush(callerOf(request), id, request.body.unionId as UnionId)
      return sendRefusal(request, reply, LIVE_PUSH_ERRORS, missing)
    },
  )
}
