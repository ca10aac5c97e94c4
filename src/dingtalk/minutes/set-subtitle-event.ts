import { SetSubtitleEvent as Op } from '../../../contract/dingtalk/minutes.ts'
import type { EngineRefusal, Engines } from '../../service/control/engines.ts'
import { callerOf } from '../gateway/hooks.ts'
import { sendRefusal, type ErrorTable } from '../gateway/error-handler.ts'
import { operation, WRITE, type Routes } from '../gateway/operation.ts'
import { toConferenceId } from '../gateway/wire-id.ts'

/** Without a page of its own, so it is refused as the other controls of a meeting are. */
const SET_SUBTITLE_EVENT_ERRORS: ErrorTable<EngineRefusal<'caption', 'controlCaptions'>> = {
  refusals: {
    'conference-not-found': [400, 'paramsError', 'error:%s'],
    'conference-ended': [400, 'paramsError', 'error:%s'],
    'not-permitted': [400, 'paramsError', 'error:%s'],
    'caption-engine-not-configured': [400, 'paramsError', 'error:%s'],
  },
  malformed: { otherwise: [400, 'paramsError', 'error:%s'] },
  unexpected: [500, 'systemError', 'systemError:%s'],
}

export function setSubtitleEvent(app: Routes, deps: { engines: Pick<Engines, 'controlCaptions'> }) {
  app.post(
    '/v1.0/conference/videoConferences/:conferenceId/subtitleEvents',
    operation(Op, WRITE, SET_SUBTITLE_EVENT_ERRORS),
    async (request, reply) => {
      const id = toConferenceId(request.params.conferenceId)
      const missing = await deps.engines.controlCaptions(callerOf(request), id)
      return sendRefusal(request, reply, SET_SUBTITLE_EVENT_ERRORS, missing)
    },
  )
}
