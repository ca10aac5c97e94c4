import { toDeviceType } from '../device-type.ts'
import { DEFAULT_RECORDS, GetConfDetailData as Op, type SessionDetail } from '../../../contract/dingtalk/queries.ts'
import type { EpochMs } from '../../conference/identity.ts'
import type { SessionRecord } from '../../service/read/history-model.ts'
import type { History } from '../../service/read/history.ts'
import type { Clock } from '../../service/clock-and-ids.ts'
import { toCursor, toPageQuery } from '../gateway/cursor.ts'
import { CONTENT_TYPE } from '../gateway/gateway-errors.ts'
import { callerOf } from '../gateway/hooks.ts'
import { QUERY_CONFERENCE_INFO_ERRORS } from '../conferences/query-conference-info.ts'
import { operation, READ, type Routes } from '../gateway/operation.ts'
import { toConferenceId } from '../gateway/wire-id.ts'

/** DingTalk has no page for it, so its errors are those of QueryConferenceInfo. */
export function getConfDetailData(app: Routes, deps: { history: Pick<History, 'pageSessions'>; clock: Clock }) {
  app.get(
    '/v1.0/conference/videoConferences/:conferenceId/details',
    operation(Op, READ, QUERY_CONFERENCE_INFO_ERRORS),
    async (request, reply) => {
      const { nick } = request.query
      const id = toConferenceId(request.params.conferenceId)
      const sessions = [Op.operationId, id] as const
      const page = toPageQuery(sessions, request.query, DEFAULT_RECORDS)
      const query = { ...page, ...(nick !== undefined && { nick }) }
      const { rows, next } = await deps.history.pageSessions(callerOf(request), id, query)
      const now = deps.clock.now()
      return reply.header('content-type', CONTENT_TYPE).send({
        list: rows.map((session) => toDetail(session, now)),
        ...(next && { nextToken: toCursor(sessions, next) }),
      })
    },
  )
}

/** DingTalk's value for an unknown quality. Its scale for known ones is not documented; the grades 3, 2 and 1 are ours. */
const UNKNOWN_QUALITY = -1

function toDetail(session: SessionRecord, now: EpochMs): SessionDetail {
  const { unionId, joinedAt, leftAt, lastSeenAt, provenAt = now } = session
  const deviceType = toDeviceType(session.device)
  return {
    conferenceId: session.conferenceId,
    sessionId: session.participantId,
    ...(unionId !== undefined && { unionId }),
    nick: session.nick,
    role: toRole(session),
    status: toStatus(session),
    joinTime: joinedAt,
    ...(leftAt !== undefined && { leaveTime: leftAt }),
    duration: Math.max((leftAt ?? lastSeenAt ?? Math.max(now, provenAt)) - joinedAt, 0),
    belongOrg: String(!session.outside),
    ...(deviceType !== undefined && { deviceType }),
    networkQuality: String(session.grade ?? UNKNOWN_QUALITY),
  }
}

function toRole({ host, coHost }: SessionRecord): string {
  if (host) return '主持人'
  return coHost ? '联席主持人' : '参会人'
}

function toStatus({ leftAt, reason }: SessionRecord): string {
  if (leftAt === undefined) return '会议中'
  return reason === 'removed' ? '被移出' : '已离会'
}
