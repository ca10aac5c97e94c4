import { CloseVideoConference as Op } from '../../../contract/dingtalk/conferences.ts'
import type { UnionId } from '../../conference/identity.ts'
import type { Conferences } from '../../service/control/conferences.ts'
import { CONTENT_TYPE } from '../gateway/gateway-errors.ts'
import { callerOf } from '../gateway/hooks.ts'
import type { Refusal } from '../../service/refusals.ts'
import type { ErrorTable } from '../gateway/error-handler.ts'
import { operation, WRITE, type Routes } from '../gateway/operation.ts'
import { toConferenceId } from '../gateway/wire-id.ts'

/** As DingTalk documents it: no permission is 404, and an unknown conference 400. */
const CLOSE_VIDEO_CONFERENCE_ERRORS: ErrorTable<Refusal<'Conferences', 'close'>> = {
  refusals: {
    'user-not-found': [400, 'unknownUserError', 'unknownUserError'],
    'conference-not-found': [400, 'paramsError', 'error:%s'],
    'conference-ended': [400, 'resourceClose', 'The meeting has ended'],
    'not-permitted': [404, 'permissionError', 'permissionError:%s'],
  },
  malformed: { otherwise: [400, 'paramsError', 'error:%s'] },
  unexpected: [500, 'systemError', 'systemError:%s'],
  reasons: {
    'not-permitted': '`unionId` is not the host, or another organization owns the conference',
  },
}

export function closeVideoConference(app: Routes, deps: { conferences: Pick<Conferences, 'close'> }) {
  app.delete(
    '/v1.0/conference/videoConferences/:conferenceId',
    operation(Op, WRITE, CLOSE_VIDEO_CONFERENCE_ERRORS),
    async (request, reply) => {
      const id = toConferenceId(request.params.conferenceId)
      await deps.conferences.close(callerOf(request), id, request.query.unionId as UnionId)
      return reply.header('content-type', CONTENT_TYPE).send({ code: 200, cause: 'success' })
    },
  )
}
