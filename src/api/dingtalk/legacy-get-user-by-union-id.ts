import { GetUserByUnionId as Op } from '../../../contract/dingtalk-user.ts'
import type { UnionId } from '../../conference/identity.ts'
import type { Directory } from '../../service/directory.ts'
import { actorOf, type Authenticate } from './gateway.ts'
import { LEGACY_ERRORS, refuseLegacyBy, sendLegacy, sendLegacyError } from './legacy-envelope.ts'
import { guardLegacy } from './legacy-gateway.ts'
import type { Routes } from './routes.ts'
import type { Throttle } from './throttle.ts'

const { busy, invalidToken, missingScope, tooFast, malformedParameter, unknownUser } = LEGACY_ERRORS
export const LEGACY_GET_USER_BY_UNION_ID_ERRORS = [
  busy,
  invalidToken,
  missingScope,
  tooFast,
  malformedParameter,
  unknownUser,
]

export function legacyGetUserByUnionId(
  app: Routes,
  deps: { directory: Pick<Directory, 'findUserByUnionId'>; authenticate: Authenticate; throttle: Throttle },
) {
  app.post(
    '/topapi/user/getbyunionid',
    {
      config: { operation: Op.operationId },
      schema: Op,
      errorHandler: refuseLegacyBy(malformedParameter),
      onRequest: guardLegacy(Op.operationId, deps),
    },
    async (request, reply) => {
      const { organizationId } = actorOf(request)
      const user = await deps.directory.findUserByUnionId(organizationId, request.body.unionid as UnionId)
      if (!user) return sendLegacyError(request, reply, unknownUser)
      return sendLegacy(reply, {
        errcode: 0,
        errmsg: 'ok',
        request_id: request.id,
        result: { contact_type: 0, userid: user.userId },
      })
    },
  )
}
