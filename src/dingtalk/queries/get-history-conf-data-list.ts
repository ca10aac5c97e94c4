import { DEFAULT_RECORDS, GetHistoryConfDataList as Op } from '../../../contract/dingtalk/queries.ts'
import type { EpochMs } from '../../conference/identity.ts'
import type { History } from '../../service/read/history.ts'
import type { Directory } from '../../service/account/directory.ts'
import type { Clock } from '../../service/clock-and-ids.ts'
import { FREE_TYPE, SCENE, toConferenceData } from './conference-data.ts'
import { toCursor, toPageQuery } from '../gateway/cursor.ts'
import { CONTENT_TYPE } from '../gateway/gateway-errors.ts'
import { callerOf } from '../gateway/hooks.ts'
import { QUERY_ORG_CONFERENCE_LIST_ERRORS } from './query-org-conference-list.ts'
import { operation, READ, type Routes } from '../gateway/operation.ts'

/** Undocumented by DingTalk; its errors are those of QueryOrgConferenceList. */
export function getHistoryConfDataList(
  app: Routes,
  deps: {
    history: Pick<History, 'pageBegun'>
    directory: Pick<Directory, 'listUsersByUnionId'>
    clock: Clock
  },
) {
  app.get(
    '/v1.0/conference/videoConferences/histories/dataLists',
    operation(Op, READ, QUERY_ORG_CONFERENCE_LIST_ERRORS),
    async (request, reply) => {
      const { startTime, endTime, realData, title, creatorNike, scene = SCENE, freeType = FREE_TYPE } = request.query
      const isOurs = scene === SCENE && freeType === FREE_TYPE
      const wanted = {
        from: startTime as EpochMs,
        to: endTime as EpochMs,
        onlyEnded: !realData,
        ...(title !== undefined && { title }),
        ...(creatorNike !== undefined && { creator: creatorNike }),
      }
      const caller = callerOf(request)
      // Without the filters, so that a caller may move the end of the interval to the present for each page.
      const begun = [Op.operationId, caller.organizationId] as const
      const query = toPageQuery(begun, request.query, DEFAULT_RECORDS)
      const part = isOurs ? await deps.history.pageBegun(caller, wanted, query) : { rows: [] }
      const creators = [...new Set(part.rows.map(({ creatorUnionId }) => creatorUnionId))]
      const users = await deps.directory.listUsersByUnionId(caller.organizationId, creators)
      const departments = new Map(users.map(({ unionId, department }) => [unionId, department]))
      const now = realData ? deps.clock.now() : undefined
      return reply.header('content-type', CONTENT_TYPE).send({
        list: part.rows.map((head) => toConferenceData(head, { now, deptName: departments.get(head.creatorUnionId) })),
        ...('next' in part && part.next && { nextToken: toCursor(begun, part.next) }),
      })
    },
  )
}
