import { MuteAll as Op } from '../../../contract/dingtalk/control.ts'
import type { Conferences } from '../../service/control/conferences.ts'
import { CONTENT_TYPE } from '../gateway/gateway-errors.ts'
import { callerOf } from '../gateway/hooks.ts'
import type { Refusal } from '../../service/refusals.ts'
import type { ErrorTable } from '../gateway/error-handler.ts'
import { operation, WRITE, type Routes } from '../gateway/operation.ts'
import { toConferenceId } from '../gateway/wire-id.ts'

const MUTE_ALL_ERRORS: ErrorTable<Refusal<'Conferences', 'setAllMuted'>> = {
  refusals: {
    'conference-not-found': [400, 'paramsError', 'error:%s'],
    'conference-ended': [400, 'paramsError', 'error:%s'],
    'not-permitted': [400, 'paramsError', 'error:%s'],
  },
  malformed: { otherwise: [400, 'paramsError', 'error:%s'] },
  unexpected: [500, 'systemError', 'systemError:%s'],
}

export function muteAll(app: Routes, deps: { conferences: Pick<Conferences, 'setAllMuted'> }) {
  app.post(
    '/v1.0/conference/videoConferences/:conferenceId/allMembers/mute',
    operation(Op, WRITE, MUTE_ALL_ERRORS),
    async (request, reply) => {
      const { action, forceMute: force = false } = request.body
      const id = toConferenceId(request.params.conferenceId)
      await deps.conferences.setAllMuted(callerOf(request), id, { muted: action === 'mute', force })
      return reply.header('content-type', CONTENT_TYPE).send({ success: true })
    },
  )
}
