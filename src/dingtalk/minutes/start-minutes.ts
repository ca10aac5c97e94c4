import { StartMinutes as Op } from '../../../contract/dingtalk/minutes.ts'
import type { UnionId } from '../../conference/identity.ts'
import type { Engines } from '../../service/control/engines.ts'
import type { Refusal } from '../../service/refusals.ts'
import type { ErrorTable } from '../gateway/error-handler.ts'
import { CONTENT_TYPE } from '../gateway/gateway-errors.ts'
import { callerOf } from '../gateway/hooks.ts'
import { operation, WRITE, type Routes } from '../gateway/operation.ts'
import { toConferenceId } from '../gateway/wire-id.ts'

/** DingTalk does not document it, so its errors are those of StartCloudRecord. */
const START_MINUTES_ERRORS: ErrorTable<Refusal<'Engines', 'controlMinutes'>> = {
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
      const { unionId, ownerUnionId, recordAudio = false } = request.body
      const [by, owner] = [unionId, ownerUnionId] as (UnionId | undefined)[]
      const id = toConferenceId(request.params.conferenceId)
      const call = { caller: callerOf(request), id, people: [by, owner].filter((one) => one !== undefined) }
      const order = { ...(by && { by }), ...(owner && { owner }), recordsAudio: recordAudio }
      await deps.engines.controlMinutes(call, (minutes) => minutes.start(id, order))
      return reply.header('content-type', CONTENT_TYPE).send({ code: '200' })
    },
  )
}
