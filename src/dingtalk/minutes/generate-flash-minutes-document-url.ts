import { GenerateFlashMinutesDocumentUrl as Op } from '../../../contract/dingtalk/minutes.ts'
import type { UnionId } from '../../conference/identity.ts'
import type { Engines } from '../../service/control/engines.ts'
import { callerOf } from '../gateway/hooks.ts'
import { MINUTES_ERRORS } from './minutes-errors.ts'
import { sendRefusal } from '../gateway/error-handler.ts'
import { operation, READ, type Routes } from '../gateway/operation.ts'
import { toConferenceId } from '../gateway/wire-id.ts'

export function generateFlashMinutesDocumentUrl(app: Routes, deps: { engines: Pick<Engines, 'readMinutes'> }) {
  app.get(
    '/v1.0/conference/videoConferences/:conferenceId/flashMinutes/document/generate',
    operation(Op, READ, MINUTES_ERRORS),
    async (request, reply) => {
      const id = toConferenceId(request.params.conferenceId)
      const missing = await deps.engines.readMinutes(callerOf(request), id, [request.query.unionId as UnionId])
      return sendRefusal(request, reply, MINUTES_ERRORS, missing)
    },
  )
}
