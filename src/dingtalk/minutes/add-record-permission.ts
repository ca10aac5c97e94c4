import { AddRecordPermission as Op } from '../../../contract/dingtalk/minutes.ts'
import type { UnionId } from '../../conference/identity.ts'
import type { Engines } from '../../service/control/engines.ts'
import { callerOf } from '../gateway/hooks.ts'
import { MINUTES_ERRORS } from './minutes-errors.ts'
import { sendRefusal } from '../gateway/error-handler.ts'
import { operation, WRITE, type Routes } from '../gateway/operation.ts'
import { toConferenceId } from '../gateway/wire-id.ts'

export function addRecordPermission(app: Routes, deps: { engines: Pick<Engines, 'readMinutes'> }) {
  app.post(
    '/v1.0/conference/videoConferences/:conferenceId/flashMinutes/recordPermissions',
    operation(Op, WRITE, MINUTES_ERRORS),
    async (request, reply) => {
      const { ownerUnionId, unionId } = request.body
      const id = toConferenceId(request.params.conferenceId)
      const missing = await deps.engines.readMinutes(callerOf(request), id, [
        ownerUnionId as UnionId,
        unionId as UnionId,
      ])
      return sendRefusal(request, reply, MINUTES_ERRORS, missing)
    },
  )
}
