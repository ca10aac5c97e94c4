import { CreateAutoLoginUrl as Op } from '../../../contract/dingtalk/conferences.ts'
import type { UnionId } from '../../conference/identity.ts'
import type { Admission } from '../../service/entry/admission.ts'
import { CONTENT_TYPE } from '../gateway/gateway-errors.ts'
import { callerOf } from '../gateway/hooks.ts'
import type { Refusal } from '../../service/refusals.ts'
import type { ErrorTable } from '../gateway/error-handler.ts'
import { operation, WRITE, type Routes } from '../gateway/operation.ts'

/** DingTalk does not document it, so its errors are those of similar operations. */
const CREATE_AUTO_LOGIN_URL_ERRORS: ErrorTable<Refusal<'Admission', 'createPersonalLink'>> = {
  refusals: {
    'user-not-found': [400, 'unknownUserError', 'unknownUserError'],
    'pass-invalid': [400, 'paramsError', 'error:%s'],
    'conference-not-found': [400, 'paramsError', 'error:%s'],
    'conference-ended': [400, 'paramsError', 'error:%s'],
    'conference-locked': [400, 'paramsError', 'error:%s'],
    banned: [400, 'paramsError', 'error:%s'],
    'not-permitted': [400, 'paramsError', 'error:%s'],
  },
  malformed: { otherwise: [400, 'paramsError', 'error:%s'] },
  unexpected: [500, 'systemError', 'systemError:%s'],
  reasons: {
    'user-not-found': '`unionId` is not in the organization',
    'not-permitted': 'the person may not join the conference',
  },
}

export function createAutoLoginUrl(app: Routes, deps: { admission: Pick<Admission, 'createPersonalLink'> }) {
  app.post(
    '/v1.0/conference/videoConferences/createAutoLoginUrl',
    operation(Op, WRITE, CREATE_AUTO_LOGIN_URL_ERRORS),
    async (request, reply) => {
      const { meetingUrl, unionId } = request.body
      const order = { meetingUrl, unionId: unionId as UnionId }
      const loginUrl = await deps.admission.createPersonalLink(callerOf(request), order)
      return reply.header('content-type', CONTENT_TYPE).send({ success: true, loginInfo: { loginUrl } })
    },
  )
}
