import { QueryMinutesText as Op } from '../../../contract/dingtalk/minutes.ts'
import type { UnionId } from '../../conference/identity.ts'
import type { Engines } from '../../service/control/engines.ts'
import { CONTENT_TYPE } from '../gateway/gateway-errors.ts'
import { callerOf } from '../gateway/hooks.ts'
import { operation, READ, type Routes } from '../gateway/operation.ts'
import { toConferenceId } from '../gateway/wire-id.ts'
import { MINUTES_ERRORS } from './minutes-errors.ts'
import { toParagraph } from '../recording/recording-wire.ts'

export function queryMinutesText(app: Routes, deps: { engines: Pick<Engines, 'readMinutes'> }) {
  app.get(
    '/v1.0/conference/videoConferences/:conferenceId/minutes/textInfos',
    operation(Op, READ, MINUTES_ERRORS),
    async (request, reply) => {
      const { unionId, direction, maxResults, nextToken } = request.query
      const id = toConferenceId(request.params.conferenceId)
      const call = { caller: callerOf(request), id, people: unionId === undefined ? [] : [unionId as UnionId] }
      const range = {
        backwards: direction === '1',
        ...(maxResults !== undefined && { limit: maxResults }),
        ...(nextToken !== undefined && { after: nextToken }),
      }
      const { paragraphs, hasMore, next } = await deps.engines.readMinutes(call, (minutes) =>
        minutes.loadTranscript(id, range),
      )
      const paragraphList = paragraphs.map((paragraph) => ({
        paragraphId: paragraph.paragraphId,
        ...toParagraph(paragraph),
      }))
      return reply
        .header('content-type', CONTENT_TYPE)
        .send({ hasMore, ...(next !== undefined && { nextToken: next }), paragraphList })
    },
  )
}
