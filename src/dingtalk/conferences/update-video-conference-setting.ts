import type { Static } from 'typebox'
import { UpdateVideoConferenceSetting as Op } from '../../../contract/dingtalk/control.ts'
import type { Settings } from '../../conference/command.ts'
import type { Conferences } from '../../service/control/conferences.ts'
import { CONTENT_TYPE } from '../gateway/gateway-errors.ts'
import { callerOf } from '../gateway/hooks.ts'
import type { Refusal } from '../../service/refusals.ts'
import type { ErrorTable } from '../gateway/error-handler.ts'
import { operation, WRITE, type Routes } from '../gateway/operation.ts'
import { toConferenceId } from '../gateway/wire-id.ts'

/** DingTalk has no page for it, so its errors are those of similar operations. */
const UPDATE_VIDEO_CONFERENCE_SETTING_ERRORS: ErrorTable<Refusal<'Conferences', 'changeSettings'>> = {
  refusals: {
    'conference-not-found': [400, 'paramsError', 'error:%s'],
    'conference-ended': [400, 'paramsError', 'error:%s'],
    'not-permitted': [400, 'paramsError', 'error:%s'],
  },
  malformed: { otherwise: [400, 'paramsError', 'error:%s'] },
  unexpected: [500, 'systemError', 'systemError:%s'],
}

export function updateVideoConferenceSetting(app: Routes, deps: { conferences: Pick<Conferences, 'changeSettings'> }) {
  app.put(
    '/v1.0/conference/videoConferences/:conferenceId',
    operation(Op, WRITE, UPDATE_VIDEO_CONFERENCE_SETTING_ERRORS),
    async (request, reply) => {
      const id = toConferenceId(request.params.conferenceId)
      await deps.conferences.changeSettings(callerOf(request), id, toSettings(request.body))
      return reply.header('content-type', CONTENT_TYPE).send({ code: '200', case: 'success' })
    },
  )
}

function toSettings(body: Static<typeof Op.body>): Settings {
  const { muteAll, allowUnmuteSelf, forbiddenShareScreen, lockConference } = body
  const { onlyInternalEmployeesJoin, autoTransferHost } = body
  return {
    ...(muteAll !== undefined && { muted: muteAll }),
    ...(allowUnmuteSelf !== undefined && { selfUnmuting: allowUnmuteSelf }),
    ...(forbiddenShareScreen !== undefined && { sharing: forbiddenShareScreen ? 'hosts' : 'everybody' }),
    ...(lockConference !== undefined && { locked: lockConference }),
    ...(onlyInternalEmployeesJoin !== undefined && { insidersOnly: onlyInternalEmployeesJoin }),
    ...(autoTransferHost !== undefined && { autoTransferHost }),
  }
}
