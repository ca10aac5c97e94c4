import type { FastifyInstance } from 'fastify'
import type { Static } from 'typebox'
import { QueryUserOnGoingConference as Op } from '../../../contract/dingtalk/members.ts'
import type { UnionId } from '../../conference/identity.ts'
import type { Caller } from '../../service/account/directory-model.ts'
import type { Clock } from '../../service/clock-and-ids.ts'
import type { OngoingEntry, OngoingList } from '../../service/read/read-model.ts'
import type { Roster } from '../../service/read/roster.ts'
import { callerOf } from '../gateway/gateway.ts'
import type { ErrorTable } from '../gateway/refusal.ts'
import { RenderedPages, type LiveDuration } from './rendered-page.ts'
import type { RepeatedReads } from './repeated-reads.ts'
import { operation, READ } from '../gateway/routes.ts'

/** One code for two failures, which only the message tells apart. */
const QUERY_USER_ONGOING_CONFERENCE_ERRORS: ErrorTable = {
  refusals: {
    'user-not-found': [400, 'param.error', 'param.error'],
    'conference-not-found': 'fault', // no conference is named here
    'not-permitted': 'fault',
    'conference-ended': 'fault',
    'conference-locked': 'fault',
    'host-absent': 'fault',
    'waiting-room': 'fault',
    'member-not-found': 'fault',
    'session-not-found': 'fault',
    'session-ended': 'fault',
    banned: 'fault',
    'muted-by-host': 'fault',
    'pass-invalid': 'fault',
    'pass-used': 'fault',
    'too-many-tries': 'fault',
  },
  malformed: {
    'unionId missing': [400, 'param.error', 'missing.user.info'],
    otherwise: [400, 'param.error', 'param.error'],
  },
  fault: [500, 'system.error', 'system.error'],
  reasons: {
    'user-not-found': '`unionId` is nobody',
  },
}

export function queryUserOngoingConference(
  app: FastifyInstance,
  deps: { roster: Pick<Roster, 'listOngoing' | 'recallOngoing'>; repeats: RepeatedReads; clock: Clock },
) {
  const { roster, repeats, clock } = deps
  const lists = new RenderedPages(toParts, () => clock.now())

  app.get<{ Querystring: Static<typeof Op.querystring> }>(
    '/v1.0/conference/users/lists',
    operation(Op, READ, QUERY_USER_ONGOING_CONFERENCE_ERRORS),
    async (request, reply) => {
      const unionId = request.query.unionId as UnionId
      const sheet = lists.show(await roster.listOngoing(callerOf(request), unionId))
      const recall = (caller: Caller) => {
        const list = roster.recallOngoing(caller, unionId)
        return list && lists.show(list)
      }
      return repeats.answerAndRemember(request, reply, { sheet, recall })
    },
  )
}

/** The answer, cut where a duration goes on. */
function toParts(list: OngoingList): readonly (string | LiveDuration)[] {
  const ids = JSON.stringify(list.map(({ conferenceId }) => conferenceId))
  const parts: (string | LiveDuration)[] = [`{"onGoingConfIdList":${ids},"memberModelMap":{`]
  for (const [index, entry] of list.entries()) {
    const { before, duration, after } = toOngoingModel(entry)
    parts.push(`${index > 0 ? ',' : ''}${JSON.stringify(entry.conferenceId)}:${before}`, duration, after)
  }
  parts.push('}}')
  return parts
}

function toOngoingModel({ conferenceId, member }: OngoingEntry) {
  const { unionId, nick, joinedAt, leftAt, doneMs, since, device } = member
  const before = JSON.stringify({ unionId, conferenceId, userNick: nick, joinTime: joinedAt, leaveTime: leftAt })
  const after = JSON.stringify({
    attendStatus: member.status,
    host: member.host,
    coHost: member.coHost,
    outerOrgMember: member.outside,
    pstnJoin: member.byPhone,
    deviceType: device === 'other' ? undefined : device,
  })
  return {
    before: `${before.slice(0, -1)},"duration":`,
    duration: since === undefined ? String(doneMs) : { doneMs, since },
    after: `,${after.slice(1)}`,
  }
}
