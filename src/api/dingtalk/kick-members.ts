import { KickMembers as Op } from '../../../contract/dingtalk-control.ts'
import type { UnionId } from '../../conference/identity.ts'
import type { Conferences } from '../../service/conferences.ts'
import { CONTENT_TYPE } from './gateway-error.ts'
import { actorOf } from './gateway.ts'
import { refuseBy, type ErrorTable } from './refusal.ts'
import { WRITE, type Routes } from './routes.ts'
import { toConferenceId, toParticipantId } from './wire-id.ts'

export const KICK_MEMBERS_ERRORS: ErrorTable = {
  refusals: {
    'user-not-found': [400, 'unknownUserError', 'unknownUserError'],
    'conference-not-found': [400, 'paramsError', 'error:%s'],
    'conference-ended': [400, 'paramsError', 'error:%s'],
    'not-permitted': [400, 'paramsError', 'error:%s'],
    'member-not-found': [400, 'paramsError', 'error:%s'],
    'session-not-found': [400, 'paramsError', 'error:%s'],
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

export function kickMembers(app: Routes, deps: { conferences: Pick<Conferences, 'remove'> }) {
  app.post(
    '/v1.0/conference/videoConferences/:conferenceId/members/kick',
    {
      config: { operation: Op.operationId, scope: WRITE },
      schema: Op,
      errorHandler: refuseBy(KICK_MEMBERS_ERRORS),
    },
    async (request, reply) => {
      const { userList, forbiddenRejoin = false } = request.body
      const targets = userList.map(({ unionId, participantId }) => ({
        unionId: unionId as UnionId,
        // Empty, it would name no device at all: as good as left out.
        ...(participantId && { participantId: toParticipantId(participantId) }),
      }))
      const id = toConferenceId(request.params.conferenceId)
      await deps.conferences.remove(actorOf(request), id, { targets, forbidRejoin: forbiddenRejoin })
      return reply.header('content-type', CONTENT_TYPE).send({ success: true })
    },
  )
}
