import { StartMinutes as Op } from '../../../contract/dingtalk/minutes.ts'
import type { UnionId } from '../../conference/identity.ts'
import type { EngineRefusal, Engines } from '../../service/control/engines.ts'
import { callerOf } from '../gateway/hooks.ts'
import { sendRefusal, type ErrorTable } from '../gateway/error-handler.ts'
import { operation, WRITE, type Routes } from '../gateway/operation.ts'
import { toConferenceId } from '../gateway/wire-id.ts'

/** Without a page of its own, so it is refused as StartCloudRecord is. */
const START_MINUTES_ERRORS: ErrorTable<EngineRefusal<'minutes', 'controlMinutes'>> = {
  refusals: {
    'user-not-found': [400, 'paramsError', 'error:%s'],
    'conference-not-found': [400, 'paramsError', 'error:%s'],
    'conference-ended': [400, 'roomClosed', 'the meeting has ended'],
    'not-permitted': [404, 'recordStartPermissionError', 'permissionError:%s'],
    'minutes-engine-not-configured': [404, 'recordStartError', 'recordStartError:%s'],
  },
  malformed: { otherwise: [400, 'paramsError', 'error:%s'] },
  unexpected: [500, 'systemError', 'systemError:%s'],
}

export function startMinutes(app: Routes, deps: { engines: Pick<Engines, 'controlMinutes'> }) {
  app.post(
    '/v1.0/conference/videoConferences/:conferenceId/minutes/start',
    operation(Op, WRITE, START_MINUTES_ERRORS),
    async (request, reply) => {
      const { unionId, ownerUnionId } = request.body
      const people = [unionId, ownerUnionId].filter((one) => one !== undefined) as UnionId[]
      const id = toConferenceId(request.params.conferenceId)
      const missing = await deps.engines.controlMinutes(callerOf(request), id, people)
      return sendRefusal(request, reply, START_MINUTES_ERRORS, missing)
    },
  )
}
