import { bizTypeOf, bookingOf } from '../booked-by.ts'
import { QueryConferenceInfo as Op, type ConferenceInfo } from '../../../contract/dingtalk/conferences.ts'
import type { Admission } from '../../service/entry/admission.ts'
import type { ConferenceHead } from '../../service/conduct/conference-head.ts'
import type { Heads } from '../../service/conduct/heads.ts'
import { CONTENT_TYPE } from '../gateway/gateway-errors.ts'
import { callerOf } from '../gateway/hooks.ts'
import type { Refusal } from '../../service/refusals.ts'
import type { ErrorTable } from '../gateway/error-handler.ts'
import { operation, READ, type Routes } from '../gateway/operation.ts'
import { toConferenceId } from '../gateway/wire-id.ts'

/** Also the errors of operations about one conference that DingTalk does not document. */
export const QUERY_CONFERENCE_INFO_ERRORS: ErrorTable<Refusal<'Heads', 'loadOwned'>> = {
  refusals: {
    'conference-not-found': [404, 'roomNotFound', 'ROOM NOT FOUND'],
    'not-permitted': [403, 'noPermission', 'NO PERMISSION'],
  },
  malformed: {
    conferenceId: [400, 'missingRoomId', 'MISSING ROOM ID'],
    otherwise: [400, 'paramError', 'PARAM ERROR'],
  },
  unexpected: [500, 'systemError', 'SYSTEM ERROR'],
}

/** Adds the operation `QueryConferenceInfo`. */
export function queryConferenceInfo(
  app: Routes,
  deps: { heads: Pick<Heads, 'loadOwned'>; admission: Pick<Admission, 'externalLink'> },
) {
  app.get(
    '/v1.0/conference/videoConferences/:conferenceId',
    operation(Op, READ, QUERY_CONFERENCE_INFO_ERRORS),
    async (request, reply) => {
      const head = await deps.heads.loadOwned(callerOf(request), toConferenceId(request.params.conferenceId))
      const confInfo = toConferenceInfo(head, deps.admission.externalLink(head))
      return reply.header('content-type', CONTENT_TYPE).send({ confInfo })
    },
  )
}

function toConferenceInfo(head: ConferenceHead, externalLinkUrl: string): ConferenceInfo {
  const { endedAt, startedAt } = head
  return {
    conferenceId: head.id,
    title: head.title,
    creatorId: head.creatorUnionId,
    creatorNick: head.creatorNick,
    roomCode: head.roomCode,
    externalLinkUrl,
    status: endedAt === undefined ? 2 : 1,
    startTime: startedAt,
    ...(endedAt !== undefined && { endTime: endedAt, confDuration: endedAt - startedAt }),
    ...bookingOf(head),
    invitedNum: head.invitedCount,
    activeNum: head.activeCount,
    attendNum: head.attendedCount,
    bizType: bizTypeOf(head),
    cloudRecordStatus: 0,
  }
}
