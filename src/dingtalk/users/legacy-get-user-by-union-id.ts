import { GetUserByUnionId as Op } from '../../../contract/dingtalk/users.ts'
import type { UnionId } from '../../conference/identity.ts'
import type { Directory } from '../../service/account/directory.ts'
import { callerOf } from '../gateway/hooks.ts'
import { LEGACY_ERRORS, sendLegacy, sendLegacyError, type LegacyErrorTable } from '../gateway/legacy-errors.ts'
import { legacyOperation, MEMBER_READ, type Routes } from '../gateway/operation.ts'

const LEGACY_GET_USER_BY_UNION_ID_ERRORS: LegacyErrorTable = {
  malformed: 'malformedParameter',
  refusals: ['unknownUser'],
}

export function legacyGetUserByUnionId(app: Routes, deps: { directory: Pick<Directory, 'findUserByUnionId'> }) {
  app.post(
    '/topapi/user/getbyunionid',
    legacyOperation(Op, MEMBER_READ, LEGACY_GET_USER_BY_UNION_ID_ERRORS),
    async (request, reply) => {
      const { organizationId } = callerOf(request)
      const user = await deps.directory.findUserByUnionId(organizationId, request.body.unionid as UnionId)
      if (!user) return sendLegacyError(request, reply, LEGACY_ERRORS.unknownUser)
      return sendLegacy(reply, {
        errcode: 0,
        errmsg: 'ok',
        request_id: request.id,
        result: { contact_type: 0, userid: user.userId },
      })
    },
  )
}
