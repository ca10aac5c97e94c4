import { GenerateFlashMinutesDocumentUrl as Op } from '../../../contract/dingtalk/minutes.ts'
import type { EpochMs, UnionId } from '../../conference/identity.ts'
import type { Engines } from '../../service/control/engines.ts'
import { CONTENT_TYPE } from '../gateway/gateway-errors.ts'
import { callerOf } from '../gateway/hooks.ts'
import { operation, READ, type Routes } from '../gateway/operation.ts'
import { toConferenceId } from '../gateway/wire-id.ts'
import { MINUTES_ERRORS } from './minutes-errors.ts'

export function generateFlashMinutesDocumentUrl(app: Routes, deps: { engines: Pick<Engines, 'readMinutes'> }) {
  app.get(
    '/v1.0/conference/videoConferences/:conferenceId/flashMinutes/document/generate',
    operation(Op, READ, MINUTES_ERRORS),
    async (request, reply) => {
      const { unionId, bizType: kind, expireTime } = request.query
      const id = toConferenceId(request.params.conferenceId)
      const call = { caller: callerOf(request), id, people: [unionId as UnionId] }
      const order = { kind, ...(expireTime !== undefined && { expiresAt: expireTime as EpochMs }) }
      const minutesDocUrl = await deps.engines.readMinutes(call, (minutes) => minutes.createDocument(id, order))
      return reply.header('content-type', CONTENT_TYPE).send({ minutesDocUrl })
    },
  )
}
