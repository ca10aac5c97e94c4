import { GetUserMetricData as Op } from '../../../contract/dingtalk/quality.ts'
import type { EpochMs, UnionId } from '../../conference/identity.ts'
import type { Quality } from '../../service/quality/quality.ts'
import { CONTENT_TYPE } from '../gateway/gateway-errors.ts'
import { callerOf } from '../gateway/hooks.ts'
import { toMetric } from './metric.ts'
import { QUERY_CONFERENCE_INFO_ERRORS } from '../conferences/query-conference-info.ts'
import { operation, READ, type Routes } from '../gateway/operation.ts'
import { toConferenceId } from '../gateway/wire-id.ts'

/** DingTalk has no page for it, so its errors are those of QueryConferenceInfo. */
export function getUserMetricData(app: Routes, deps: { quality: Pick<Quality, 'listSeries'> }) {
  app.get(
    '/v1.0/conference/videoConferences/:conferenceId/metricDatas',
    operation(Op, READ, QUERY_CONFERENCE_INFO_ERRORS),
    async (request, reply) => {
      const { beginTime, endTime, unionId } = request.query
      const id = toConferenceId(request.params.conferenceId)
      const wanted = { unionId: unionId as UnionId, from: beginTime as EpochMs, to: endTime as EpochMs }
      const series = await deps.quality.listSeries(callerOf(request), id, wanted)
      return reply.header('content-type', CONTENT_TYPE).send({ metricDataList: series.map(toMetric) })
    },
  )
}
