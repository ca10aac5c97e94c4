import { KickMembers as Op } from '../../../contract/dingtalk/control.ts'
import type { UnionId } from '../../conference/identity.ts'
import type { Conferences } from '../../service/control/conferences.ts'
import { CONTENT_TYPE } from '../gateway/gateway-errors.ts'
import { callerOf } from '../gateway/hooks.ts'
import { DEVICE_ERRORS } from './member-errors.ts'
import { operation, WRITE, type Routes } from '../gateway/operation.ts'
import { toConferenceId, toParticipantId } from '../gateway/wire-id.ts'

export function kickMembers(app: Routes, deps: { conferences: Pick<Conferences, 'remove'> }) {
  app.post(
    '/v1.0/conference/videoConferences/:conferenceId/members/kick',
    operation(Op, WRITE, DEVICE_ERRORS),
    async (request, reply) => {
      const { userList, forbiddenRejoin = false } = request.body
      const targets = userList.map(({ unionId, participantId }) => ({
        unionId: unionId as UnionId,
        // An empty `participantId` counts as absent.
        ...(participantId && { participantId: toParticipantId(participantId) }),
      }))
      const id = toConferenceId(request.params.conferenceId)
      await deps.conferences.remove(callerOf(request), id, { targets, forbidRejoin: forbiddenRejoin })
      return reply.header('content-type', CONTENT_TYPE).send({ success: true })
    },
  )
}
