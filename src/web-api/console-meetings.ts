import { ReadMeeting, ReadMeetingLog, ReadMeetingQuality, SearchMeetings } from '../../contract/web/console-meetings.ts'
import type {
  FoundMeeting,
  MeetingLogEntry,
  MeetingPerson,
  MeetingQualityPerson,
} from '../../contract/web/console-meetings-types.ts'
import { WEB } from '../../contract/web/paths.ts'
import type { Event } from '../conference/event.ts'
import type { EpochMs, UnionId } from '../conference/identity.ts'
import type { Routes } from '../dingtalk/gateway/operation.ts'
import { toConferenceId } from '../dingtalk/gateway/wire-id.ts'
import type { ConferenceHead } from '../service/conduct/conference-head.ts'
import type { MeetingLog, NamedEvent } from '../service/console/meeting-log.ts'
import type { NamedMember } from '../service/console/meeting-people-store.ts'
import type { MeetingQuality, PersonQuality } from '../service/console/meeting-quality.ts'
import type { MeetingSearch } from '../service/console/meeting-search.ts'
import { limitOf, organizationOf, POSITION, readCursor, toCursor } from './administration-query.ts'
import type { Principals } from './principals.ts'
import { refuseBy, type RefusalTable } from './refusal.ts'

export type ConsoleMeetingsDeps = {
  meetingSearch: Pick<MeetingSearch, 'page' | 'load'>
  meetingLog: Pick<MeetingLog, 'page'>
  meetingQuality: Pick<MeetingQuality, 'page'>
}

/** Refusals of requests for one meeting. */
const CONSOLE_MEETING_REFUSALS: RefusalTable = {
  'conference-not-found': [404, 'conference-not-found', 'The organization has no such meeting.'],
}

/** The place on a roster, or in a log, after which a page begins. */
const AFTER = { after: 0 }

/** The meetings of an organization of the past and in progress, for its administrators. */
export function consoleMeetingsApi(
  web: Routes,
  { meetingSearch, meetingLog, meetingQuality, principals }: ConsoleMeetingsDeps & { principals: Principals },
): void {
  const one = `${WEB.consoleMeetings}/:id`
  const errorHandler = refuseBy(CONSOLE_MEETING_REFUSALS)

  web.get(
    WEB.consoleMeetings,
    { config: { operation: SearchMeetings.operationId }, schema: SearchMeetings },
    async (request, reply) => {
      const by = await principals.load(request, reply)
      const { query } = request
      const { title, userId, unionId, guest, roomCode, from, to } = query
      const after = readCursor(query, POSITION)
      const wanted = {
        ...(title !== undefined && { title }),
        ...(userId !== undefined && { userId }),
        ...(unionId !== undefined && { unionId: unionId as UnionId }),
        ...(guest !== undefined && { guest: guest.trim() }),
        ...(roomCode !== undefined && { roomCode: roomCode.replaceAll(' ', '') }),
        ...(from !== undefined && { from: Number(from) as EpochMs }),
        ...(to !== undefined && { to: (Number(to) - 1) as EpochMs }),
      }
      const page = { ...(after && { after }), limit: limitOf(query) }
      const { rows, next, person } = await meetingSearch.page(by, organizationOf(by, query), wanted, page)
      return reply.send({
        meetings: rows.map(toFound),
        ...(next && { cursor: toCursor(next) }),
        ...(person && { person }),
      })
    },
  )

  web.get(
    one,
    { config: { operation: ReadMeeting.operationId }, schema: ReadMeeting, errorHandler },
    async (request, reply) => {
      const by = await principals.load(request, reply)
      const organizationId = organizationOf(by, request.query)
      const { head, host, booking } = await meetingSearch.load(by, organizationId, toConferenceId(request.params.id))
      return reply.send({
        ...toFound(head),
        ...(host !== undefined && { host }),
        invited: head.invitedCount,
        locked: head.locked,
        ...(booking && { booking: { bookingId: booking.id, title: booking.title } }),
      })
    },
  )

  web.get(
    `${one}/log`,
    { config: { operation: ReadMeetingLog.operationId }, schema: ReadMeetingLog, errorHandler },
    async (request, reply) => {
      const by = await principals.load(request, reply)
      const of = { organizationId: organizationOf(by, request.query), id: toConferenceId(request.params.id) }
      const { after = 0 } = readCursor(request.query, AFTER) ?? {}
      const { entries, next } = await meetingLog.page(by, of, { after, limit: limitOf(request.query) })
      return reply.send({
        entries: entries.map(toEntry),
        ...(next !== undefined && { cursor: toCursor({ after: next }) }),
      })
    },
  )

  web.get(
    `${one}/quality`,
    { config: { operation: ReadMeetingQuality.operationId }, schema: ReadMeetingQuality, errorHandler },
    async (request, reply) => {
      const by = await principals.load(request, reply)
      const of = { organizationId: organizationOf(by, request.query), id: toConferenceId(request.params.id) }
      const { after = 0 } = readCursor(request.query, AFTER) ?? {}
      const { people, next } = await meetingQuality.page(by, of, { after, limit: limitOf(request.query) })
      return reply.send({
        people: people.map(toQuality),
        ...(next !== undefined && { cursor: toCursor({ after: next }) }),
      })
    },
  )
}

function toFound(head: ConferenceHead): FoundMeeting {
  const { id, title, roomCode, creatorNick, startedAt, endedAt, attendedCount, activeCount, bookingId } = head
  return {
    conferenceId: id,
    title,
    roomCode,
    organizer: creatorNick,
    startTime: startedAt,
    ...(endedAt !== undefined && { endTime: endedAt }),
    attended: attendedCount,
    inside: activeCount,
    ...(bookingId !== undefined && { bookingId }),
  }
}

function toEntry({ seq, event, by, isOwn, member, other }: NamedEvent): MeetingLogEntry {
  return {
    seq,
    at: event.at,
    kind: event.type,
    ...(by && { by }),
    own: isOwn,
    ...(member && { person: toPerson(member) }),
    ...(other && { other: toPerson(other) }),
    ...detailsOf(event),
  }
}

function toPerson({ nick, unionId }: NamedMember): MeetingPerson {
  return { name: nick, ...(unionId !== undefined && { unionId }) }
}

type Details = Pick<MeetingLogEntry, 'device' | 'reason' | 'leftAt' | 'on' | 'who' | 'name' | 'settings'>

/** What a kind of event has beside the people in it. */
function detailsOf(event: Event): Details {
  switch (event.type) {
    case 'conference-created':
      return { name: event.title }
    case 'session-opened':
      return { device: event.device }
    case 'session-closed':
      return { reason: event.reason, ...(event.leftAt !== event.at && { leftAt: event.leftAt }) }
    case 'wait-ended':
    case 'ring-failed':
    case 'conference-ended':
      return { reason: event.reason }
    case 'member-renamed':
      return { name: event.nick }
    case 'all-muted':
      return { on: event.barred }
    case 'self-unmuting-changed':
      return { on: event.allowed }
    case 'sharing-changed':
      return { who: event.who }
    case 'settings-changed': {
      const { type: _type, at: _at, by: _by, ...settings } = event
      return { settings }
    }
    default:
      return {}
  }
}

function toQuality({ nick, unionId, sessions, graded, total, latest }: PersonQuality): MeetingQualityPerson {
  const { roundTripTime, lostRate, audioJitterAvg } = latest?.summary ?? {}
  return {
    name: nick,
    ...(unionId !== undefined && { unionId }),
    sessions,
    reports: graded,
    ...(graded > 0 && { grade: total / graded }),
    ...(latest && {
      latest: {
        at: latest.at,
        ...(roundTripTime !== undefined && { roundTripMs: roundTripTime }),
        ...(lostRate !== undefined && { lostPercent: lostRate }),
        ...(audioJitterAvg !== undefined && { jitterMs: audioJitterAvg }),
      },
    }),
  }
}
