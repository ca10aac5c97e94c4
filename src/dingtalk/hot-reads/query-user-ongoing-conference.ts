import { toDeviceType } from '../device-type.ts'
import type { FastifyInstance } from 'fastify'
import type { Static } from 'typebox'
import { QueryUserOnGoingConference as Op } from '../../../contract/dingtalk/members.ts'
import type { UnionId } from '../../conference/identity.ts'
import type { Clock } from '../../service/clock-and-ids.ts'
import { andThen } from '../../service/eventually.ts'
import type { OngoingEntry, OngoingList } from '../../service/read/read-model.ts'
import type { Roster } from '../../service/read/roster.ts'
import type { Refusal } from '../../service/refusals.ts'
import type { ErrorTable } from '../gateway/error-handler.ts'
import { RenderedPages, toParts, type PageParts } from './rendered-page.ts'
import type { HotRead, RepeatedReads } from './repeated-reads.ts'
import { operation, READ } from '../gateway/operation.ts'

/** Two errors share one code and differ only in the message. */
const QUERY_USER_ONGOING_CONFERENCE_ERRORS: ErrorTable<Refusal<'Roster', 'listOngoing'>> = {
  refusals: {
    'user-not-found': [400, 'param.error', 'param.error'],
  },
  malformed: {
    'unionId missing': [400, 'param.error', 'missing.user.info'],
    otherwise: [400, 'param.error', 'param.error'],
  },
  unexpected: [500, 'system.error', 'system.error'],
  reasons: {
    'user-not-found': '`unionId` is unknown',
  },
}

export function queryUserOngoingConference(
  app: FastifyInstance,
  deps: { roster: Pick<Roster, 'listOngoing'>; repeats: RepeatedReads; clock: Clock },
) {
  const lists = new RenderedPages(toListParts, deps.clock)
  const read: HotRead<UnionId> = (caller, unionId) =>
    andThen(deps.roster.listOngoing(caller, unionId), (list) => lists.of(list))

  app.get<{ Querystring: Static<typeof Op.querystring> }>(
    '/v1.0/conference/users/lists',
    operation(Op, READ, QUERY_USER_ONGOING_CONFERENCE_ERRORS),
    async (request, reply) => deps.repeats.answer(request, reply, read, request.query.unionId as UnionId),
  )
}

function toListParts(list: OngoingList): PageParts {
  // An official client fails on an empty map, and all of them accept that there is none.
  if (list.length === 0) return ['{"onGoingConfIdList":[]}']
  const ids = JSON.stringify(list.map(({ conferenceId }) => conferenceId))
  const models = list.map((entry, index) => [
    `${index > 0 ? ',' : ''}${JSON.stringify(entry.conferenceId)}:`,
    ...toOngoingModel(entry),
  ])
  return [`{"onGoingConfIdList":${ids},"memberModelMap":{`, ...models.flat(), '}}']
}

function toOngoingModel({ conferenceId, member }: OngoingEntry): PageParts {
  const { unionId, nick, joinedAt, leftAt, device } = member
  return toParts(member, {
    before: { unionId, conferenceId, userNick: nick, joinTime: joinedAt, leaveTime: leftAt },
    after: {
      attendStatus: member.status,
      host: member.host,
      coHost: member.coHost,
      outerOrgMember: member.outside,
      pstnJoin: member.byPhone,
      deviceType: toDeviceType(device),
    },
  })
}
