import { GetUser as Op } from '../../../contract/dingtalk/users.ts'
import type { Directory } from '../../service/account/directory.ts'
import { callerOf } from '../gateway/hooks.ts'
import { LEGACY_ERRORS, sendLegacy, sendLegacyError, type LegacyErrorTable } from '../gateway/legacy-errors.ts'
import { legacyOperation, MEMBER_READ, type Routes } from '../gateway/operation.ts'

const LEGACY_GET_USER_ERRORS: LegacyErrorTable = {
  malformed: 'malformedParameter',
  refusals: ['malformedUserId', 'unknownUser'],
}

/** DingTalk's own limit for a userId. */
const MAX_USER_ID = 64

export function legacyGetUser(app: Routes, deps: { directory: Pick<Directory, 'findUserById'> }) {
  app.post('/topapi/v2/user/get', legacyOperation(Op, MEMBER_READ, LEGACY_GET_USER_ERRORS), async (request, reply) => {
    const { userid } = request.body
    if (userid.length > MAX_USER_ID) return sendLegacyError(request, reply, LEGACY_ERRORS.malformedUserId)
    const user = await deps.directory.findUserById(callerOf(request).organizationId, userid)
    if (!user) return sendLegacyError(request, reply, LEGACY_ERRORS.unknownUser)
    return sendLegacy(reply, {
      errcode: 0,
      errmsg: 'ok',
      request_id: request.id,
      result: {
        userid: user.userId,
        unionid: user.unionId,
        name: user.name,
        ...(user.jobNumber !== undefined && { job_number: user.jobNumber }),
        active: !user.disabled,
        admin: user.admin,
      },
    })
  })
}
