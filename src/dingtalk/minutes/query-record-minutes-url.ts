import { QueryRecordMinutesUrl as Op } from '../../../contract/dingtalk/minutes.ts'
import type { UnionId } from '../../conference/identity.ts'
import type { Engines } from '../../service/control/engines.ts'
import { CONTENT_TYPE } from '../gateway/gateway-errors.ts'
import { callerOf } from '../gateway/hooks.ts'
import { operation, READ, type Routes } from '../gateway/operation.ts'
import { toConferenceId } from '../gateway/wire-id.ts'
import { MINUTES_ERRORS } from './minutes-errors.ts'

export function queryRecordMinutesUrl(app: Routes, deps: { engines: Pick<Engines, 'readMinutes'> }) {
  app.get(
    '/v1.0/conference/videoConferences/:conferenceId/flashMinutes/recordUrls',
    operation(Op, READ, MINUTES_ERRORS),
    async (request, reply) => {
      const { bizType: kind, recorderUnionId } = request.query
      const owner = recorderUnionId as UnionId
      const id = toConferenceId(request.params.conferenceId)
      const call = { caller: callerOf(request), id, people: [owner] }
      const links = await deps.engines.readMinutes(call, (minutes) => minutes.listLinks(id, { kind, owner }))
      const recordMinutesUrls = links.map(({ url, minutesId }) => ({ recordMinutesUrl: url, taskUuid: minutesId }))
      return reply.header('content-type', CONTENT_TYPE).send({ recordMinutesUrls })
    },
  )
}
