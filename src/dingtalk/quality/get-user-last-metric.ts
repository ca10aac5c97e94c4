import { GetUserLastMetric as Op } from '../../../contract/dingtalk/quality.ts'
import type { UnionId } from '../../conference/identity.ts'
import type { Quality } from '../../service/quality/quality.ts'
import { CONTENT_TYPE } from '../gateway/gateway-errors.ts'
import { callerOf } from '../gateway/hooks.ts'
import { toLastMetric } from './metric.ts'
import { QUERY_CONFERENCE_INFO_ERRORS } from '../conferences/query-conference-info.ts'
import { operation, READ, type Routes } from '../gateway/operation.ts'
import { toConferenceId } from '../gateway/wire-id.ts'

/** DingTalk has no page for it, so its errors are those of QueryConferenceInfo. */
export function getUserLastMetric(app: Routes, deps: { quality: Pick<Quality, 'listLatest'> }) {
  app.post(
    '/v1.0/conference/videoConferences/:conferenceId/lastMetricDatas/query',
    operation(Op, READ, QUERY_CONFERENCE_INFO_ERRORS),
    async (request, reply) => {
      const id = toConferenceId(request.params.conferenceId)
      const people = request.body.unionIdList as UnionId[]
      const latest = await deps.quality.listLatest(callerOf(request), id, people)
      const metrics = Array.from(latest, ([unionId, point]) => [unionId, toLastMetric(point)] as const)
      // An official client fails on an empty map, and all of them accept that there is none.
      const answer = metrics.length === 0 ? {} : { metricMap: Object.fromEntries(metrics) }
      return reply.header('content-type', CONTENT_TYPE).send(answer)
    },
  )
}
