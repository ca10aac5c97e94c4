import type { Static } from 'typebox'
import { Focus as Op } from '../../../contract/dingtalk-control.ts'
import type { UnionId } from '../../conference/identity.ts'
import type { Conferences } from '../../service/conferences.ts'
import { CONTENT_TYPE } from './gateway-error.ts'
import { actorOf } from './gateway.ts'
import { refuseBy, type ErrorTable } from './refusal.ts'
import { FlawError } from './request-shape.ts'
import { WRITE, type Routes } from './routes.ts'
import { toConferenceId } from './wire-id.ts'

export const FOCUS_ERRORS: ErrorTable = {
  refusals: {
    'user-not-found': [400, 'unknownUserError', 'unknownUserError'],
    'conference-not-found': [400, 'paramsError', 'error:%s'],
    'conference-ended': [400, 'paramsError', 'error:%s'],
    'not-permitted': [400, 'paramsError', 'error:%s'],
    'member-not-found': [400, 'paramsError', 'error:%s'],
    'session-not-found': 'fault',
    'conference-locked': 'fault',
    'session-ended': 'fault',
    banned: 'fault',
    'muted-by-host': 'fault',
    'pass-invalid': 'fault',
    'pass-used': 'fault',
    'too-many-tries': 'fault',
  },
  malformed: { otherwise: [400, 'paramsError', 'error:%s'] },
  fault: [500, 'systemError', 'systemError:%s'],
}

export function focus(app: Routes, deps: { conferences: Pick<Conferences, 'setFocus'> }) {
  app.post(
    '/v1.0/conference/videoConferences/:conferenceId/focus',
    {
      config: { operation: Op.operationId, scope: WRITE },
      schema: Op,
      errorHandler: refuseBy(FOCUS_ERRORS),
    },
    async (request, reply) => {
      const id = toConferenceId(request.params.conferenceId)
      await deps.conferences.setFocus(actorOf(request), id, toOrder(request.body))
      return reply.header('content-type', CONTENT_TYPE).send({ success: true })
    },
  )
}

/** An empty person is as good as none. */
function toOrder({ action, unionId }: Static<typeof Op.body>): Parameters<Conferences['setFocus']>[2] {
  if (action === 'un_focus') return { on: false, ...(unionId && { unionId: unionId as UnionId }) }
  if (!unionId) throw new FlawError({ field: 'unionId', fault: 'missing' })
  return { on: true, unionId: unionId as UnionId }
}
