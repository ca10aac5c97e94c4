import { DEFAULT_CONFERENCES, QueryOrgConferenceList as Op } from '../../../contract/dingtalk/queries.ts'
import type { History } from '../../service/read/history.ts'
import { toOngoingConference } from './conference-data.ts'
import { loadPageQuery, toStartCursor } from '../gateway/number-cursor.ts'
import { CONTENT_TYPE } from '../gateway/gateway-errors.ts'
import { callerOf } from '../gateway/hooks.ts'
import type { Refusal } from '../../service/refusals.ts'
import type { ErrorTable } from '../gateway/error-handler.ts'
import { operation, READ, type Routes } from '../gateway/operation.ts'

/** DingTalk's page has only these two. GetHistoryConfDataList has no page, and uses them as well. */
export const QUERY_ORG_CONFERENCE_LIST_ERRORS: ErrorTable<Refusal<'History', 'pageRunning'>> = {
  refusals: {},
  malformed: { otherwise: [400, 'paramError', 'PARAM ERROR'] },
  unexpected: [500, 'systemError', 'SYSTEM ERROR'],
}

export function queryOrgConferenceList(app: Routes, deps: { history: Pick<History, 'pageRunning' | 'listStartedAt'> }) {
  app.get(
    '/v1.0/conference/orgConferences',
    operation(Op, READ, QUERY_ORG_CONFERENCE_LIST_ERRORS),
    async (request, reply) => {
      const caller = callerOf(request)
      const running = [Op.operationId, caller.organizationId] as const
      const query = await loadPageQuery(running, request.query, {
        defaultLimit: DEFAULT_CONFERENCES,
        listStartedAt: (at) => deps.history.listStartedAt(caller, at),
      })
      const { rows, next, total } = await deps.history.pageRunning(caller, query)
      return reply.header('content-type', CONTENT_TYPE).send({
        onGoingConfList: rows.map(toOngoingConference),
        hasMore: next !== undefined,
        ...(next && { nextToken: toStartCursor(running, next) }),
        totalCount: total,
      })
    },
  )
}
