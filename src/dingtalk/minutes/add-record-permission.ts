import { AddRecordPermission as Op } from '../../../contract/dingtalk/minutes.ts'
import type { UnionId } from '../../conference/identity.ts'
import type { Engines } from '../../service/control/engines.ts'
import { CONTENT_TYPE } from '../gateway/gateway-errors.ts'
import { callerOf } from '../gateway/hooks.ts'
import { operation, WRITE, type Routes } from '../gateway/operation.ts'
import { toConferenceId } from '../gateway/wire-id.ts'
import { MINUTES_ERRORS } from './minutes-errors.ts'

export function addRecordPermission(app: Routes, deps: { engines: Pick<Engines, 'readMinutes'> }) {
  app.post(
    '/v1.0/conference/videoConferences/:conferenceId/flashMinutes/recordPermissions',
    operation(Op, WRITE, MINUTES_ERRORS),
    async (request, reply) => {
      const { bizType: kind, shareScope, roleSubResourceIds } = request.body
      const [owner, to] = [request.body.ownerUnionId, request.body.unionId] as [UnionId, UnionId]
      const id = toConferenceId(request.params.conferenceId)
      const call = { caller: callerOf(request), id, people: [owner, to] }
      const order = {
        kind,
        owner,
        to,
        ...(shareScope !== undefined && { scope: shareScope }),
        ...(roleSubResourceIds && { parts: roleSubResourceIds }),
      }
      const taskUuid = await deps.engines.readMinutes(call, (minutes) => minutes.share(id, order))
      return reply.header('content-type', CONTENT_TYPE).send({ code: '200', taskUuid })
    },
  )
}
