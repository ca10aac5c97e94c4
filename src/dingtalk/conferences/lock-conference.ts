import { LockConference as Op } from '../../../contract/dingtalk/conferences.ts'
import type { Conferences } from '../../service/control/conferences.ts'
import { CONTENT_TYPE } from '../gateway/gateway-errors.ts'
import { callerOf } from '../gateway/hooks.ts'
import type { Refusal } from '../../service/refusals.ts'
import type { ErrorTable } from '../gateway/error-handler.ts'
import { operation, WRITE, type Routes } from '../gateway/operation.ts'
import { toConferenceId } from '../gateway/wire-id.ts'

/** A refused permission is 400 here, and no message says more than its code. */
const LOCK_CONFERENCE_ERRORS: ErrorTable<Refusal<'Conferences', 'setLocked'>> = {
  refusals: {
    'conference-not-found': [400, 'paramsError', 'paramsError'],
    'conference-ended': [400, 'confClosed', 'confClosed'],
    'not-permitted': [400, 'noPermission', 'noPermission'],
  },
  malformed: {
    'action malformed': [400, 'commandError', 'commandError'],
    otherwise: [400, 'paramsError', 'paramsError'],
  },
  unexpected: [500, 'systemError', 'systemError'],
  reasons: {
    'action malformed': '`action` has another value',
  },
}

export function lockConference(app: Routes, deps: { conferences: Pick<Conferences, 'setLocked'> }) {
  app.post(
    '/v1.0/conference/videoConferences/:conferenceId/lock',
    operation(Op, WRITE, LOCK_CONFERENCE_ERRORS),
    async (request, reply) => {
      const id = toConferenceId(request.params.conferenceId)
      await deps.conferences.setLocked(callerOf(request), id, request.body.action === 'lock')
      return reply.header('content-type', CONTENT_TYPE).send({ success: true })
    },
  )
}
