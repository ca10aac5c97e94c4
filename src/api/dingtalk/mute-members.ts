import { MuteMembers as Op } from '../../../contract/dingtalk-control.ts'
import type { UnionId } from '../../conference/identity.ts'
import type { Conferences } from '../../service/conferences.ts'
import { CONTENT_TYPE } from './gateway-error.ts'
import { actorOf } from './gateway.ts'
import { refuseBy, type ErrorTable } from './refusal.ts'
import { WRITE, type Routes } from './routes.ts'
import { toConferenceId, toParticipantId } from './wire-id.ts'

export const MUTE_MEMBERS_ERRORS: ErrorTable = {
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

export function muteMembers(app: Routes, deps: { conferences: Pick<Conferences, 'setMuted'> }) {
  app.post(
    '/v1.0/conference/videoConferences/:conferenceId/members/mute',
    {
      config: { operation: Op.operationId, scope: WRITE },
      schema: Op,
      errorHandler: refuseBy(MUTE_MEMBERS_ERRORS),
    },
    async (request, reply) => {
      const { action, userList } = request.body
      const [{ unionId, participantId }] = userList as [(typeof userList)[number]] // one, says the schema
      const id = toConferenceId(request.params.conferenceId)
      await deps.conferences.setMuted(actorOf(request), id, {
        muted: action === 'mute',
        unionId: unionId as UnionId,
        // Empty, it would name no device at all: as good as left out.
        ...(participantId && { participantId: toParticipantId(participantId) }),
      })
      return reply.header('content-type', CONTENT_TYPE).send({ success: true })
    },
  )
}
