import type { FastifyInstance } from 'fastify'
import type { Static } from 'typebox'
import { DEFAULT_PAGE, QueryConferenceMembers as Op } from '../../../contract/dingtalk/members.ts'
import type { ConferenceId } from '../../conference/identity.ts'
import type { Clock } from '../../service/clock-and-ids.ts'
import { andThen } from '../../service/eventually.ts'
import type { RosterMember, RosterPage } from '../../service/read/read-model.ts'
import type { PageRequest } from '../../service/read/roster-store.ts'
import type { Roster } from '../../service/read/roster.ts'
import type { Refusal } from '../../service/refusals.ts'
import type { ErrorTable } from '../gateway/error-handler.ts'
import { RenderedPages, toParts, type PageParts } from './rendered-page.ts'
import { toPlace, toPlaceCursor } from '../gateway/number-cursor.ts'
import type { ListName } from '../gateway/cursor.ts'
import type { HotRead, RepeatedReads } from './repeated-reads.ts'
import { operation, READ } from '../gateway/operation.ts'
import { toConferenceId } from '../gateway/wire-id.ts'

/** DingTalk documents the same table for QueryConferenceInfo, and for no other operation. */
const QUERY_CONFERENCE_MEMBERS_ERRORS: ErrorTable<Refusal<'Roster', 'listMembers'>> = {
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

type Wanted = Readonly<{ id: ConferenceId; place: PageRequest }>

export function queryConferenceMembers(
  app: FastifyInstance,
  deps: { roster: Pick<Roster, 'listMembers'>; repeats: RepeatedReads; clock: Clock },
) {
  const pages = new RenderedPages(toPageParts, deps.clock)
  const read: HotRead<Wanted> = (caller, { id, place }) =>
    andThen(deps.roster.listMembers(caller, id, place), (page) => pages.of(page))

  app.get<{ Params: Static<typeof Op.params>; Querystring: Static<typeof Op.querystring> }>(
    '/v1.0/conference/videoConferences/:conferenceId/members',
    operation(Op, READ, QUERY_CONFERENCE_MEMBERS_ERRORS),
    async (request, reply) => {
      const { maxResults = DEFAULT_PAGE } = request.query
      const id = toConferenceId(request.params.conferenceId)
      const wanted = { id, place: { after: toPlace(membersOf(id), request.query), limit: maxResults } }
      return deps.repeats.answer(request, reply, read, wanted)
    },
  )
}

/** The name of the list. */
function membersOf(id: ConferenceId): ListName {
  return [Op.operationId, id]
}

function toPageParts({ conferenceId, members, next, total }: RosterPage): PageParts {
  const models = members.map((member) => toMemberModel(conferenceId, member))
  const nextToken = next === undefined ? '' : `"nextToken":"${toPlaceCursor(membersOf(conferenceId), next)}",`
  return [
    '{"memberModels":[',
    ...models.flatMap((parts, index) => (index === 0 ? parts : [',', ...parts])),
    `],${nextToken}"totalCount":${total}}`,
  ]
}

function toMemberModel(conferenceId: ConferenceId, member: RosterMember): PageParts {
  const { unionId, nick, jobNumber, joinedAt, leftAt } = member
  return toParts(member, {
    before: { unionId, conferenceId, userNick: nick, jobNumber, joinTime: joinedAt, leaveTime: leftAt },
    after: {
      host: member.host,
      attendStatus: member.status,
      outerOrgMember: member.outside ? true : undefined,
      pstnJoin: member.byPhone,
      coHost: member.coHost,
    },
  })
}
