import { Cohosts as Op } from '../../../contract/dingtalk/control.ts'
import type { UnionId } from '../../conference/identity.ts'
import type { Conferences } from '../../service/control/conferences.ts'
import { CONTENT_TYPE } from '../gateway/gateway-errors.ts'
import { callerOf } from '../gateway/hooks.ts'
import { MEMBER_ERRORS } from './member-errors.ts'
import { operation, WRITE, type Routes } from '../gateway/operation.ts'
import { toConferenceId } from '../gateway/wire-id.ts'

export function cohosts(app: Routes, deps: { conferences: Pick<Conferences, 'setCoHosts'> }) {
  app.post(
    '/v1.0/conference/videoConferences/:conferenceId/coHosts/set',
    operation(Op, WRITE, MEMBER_ERRORS),
    async (request, reply) => {
      const { action, userList } = request.body
      const unionIds = userList.map(({ unionId }) => unionId as UnionId)
      const id = toConferenceId(request.params.conferenceId)
      await deps.conferences.setCoHosts(callerOf(request), id, { add: action === 'add', unionIds })
      return reply.header('content-type', CONTENT_TYPE).send({ success: true })
    },
  )
}
