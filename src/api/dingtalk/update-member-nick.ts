import { UpdateMemberNick as Op } from '../../../contract/dingtalk-control.ts'
import { parseNick } from '../../../contract/web.ts'
import type { UnionId } from '../../conference/identity.ts'
import type { Conferences } from '../../service/conferences.ts'
import { CONTENT_TYPE } from './gateway-error.ts'
import { actorOf } from './gateway.ts'
import { refuseBy, type ErrorTable } from './refusal.ts'
import { FlawError } from './request-shape.ts'
import { WRITE, type Routes } from './routes.ts'
import { toConferenceId } from './wire-id.ts'

export const UPDATE_MEMBER_NICK_ERRORS: ErrorTable = {
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

export function updateMemberNick(app: Routes, deps: { conferences: Pick<Conferences, 'rename'> }) {
  app.post(
    '/v1.0/conference/videoConferences/:conferenceId/members/updateNick',
    {
      config: { operation: Op.operationId, scope: WRITE },
      schema: Op,
      errorHandler: refuseBy(UPDATE_MEMBER_NICK_ERRORS),
    },
    async (request, reply) => {
      const nick = parseNick(request.body.nick)
      if (nick === undefined) throw new FlawError({ field: 'nick', fault: 'malformed' })
      const id = toConferenceId(request.params.conferenceId)
      await deps.conferences.rename(actorOf(request), id, { unionId: request.body.unionId as UnionId, nick })
      return reply.header('content-type', CONTENT_TYPE).send({ success: true })
    },
  )
}
