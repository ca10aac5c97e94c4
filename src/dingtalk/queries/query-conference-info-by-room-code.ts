import { DEFAULT_CONFERENCES, QueryConferenceInfoByRoomCode as Op } from '../../../contract/dingtalk/queries.ts'
import type { Admission } from '../../service/entry/admission.ts'
import { parseRoomCode } from '../../../contract/text/room-code.ts'
import { toPlain } from '../../../contract/text/typed.ts'
import type { History } from '../../service/read/history.ts'
import { toCodedConference } from './conference-data.ts'
import { loadPageQuery, toStartCursor } from '../gateway/number-cursor.ts'
import { CONTENT_TYPE } from '../gateway/gateway-errors.ts'
import { callerOf } from '../gateway/hooks.ts'
import type { Refusal } from '../../service/refusals.ts'
import type { ErrorTable } from '../gateway/error-handler.ts'
import { InvalidRequestError } from '../gateway/invalid-request.ts'
import { operation, READ, type Routes } from '../gateway/operation.ts'

/** The codes are those of QueryConferenceInfo and similar operations. Each message is its code. */
const QUERY_CONFERENCE_INFO_BY_ROOM_CODE_ERRORS: ErrorTable<Refusal<'History', 'pageByRoomCode'>> = {
  refusals: {
    'not-permitted': [403, 'noPermission', 'noPermission'],
  },
  malformed: {
    'roomCode missing': [400, 'missingRoomCode', 'missingRoomCode'],
    'roomCode malformed': [400, 'invalidRoomCode', 'invalidRoomCode'],
    otherwise: [400, 'paramError', 'paramError'],
  },
  unexpected: [500, 'systemError', 'systemError'],
  reasons: {
    'not-permitted': 'only other organizations use the code',
    'roomCode missing': 'the code is blank',
    'roomCode malformed': 'the code is not made of digits',
  },
}

export function queryConferenceInfoByRoomCode(
  app: Routes,
  deps: { history: Pick<History, 'pageByRoomCode' | 'listStartedAt'>; admission: Pick<Admission, 'externalLink'> },
) {
  const { history, admission } = deps
  app.get(
    '/v1.0/conference/roomCodes/:roomCode/infos',
    operation(Op, READ, QUERY_CONFERENCE_INFO_BY_ROOM_CODE_ERRORS),
    async (request, reply) => {
      const roomCode = requireRoomCode(request.params.roomCode)
      const caller = callerOf(request)
      const ofCode = [Op.operationId, caller.organizationId, roomCode] as const
      const query = await loadPageQuery(ofCode, request.query, {
        defaultLimit: DEFAULT_CONFERENCES,
        listStartedAt: (at) => history.listStartedAt(caller, at),
      })
      const { rows, next, total } = await history.pageByRoomCode(caller, roomCode, query)
      return reply.header('content-type', CONTENT_TYPE).send({
        conferenceList: rows.map((head) => toCodedConference(head, admission.externalLink(head))),
        hasMore: next !== undefined,
        ...(next && { nextToken: toStartCursor(ofCode, next) }),
        totalCount: total,
      })
    },
  )
}

/** @throws InvalidRequestError */
function requireRoomCode(text: string): string {
  const code = parseRoomCode(text)
  if (code !== undefined) return code
  if (toPlain(text) === '') throw new InvalidRequestError('roomCode', 'missing')
  const wrong = [{ field: 'roomCode', problem: 'must be 1 to 32 digits' }]
  throw new InvalidRequestError('roomCode', 'malformed', { wrong })
}
