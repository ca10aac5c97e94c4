import { StartStreamOut as Op } from '../../../contract/dingtalk/recording.ts'
import type { UnionId } from '../../conference/identity.ts'
import type { Engines } from '../../service/control/engines.ts'
import { CONTENT_TYPE } from '../gateway/gateway-errors.ts'
import { callerOf } from '../gateway/hooks.ts'
import { operation, WRITE, type Routes } from '../gateway/operation.ts'
import { toConferenceId } from '../gateway/wire-id.ts'
import { LIVE_PUSH_ERRORS } from './live-push-errors.ts'
import { toPicture } from './recording-wire.ts'

export function startStreamOut(app: Routes, deps: { engines: Pick<Engines, 'controlLivePush'> }) {
  app.post(
    '/v1.0/conference/videoConferences/:conferenceId/streamOuts/start',
    operation(Op, WRITE, LIVE_PUSH_ERRORS),
    async (request, reply) => {
      const { unionId, streamName, streamUrlList, needHostJoin, mode, smallWindowPosition } = request.body
      const operator = unionId as UnionId
      const id = toConferenceId(request.params.conferenceId)
      const call = { caller: callerOf(request), id, people: [operator] }
      const { started, failed } = await deps.engines.controlLivePush(call, (pushes) =>
        pushes.start(id, operator, {
          name: streamName,
          urls: streamUrlList,
          afterHost: needHostJoin,
          picture: toPicture(mode, smallWindowPosition),
        }),
      )
      return reply.header('content-type', CONTENT_TYPE).send({ successStreamMap: started, failStreamMap: failed })
    },
  )
}
