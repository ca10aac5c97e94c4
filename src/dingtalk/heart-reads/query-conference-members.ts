import type { FastifyInstance } from 'fastify'
import type { Static } from 'typebox'
import { DEFAULT_PAGE, QueryConferenceMembers as Op } from '../../../contract/dingtalk/members.ts'
import type { Caller } from '../../service/account/directory-model.ts'
import type { Clock } from '../../service/clock-and-ids.ts'
import type { RosterMember, RosterPage } from '../../service/read/read-model.ts'
import type { Roster } from '../../service/read/roster.ts'
import { callerOf } from '../gateway/gateway.ts'
import type { ErrorTable } from '../gateway/refusal.ts'
import { RenderedPages, type LiveDuration } from './rendered-page.ts'
import type { RepeatedReads } from './repeated-reads.ts'
import { operation, READ } from '../gateway/routes.ts'
import { toConferenceId } from '../gateway/wire-id.ts'

/** Shared with QueryConferenceInfo in DingTalk's pages, and with no other operation. */
const QUERY_CONFERENCE_MEMBERS_ERRORS: ErrorTable = {
  refusals: {
    'conference-not-found': [404, 'roomNotFound', 'ROOM NOT FOUND'],
    'not-permitted': [403, 'noPermission', 'NO PERMISSION'],
    'conference-ended': 'fault', // an ended conference can still be read
    'conference-locked': 'fault',
    'host-absent': 'fault',
    'waiting-room': 'fault',
    'user-not-found': 'fault', // no person is named here
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
    conferenceId: [400, 'missingRoomId', 'MISSING ROOM ID'],
    otherwise: [400, 'paramError', 'PARAM ERROR'],
  },
  fault: [500, 'systemError', 'SYSTEM ERROR'],
}

/** No conference has more members, and every store can compare with it. */
const LAST_CURSOR = 2_147_483_647

export function queryConferenceMembers(
  app: FastifyInstance,
  deps: { roster: Pick<Roster, 'listMembers' | 'recallMembers'>; repeats: RepeatedReads; clock: Clock },
) {
  const { roster, repeats, clock } = deps
  const pages = new RenderedPages(toParts, () => clock.now())

  app.get<{ Params: Static<typeof Op.params>; Querystring: Static<typeof Op.querystring> }>(
    '/v1.0/conference/videoConferences/:conferenceId/members',
    operation(Op, READ, QUERY_CONFERENCE_MEMBERS_ERRORS),
    async (request, reply) => {
      const { nextToken, maxResults = DEFAULT_PAGE } = request.query
      const after = nextToken === undefined ? 0 : Math.min(Number(nextToken), LAST_CURSOR)
      const id = toConferenceId(request.params.conferenceId)
      const place = { after, limit: maxResults }
      const sheet = pages.show(await roster.listMembers(callerOf(request), id, place))
      const recall = (caller: Caller) => {
        const page = roster.recallMembers(caller, id, place)
        return page && pages.show(page)
      }
      return repeats.answerAndRemember(request, reply, { sheet, recall })
    },
  )
}

/** The answer, cut where a duration goes on. */
function toParts({ conferenceId, members, next, total }: RosterPage): readonly (string | LiveDuration)[] {
  const parts: (string | LiveDuration)[] = ['{"memberModels":[']
  for (const [index, member] of members.entries()) {
    const { before, duration, after } = toMemberModel(conferenceId, member)
    parts.push(`${index > 0 ? ',' : ''}${before}`, duration, after)
  }
  const nextToken = next === undefined ? '' : `"nextToken":"${next}",`
  parts.push(`],${nextToken}"totalCount":${total}}`)
  return parts
}

function toMemberModel(conferenceId: string, member: RosterMember) {
  const { unionId, nick, jobNumber, joinedAt, leftAt, doneMs, since } = member
  const before = JSON.stringify({
    unionId,
    conferenceId,
    userNick: nick,
    jobNumber,
    joinTime: joinedAt,
    leaveTime: leftAt,
  })
  const after = JSON.stringify({
    host: member.host,
    attendStatus: member.status,
    outerOrgMember: member.outside ? true : undefined,
    pstnJoin: member.byPhone,
    coHost: member.coHost,
  })
  return {
    before: `${before.slice(0, -1)},"duration":`,
    duration: since === undefined ? String(doneMs) : { doneMs, since },
    after: `,${after.slice(1)}`,
  }
}
