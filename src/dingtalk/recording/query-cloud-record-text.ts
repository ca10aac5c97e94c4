import { QueryCloudRecordText as Op } from '../../../contract/dingtalk/recording.ts'
import type { UnionId } from '../../conference/identity.ts'
import type { Engines } from '../../service/control/engines.ts'
import { CONTENT_TYPE } from '../gateway/gateway-errors.ts'
import { callerOf } from '../gateway/hooks.ts'
import { operation, READ, type Routes } from '../gateway/operation.ts'
import { toConferenceId } from '../gateway/wire-id.ts'
import { RECORDING_ERRORS } from './recording-errors.ts'
import { toParagraph } from './recording-wire.ts'

export function queryCloudRecordText(app: Routes, deps: { engines: Pick<Engines, 'readRecording'> }) {
  app.get(
    '/v1.0/conference/videoConferences/:conferenceId/cloudRecords/getTexts',
    operation(Op, READ, RECORDING_ERRORS),
    async (request, reply) => {
      const { unionId, direction = '0', startTime, maxResults, nextToken } = request.query
      const id = toConferenceId(request.params.conferenceId)
      const call = { caller: callerOf(request), id, people: unionId === undefined ? [] : [unionId as UnionId] }
      const range = {
        backwards: direction === '1',
        ...(startTime !== undefined && { fromMs: startTime }),
        ...(maxResults !== undefined && { limit: maxResults }),
        ...(nextToken !== undefined && { after: String(nextToken) }),
      }
      const { paragraphs, hasMore } = await deps.engines.readRecording(call, (recordings) =>
        recordings.loadTranscript(id, range),
      )
      // DingTalk's own spelling of the paragraph token.
      const paragraphList = paragraphs.map((paragraph) => ({
        nextTtoken: paragraph.paragraphId,
        status: 0,
        ...toParagraph(paragraph),
      }))
      return reply.header('content-type', CONTENT_TYPE).send({ hasMore, paragraphList })
    },
  )
}
