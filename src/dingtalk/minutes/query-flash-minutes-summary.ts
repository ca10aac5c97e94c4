import { QueryFlashMinutesSummary as Op } from '../../../contract/dingtalk/minutes.ts'
import type { UnionId } from '../../conference/identity.ts'
import type { Engines } from '../../service/control/engines.ts'
import { CONTENT_TYPE } from '../gateway/gateway-errors.ts'
import { callerOf } from '../gateway/hooks.ts'
import { operation, READ, type Routes } from '../gateway/operation.ts'
import { toConferenceId } from '../gateway/wire-id.ts'
import { MINUTES_ERRORS } from './minutes-errors.ts'
import { toChapter } from './minutes-wire.ts'

export function queryFlashMinutesSummary(app: Routes, deps: { engines: Pick<Engines, 'readMinutes'> }) {
  app.get(
    '/v1.0/conference/videoConferences/:conferenceId/flashMinutes/summaries',
    operation(Op, READ, MINUTES_ERRORS),
    async (request, reply) => {
      const { bizType: kind, recorderUnionId } = request.query
      const owner = recorderUnionId as UnionId
      const id = toConferenceId(request.params.conferenceId)
      const call = { caller: callerOf(request), id, people: [owner] }
      const found = await deps.engines.readMinutes(call, (minutes) => minutes.loadChapters(id, { kind, owner }))
      const flashMinutesSummary = { status: found.status, summary: found.chapters.map(toChapter) }
      return reply.header('content-type', CONTENT_TYPE).send({ flashMinutesSummary })
    },
  )
}
