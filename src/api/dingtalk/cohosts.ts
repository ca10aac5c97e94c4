import { Cohosts as Op } from '../../../contract/dingtalk-control.ts'
import type { UnionId } from '../../conference/identity.ts'
import type { Conferences } from '../../service/conferences.ts'
import { CONTENT_TYPE } from './gateway-error.ts'
import { actorOf } from './gateway.ts'
import { refuseBy, type ErrorTable } from './refusal.ts'
import { WRITE, type Routes } from './routes.ts'
import { toConferenceId } from './wire-id.ts'

export const COHOSTS_ERRORS: ErrorTable = {
  refusals: {
    'user-not-found': [400, 'unknownUserError', 'unknownUserError'],
    'conference-not-found': [400, 'paramsError', 'error:%s'],
    'conference-ended': [400, 'paramsError', 'error:%s'],
    'not-permitted': [400, 'paramsError', 'error:%s'],
    'member-not-found': [400, 'paramsError', 'error:%s'],
    'conference-locked': 'fault',
    'session-not-found': 'fault', // no device is named here
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

export function cohosts(app: Routes, deps: { conferences: Pick<Conferences, 'setCoHosts'> }) {
  app.post(
    '/v1.0/conference/videoConferences/:conferenceId/coHosts/set',
    {
      config: { operation: Op.operationId, scope: WRITE },
      schema: Op,
      errorHandler: refuseBy(COHOSTS_ERRORS),
    },
    async (request, reply) => {
      const { action, userList } = request.body
      const unionIds = userList.map(({ unionId }) => unionId as UnionId)
      const id = toConferenceId(request.params.conferenceId)
      await deps.conferences.setCoHosts(actorOf(request), id, { add: action === 'add', unionIds })
      return reply.header('content-type', CONTENT_TYPE).send({ success: true })
    },
  )
}
