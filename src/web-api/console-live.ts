import { toMemberKey } from '../../contract/signaling/member-key.ts'
import type { LiveMeetingAnswer, LiveMemberAnswer } from '../../contract/web/console-live-types.ts'
import { ActLive, ListLive, ReadLive } from '../../contract/web/console-live.ts'
import { WEB } from '../../contract/web/paths.ts'
import { routeOf, type Routes } from '../dingtalk/gateway/operation.ts'
import { toConferenceId } from '../dingtalk/gateway/wire-id.ts'
import type { LiveActs } from '../service/console/live-acts.ts'
import type { LiveMeeting, LiveMember } from '../service/console/live-meeting.ts'
import type { Live } from '../service/console/live.ts'
import { limitOf, organizationOf, POSITION, readCursor, toCursor } from './administration-query.ts'
import type { Principals } from './principals.ts'
import { refuseBy, type RefusalTable } from './refusal.ts'

/** Refusals of requests about meetings in progress. */
export const LIVE_REFUSALS: RefusalTable = {
  'conference-not-found': [404, 'conference-not-found', 'The organization has no such meeting.'],
  'conference-ended': [410, 'conference-ended', 'The meeting is over.'],
  'member-not-found': [404, 'member-not-found', 'The meeting has no such member.'],
  'session-not-found': [404, 'session-not-found', 'The person is not in the meeting with this device.'],
  'user-not-found': [404, 'user-not-found', 'The organization has no such person who can sign in.'],
  'conference-locked': [
    409,
    'conference-locked',
    'The meeting is locked, or not open to this person. Unlock it first.',
  ],
}

export type ConsoleLiveDeps = { live: Pick<Live, 'page' | 'load'>; liveActs: Pick<LiveActs, 'act'> }

const PLACE = { seq: 0 }

/** The meetings in progress of an organization, and what administrators do in them. */
export function consoleLiveApi(
  web: Routes,
  { live, liveActs, principals }: ConsoleLiveDeps & { principals: Principals },
): void {
  const errorHandler = refuseBy(LIVE_REFUSALS)
  const one = `${WEB.consoleLive}/:id`
  const route = <Op extends Parameters<typeof routeOf>[0]>(schema: Op) => ({ ...routeOf(schema), errorHandler })

  web.get(WEB.consoleLive, route(ListLive), async (request, reply) => {
    const by = await principals.load(request, reply)
    const after = readCursor(request.query, POSITION)
    const page = { ...(after && { after }), limit: limitOf(request.query) }
    const { rows, total, next } = await live.page(by, organizationOf(by, request.query), page)
    return reply.send({ meetings: rows.map(toMeeting), total, ...(next && { cursor: toCursor(next) }) })
  })

  web.get(one, route(ReadLive), async (request, reply) => {
    const by = await principals.load(request, reply)
    const { query } = request
    const after = readCursor(query, PLACE)?.seq
    const meeting = await live.load(by, organizationOf(by, query), toConferenceId(request.params.id), {
      list: query.list ?? 'present',
      ...(query.q !== undefined && { query: query.q }),
      ...(after !== undefined && { after }),
      limit: limitOf(query),
    })
    return reply.send({
      meeting: toMeeting(meeting),
      everyoneMuted: meeting.isEveryoneMuted,
      waitingRoom: meeting.waitingRoom,
      counts: meeting.counts,
      members: meeting.members.map(toMember),
      ...(meeting.next !== undefined && { cursor: toCursor({ seq: meeting.next }) }),
    })
  })

  web.post(`${one}/acts`, route(ActLive), async (request, reply) => {
    const by = await principals.load(request, reply)
    const organizationId = organizationOf(by, request.query)
    const changed = await liveActs.act(by, organizationId, toConferenceId(request.params.id), request.body)
    return reply.send({ changed })
  })
}

function toMeeting({ head, hostName, engine, isMediaDown, grades }: LiveMeeting): LiveMeetingAnswer {
  return {
    conferenceId: head.id,
    title: head.title,
    roomCode: head.roomCode,
    ...(head.bookingId !== undefined && { bookingId: head.bookingId }),
    ...(hostName !== undefined && { hostName }),
    startTime: head.startedAt,
    inside: head.activeCount,
    attended: head.attendedCount,
    locked: head.locked,
    engine,
    mediaDown: isMediaDown,
    grades,
  }
}

function toMember(member: LiveMember): LiveMemberAnswer {
  const { seq, nick, status, isWaiting, joinedAt, leftAt, insideMs, sessions, ...same } = member
  return {
    ...same,
    key: toMemberKey(seq),
    name: nick,
    attendStatus: status,
    waiting: isWaiting,
    ...(joinedAt !== undefined && { joinTime: joinedAt }),
    ...(leftAt !== undefined && { leaveTime: leftAt }),
    durationMs: insideMs,
    sessions: sessions.map(({ joinedAt: joinTime, isSilent, isMuted, ...session }) => ({
      ...session,
      joinTime,
      silent: isSilent,
      muted: isMuted,
    })),
  }
}
