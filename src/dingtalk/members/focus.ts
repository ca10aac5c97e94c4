import type { Static } from 'typebox'
import { Focus as Op } from '../../../contract/dingtalk/control.ts'
import type { UnionId } from '../../conference/identity.ts'
import type { Conferences } from '../../service/control/conferences.ts'
import { CONTENT_TYPE } from '../gateway/gateway-errors.ts'
import { callerOf } from '../gateway/hooks.ts'
import { MEMBER_ERRORS } from './member-errors.ts'
import type { Refusal } from '../../service/refusals.ts'
import type { ErrorTable } from '../gateway/error-handler.ts'
import { InvalidRequestError } from '../gateway/invalid-request.ts'
import { operation, WRITE, type Routes } from '../gateway/operation.ts'
import { toConferenceId } from '../gateway/wire-id.ts'

const FOCUS_ERRORS: ErrorTable<Refusal<'Conferences', 'setFocus'>> = {
  ...MEMBER_ERRORS,
  refusals: { ...MEMBER_ERRORS.refusals, 'member-not-found': [400, 'paramsError', 'error:not in the meeting'] },
  reasons: {
    'member-not-found': 'the person is not in the meeting',
    otherwise: 'a parameter is missing or malformed',
  },
}

export function focus(app: Routes, deps: { conferences: Pick<Conferences, 'setFocus'> }) {
  app.post(
    '/v1.0/conference/videoConferences/:conferenceId/focus',
    operation(Op, WRITE, FOCUS_ERRORS),
    async (request, reply) => {
      const id = toConferenceId(request.params.conferenceId)
      await deps.conferences.setFocus(callerOf(request), id, toOrder(request.body))
      return reply.header('content-type', CONTENT_TYPE).send({ success: true })
    },
  )
}

/** An empty `unionId` counts as absent. */
function toOrder({ action, unionId }: Static<typeof Op.body>): Parameters<Conferences['setFocus']>[2] {
  if (action === 'un_focus') return { on: false, ...(unionId && { unionId: unionId as UnionId }) }
  if (!unionId) throw new InvalidRequestError('unionId', 'missing')
  return { on: true, unionId: unionId as UnionId }
}
