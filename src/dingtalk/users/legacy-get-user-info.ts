import { GetUserInfo as Op } from '../../../contract/dingtalk/contact.ts'
import type { UserTokenIssuer } from '../../service/account/user-token-issuer.ts'
import { callerOf } from '../gateway/hooks.ts'
import { LEGACY_ERRORS, sendLegacy, sendLegacyError, type LegacyErrorTable } from '../gateway/legacy-errors.ts'
import { legacyOperation, MEMBER_READ, type Routes } from '../gateway/operation.ts'

const LEGACY_GET_USER_INFO_ERRORS: LegacyErrorTable = { malformed: 'malformedParameter', refusals: ['unknownCode'] }

export function legacyGetUserInfo(app: Routes, deps: { userTokens: Pick<UserTokenIssuer, 'takeCode'> }) {
  app.post(
    '/topapi/v2/user/getuserinfo',
    legacyOperation(Op, MEMBER_READ, LEGACY_GET_USER_INFO_ERRORS),
    async (request, reply) => {
      const caller = callerOf(request)
      const user = await deps.userTokens.takeCode(caller, request.body.code)
      if (user?.organizationId !== caller.organizationId) {
        return sendLegacyError(request, reply, LEGACY_ERRORS.unknownCode)
      }
      return sendLegacy(reply, {
        errcode: 0,
        errmsg: 'ok',
        request_id: request.id,
        result: {
          userid: user.userId,
          unionid: user.unionId,
          name: user.name,
          sys: user.admin,
          sys_level: user.admin ? 1 : 0,
        },
      })
    },
  )
}
