import { QueryMinutesAudio as Op } from '../../../contract/dingtalk/minutes.ts'
import type { UnionId } from '../../conference/identity.ts'
import type { MinutesAudio } from '../../service/control/engine-ports.ts'
import type { Engines } from '../../service/control/engines.ts'
import { CONTENT_TYPE } from '../gateway/gateway-errors.ts'
import { callerOf } from '../gateway/hooks.ts'
import { operation, READ, type Routes } from '../gateway/operation.ts'
import { toConferenceId } from '../gateway/wire-id.ts'
import { MINUTES_ERRORS } from './minutes-errors.ts'

export function queryMinutesAudio(app: Routes, deps: { engines: Pick<Engines, 'readMinutes'> }) {
  app.get(
    '/v1.0/conference/videoConferences/:conferenceId/minutes/audioInfos',
    operation(Op, READ, MINUTES_ERRORS),
    async (request, reply) => {
      const id = toConferenceId(request.params.conferenceId)
      const call = { caller: callerOf(request), id, people: [request.query.unionId as UnionId] }
      const found = await deps.engines.readMinutes(call, (minutes) => minutes.listAudio(id))
      return reply.header('content-type', CONTENT_TYPE).send({ audioList: found.map(toAudio) })
    },
  )
}

function toAudio({ recordId, owner, startedAt, endedAt, sizeBytes, playUrl }: MinutesAudio) {
  return {
    recordId,
    unionId: owner,
    startTime: startedAt,
    endTime: endedAt,
    duration: endedAt - startedAt,
    fileSize: sizeBytes,
    playUrl,
  }
}
