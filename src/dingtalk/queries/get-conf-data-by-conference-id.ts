import { GetConfDataByConferenceId as Op } from '../../../contract/dingtalk/queries.ts'
import type { Directory } from '../../service/account/directory.ts'
import type { Clock } from '../../service/clock-and-ids.ts'
import type { Heads } from '../../service/conduct/heads.ts'
import { toConferenceData } from './conference-data.ts'
import { CONTENT_TYPE } from '../gateway/gateway-errors.ts'
import { callerOf } from '../gateway/hooks.ts'
import { QUERY_CONFERENCE_INFO_ERRORS } from '../conferences/query-conference-info.ts'
import { operation, READ, type Routes } from '../gateway/operation.ts'
import { toConferenceId } from '../gateway/wire-id.ts'

/** DingTalk has no page for it, so its errors are those of QueryConferenceInfo. */
export function getConfDataByConferenceId(
  app: Routes,
  deps: { heads: Pick<Heads, 'loadOwned'>; directory: Pick<Directory, 'findUserByUnionId'>; clock: Clock },
) {
  app.get(
    '/v1.0/conference/videoConferences/:conferenceId/infos',
    operation(Op, READ, QUERY_CONFERENCE_INFO_ERRORS),
    async (request, reply) => {
      const head = await deps.heads.loadOwned(callerOf(request), toConferenceId(request.params.conferenceId))
      const creator = await deps.directory.findUserByUnionId(head.organizationId, head.creatorUnionId)
      const now = request.query.realData ? deps.clock.now() : undefined
      const data = toConferenceData(head, { now, deptName: creator?.department })
      return reply.header('content-type', CONTENT_TYPE).send(data)
    },
  )
}
