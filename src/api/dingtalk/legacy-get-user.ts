import { GetUser as Op } from '../../../contract/dingtalk-user.ts'
import type { Directory } from '../../service/directory.ts'
import { actorOf, type Authenticate } from './gateway.ts'
import { LEGACY_ERRORS, refuseLegacyBy, sendLegacy, sendLegacyError } from './legacy-envelope.ts'
import { guardLegacy } from './legacy-gateway.ts'
import type { Routes } from './routes.ts'
import type { Throttle } from './throttle.ts'

const { busy, invalidToken, missingScope, tooFast, malformedParameter, malformedUserId, unknownUser } = LEGACY_ERRORS
export const LEGACY_GET_USER_ERRORS = [
  busy,
  invalidToken,
  missingScope,
  tooFast,
  malformedParameter,
  malformedUserId,
  unknownUser,
]

/** DingTalk's own limit for a userId. */
const MAX_USER_ID = 64

export function legacyGetUser(
  app: Routes,
  deps: { directory: Pick<Directory, 'findUserById'>; authenticate: Authenticate; throttle: Throttle },
) {
  app.post(
    '/topapi/v2/user/get',
    {
      config: { operation: Op.operationId },
      schema: Op,
      errorHandler: refuseLegacyBy(malformedParameter),
      onRequest: guardLegacy(Op.operationId, deps),
    },
    async (request, reply) => {
      const { userid } = request.body
      if (userid.length > MAX_USER_ID) return sendLegacyError(request, reply, malformedUserId)
      const user = await deps.directory.findUserById(actorOf(request).organizationId, userid)
      if (!user) return sendLegacyError(request, reply, unknownUser)
      return sendLegacy(reply, {
        errcode: 0,
        errmsg: 'ok',
        request_id: request.id,
        result: {
          userid: user.userId,
          unionid: user.unionId,
          name: user.name,
          ...(user.jobNumber !== undefined && { job_number: user.jobNumber }),
          active: true,
          admin: user.admin,
        },
      })
    },
  )
}
