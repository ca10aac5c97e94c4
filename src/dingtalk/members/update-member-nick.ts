import { UpdateMemberNick as Op } from '../../../contract/dingtalk/control.ts'
import type { UnionId } from '../../conference/identity.ts'
import type { Conferences } from '../../service/control/conferences.ts'
import { CONTENT_TYPE } from '../gateway/gateway-errors.ts'
import { callerOf } from '../gateway/hooks.ts'
import { MEMBER_ERRORS } from './member-errors.ts'
import { requireNick } from './require-nick.ts'
import { operation, WRITE, type Routes } from '../gateway/operation.ts'
import { toConferenceId } from '../gateway/wire-id.ts'

export function updateMemberNick(app: Routes, deps: { conferences: Pick<Conferences, 'rename'> }) {
  app.post(
    '/v1.0/conference/videoConferences/:conferenceId/members/updateNick',
    operation(Op, WRITE, MEMBER_ERRORS),
    async (request, reply) => {
      const nick = requireNick(request.body.nick, 'nick')
      const id = toConferenceId(request.params.conferenceId)
      await deps.conferences.rename(callerOf(request), id, { unionId: request.body.unionId as UnionId, nick })
      return reply.header('content-type', CONTENT_TYPE).send({ success: true })
    },
  )
}
