import { UpdateVideoConferenceExtInfo as Op } from '../../../contract/dingtalk/control.ts'
import type { Heads } from '../../service/conduct/heads.ts'
import { CONTENT_TYPE } from '../gateway/gateway-errors.ts'
import { callerOf } from '../gateway/hooks.ts'
import type { Refusal } from '../../service/refusals.ts'
import type { ErrorTable } from '../gateway/error-handler.ts'
import { operation, WRITE, type Routes } from '../gateway/operation.ts'
import { toConferenceId } from '../gateway/wire-id.ts'

/** DingTalk has no page for it, so its errors are those of similar operations. */
const UPDATE_VIDEO_CONFERENCE_EXT_INFO_ERRORS: ErrorTable<Refusal<'Heads', 'loadOwned'>> = {
  refusals: {
    'conference-not-found': [400, 'paramsError', 'error:%s'],
    'not-permitted': [400, 'paramsError', 'error:%s'],
  },
  malformed: { otherwise: [400, 'paramsError', 'error:%s'] },
  unexpected: [500, 'systemError', 'systemError:%s'],
}

export function updateVideoConferenceExtInfo(app: Routes, deps: { heads: Pick<Heads, 'loadOwned'> }) {
  app.put(
    '/v1.0/conference/videoConferences/:conferenceId/extInfo',
    operation(Op, WRITE, UPDATE_VIDEO_CONFERENCE_EXT_INFO_ERRORS),
    async (request, reply) => {
      await deps.heads.loadOwned(callerOf(request), toConferenceId(request.params.conferenceId))
      return reply.header('content-type', CONTENT_TYPE).send({ code: '200', case: 'success' })
    },
  )
}
