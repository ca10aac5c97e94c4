import { SetSubtitleEvent as Op } from '../../../contract/dingtalk/minutes.ts'
import type { Engines } from '../../service/control/engines.ts'
import type { Refusal } from '../../service/refusals.ts'
import type { ErrorTable } from '../gateway/error-handler.ts'
import { CONTENT_TYPE } from '../gateway/gateway-errors.ts'
import { callerOf } from '../gateway/hooks.ts'
import { operation, WRITE, type Routes } from '../gateway/operation.ts'
import { toConferenceId } from '../gateway/wire-id.ts'

/** DingTalk does not document it, so its errors are those of the other controls of a conference. */
const SET_SUBTITLE_EVENT_ERRORS: ErrorTable<Refusal<'Engines', 'controlCaptions'>> = {
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
      await deps.engines.controlCaptions({ caller: callerOf(request), id }, (captions) =>
        captions.setEnabled(id, request.body.enable),
      )
      return reply.header('content-type', CONTENT_TYPE).send({ success: true })
    },
  )
}
