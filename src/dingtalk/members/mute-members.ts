import { MuteMembers as Op } from '../../../contract/dingtalk/control.ts'
import type { UnionId } from '../../conference/identity.ts'
import type { Conferences } from '../../service/control/conferences.ts'
import { CONTENT_TYPE } from '../gateway/gateway-errors.ts'
import { callerOf } from '../gateway/hooks.ts'
import { DEVICE_ERRORS } from './member-errors.ts'
import { operation, WRITE, type Routes } from '../gateway/operation.ts'
import { toConferenceId, toParticipantId } from '../gateway/wire-id.ts'

export function muteMembers(app: Routes, deps: { conferences: Pick<Conferences, 'setMuted'> }) {
  app.post(
    '/v1.0/conference/videoConferences/:conferenceId/members/mute',
    operation(Op, WRITE, DEVICE_ERRORS),
    async (request, reply) => {
      const { action, userList } = request.body
      const [{ unionId, participantId }] = userList as [(typeof userList)[number]] // the schema allows exactly one
      const id = toConferenceId(request.params.conferenceId)
      await deps.conferences.setMuted(callerOf(request), id, {
        muted: action === 'mute',
        unionId: unionId as UnionId,
        // An empty `participantId` counts as absent.
        ...(participantId && { participantId: toParticipantId(participantId) }),
      })
      return reply.header('content-type', CONTENT_TYPE).send({ success: true })
    },
  )
}
