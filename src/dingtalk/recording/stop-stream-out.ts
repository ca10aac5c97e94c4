import { StopStreamOut as Op } from '../../../contract/dingtalk/recording.ts'
import type { UnionId } from '../../conference/identity.ts'
import type { Engines } from '../../service/control/engines.ts'
import { CONTENT_TYPE } from '../gateway/gateway-errors.ts'
import { callerOf } from '../gateway/hooks.ts'
import { operation, WRITE, type Routes } from '../gateway/operation.ts'
import { toConferenceId } from '../gateway/wire-id.ts'
import { LIVE_PUSH_ERRORS } from './live-push-errors.ts'

export function stopStreamOut(app: Routes, deps: { engines: Pick<Engines, 'controlLivePush'> }) {
  app.post(
    '/v1.0/conference/videoConferences/:conferenceId/streamOuts/stop',
    operation(Op, WRITE, LIVE_PUSH_ERRORS),
    async (request, reply) => {
      const { unionId, stopAllStream, streamId } = request.body
      const operator = unionId as UnionId
      const id = toConferenceId(request.params.conferenceId)
      const call = { caller: callerOf(request), id, people: [operator] }
      await deps.engines.controlLivePush(call, (pushes) => pushes.stop(id, operator, stopAllStream ? 'all' : streamId))
      return reply.header('content-type', CONTENT_TYPE).send({ code: '200' })
    },
  )
}
