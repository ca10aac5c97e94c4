import {
  ReadAttendance,
  ReadAttendanceQuality,
  ReadBookingAttendance,
  ReadPastRoster,
} from '../../contract/web/attendance.ts'
import type {
  AttendanceAnswer,
  BookingAttendanceAnswer,
  PastMemberAnswer,
  PersonAttendanceAnswer,
  SessionAnswer,
} from '../../contract/web/attendance-types.ts'
import { WEB } from '../../contract/web/paths.ts'
import { isTimeZone } from '../../contract/time/wall-time.ts'
import type { BookingId, EpochMs } from '../conference/identity.ts'
import type { Routes } from '../dingtalk/gateway/operation.ts'
import { toConferenceId } from '../dingtalk/gateway/wire-id.ts'
import type { AttendanceReport, AttendedSession, PersonAttendance } from '../service/attendance/attendance-report.ts'
import type { Attendance } from '../service/attendance/attendance.ts'
import type { BookingAttendance, BookingAttendanceReport } from '../service/attendance/booking-attendance.ts'
import type { Connections } from '../service/attendance/connections.ts'
import type { PastMember } from '../service/attendance/past-roster.ts'
import { PlanError } from '../service/booking/booking-error.ts'
import { bookingTables, conferenceTables, dayOf, sendTables } from './attendance-file.ts'
import { languageOf } from './calendar-file.ts'
import type { AttendanceReaders } from './attendance-readers.ts'
import { MalformedError, refuseBy, type RefusalTable } from './refusal.ts'

/** Refusals of requests for the attendance of a conference. */
export const ATTENDANCE_REFUSALS: RefusalTable = {
  'conference-not-found': [404, 'conference-not-found', 'This meeting does not exist, or you were not in it.'],
  'not-permitted': [403, 'not-permitted', 'Only the host, co-hosts and administrators can see who attended.'],
}

export type AttendanceDeps = {
  attendance: Pick<Attendance, 'loadReport' | 'loadOwn' | 'loadRosterAt' | 'loadTimeZone'>
  connections: Pick<Connections, 'load'>
  bookingAttendance: Pick<BookingAttendance, 'load'>
}

/** Who was in a conference, from when to when. */
export function attendanceApi(
  web: Routes,
  { readers, attendance, connections, bookingAttendance }: AttendanceDeps & { readers: AttendanceReaders },
): void {
  const errorHandler = refuseBy(ATTENDANCE_REFUSALS)

  web.get(
    `${WEB.conferences}/:id/attendance`,
    { config: { operation: ReadAttendance.operationId }, schema: ReadAttendance, errorHandler },
    async (request, reply) => {
      const reader = await readers.load(request, reply)
      const { own, format = 'json', table = 'people', language = languageOf(request) } = request.query
      const id = toConferenceId(request.params.id)
      const isWhole = own === undefined
      const report = await (isWhole ? attendance.loadReport(reader, id) : attendance.loadOwn(reader, id))
      const timeZone = request.query.timeZone ?? (await attendance.loadTimeZone(report))
      if (!isTimeZone(timeZone)) throw new PlanError('no-such-time-zone')
      if (format === 'json') return reply.send({ ...toAnswer(report), timeZone, whole: isWhole })
      const tables = conferenceTables(report, { table, language, timeZone })
      return sendTables(reply, tables, { format, name: report.title, day: dayOf(report.startedAt, timeZone) })
    },
  )

  web.get(
    `${WEB.conferences}/:id/attendance/quality`,
    { config: { operation: ReadAttendanceQuality.operationId }, schema: ReadAttendanceQuality, errorHandler },
    async (request, reply) => {
      const reader = await readers.load(request, reply)
      const own = request.query.own !== undefined
      const { stepMs, people } = await connections.load(reader, toConferenceId(request.params.id), { own })
      return reply.send({ stepMs, people: people.map(({ unionId, spans }) => ({ unionId, spans: [...spans] })) })
    },
  )

  web.get(
    `${WEB.bookings}/:id/attendance`,
    { config: { operation: ReadBookingAttendance.operationId }, schema: ReadBookingAttendance, errorHandler },
    async (request, reply) => {
      const reader = await readers.load(request, reply)
      const { format = 'json', language = languageOf(request) } = request.query
      const report = await bookingAttendance.load(reader, request.params.id as BookingId)
      const { timeZone = report.timeZone } = request.query
      if (!isTimeZone(timeZone)) throw new PlanError('no-such-time-zone')
      if (format === 'json') return reply.send({ ...toBookingAnswer(report), timeZone })
      const day = dayOf(report.meetings.at(-1)?.startedAt ?? (0 as EpochMs), timeZone)
      return sendTables(reply, bookingTables(report, { language, timeZone }), { format, name: report.title, day })
    },
  )

  web.get(
    `${WEB.conferences}/:id/roster`,
    { config: { operation: ReadPastRoster.operationId }, schema: ReadPastRoster, errorHandler },
    async (request, reply) => {
      const reader = await readers.load(request, reply)
      const id = toConferenceId(request.params.id)
      const { conferenceId, at, members } = await attendance.loadRosterAt(reader, id, toMoment(request.query.at))
      return reply.send({ conferenceId, at, members: members.map(toPastMember) })
    },
  )
}

const ISO_WITH_OFFSET = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/

/** In a query, a `+` that is not encoded is a blank. @throws MalformedError */
function toMoment(text: string): EpochMs {
  const iso = text.replace(' ', '+')
  const at = /^\d{1,15}$/.test(text) ? Number(text) : ISO_WITH_OFFSET.test(iso) ? Date.parse(iso) : NaN
  if (Number.isNaN(at)) throw new MalformedError('at must be epoch milliseconds, or ISO 8601 with offset')
  return at as EpochMs
}

function toAnswer(report: AttendanceReport): Omit<AttendanceAnswer, 'timeZone' | 'whole'> {
  const { conferenceId, title, bookingId, planned, startedAt, endedAt, until, people, totals, inside } = report
  const { insideMs, ...counts } = totals
  return {
    conferenceId,
    title,
    ...(bookingId !== undefined && { bookingId }),
    ...(planned && { plannedStart: planned.startsAt, plannedEnd: planned.endsAt }),
    startTime: startedAt,
    ...(endedAt !== undefined && { endTime: endedAt }),
    countedTo: until,
    people: people.map(toPerson),
    totals: { ...counts, durationMs: insideMs },
    inside: [...inside],
  }
}

function toPerson(person: PersonAttendance): PersonAttendanceAnswer {
  const { key: _, nick, firstIn, lastOut, insideMs, sessions, roles, removedAt, ...same } = person
  return {
    ...same,
    name: nick,
    ...(firstIn !== undefined && { joinTime: firstIn }),
    ...(lastOut !== undefined && { leaveTime: lastOut }),
    durationMs: insideMs,
    sessions: sessions.map(toSession),
    roles: [...roles],
    removedAt: [...removedAt],
  }
}

function toSession({ from, to, ...same }: AttendedSession): SessionAnswer {
  return { ...same, joinTime: from, ...(to !== undefined && { leaveTime: to }) }
}

function toBookingAnswer({
  bookingId,
  title,
  timeZone,
  meetings,
  people,
}: BookingAttendanceReport): BookingAttendanceAnswer {
  return {
    bookingId,
    title,
    timeZone,
    meetings: meetings.map(({ startedAt, endedAt, ...same }) => ({
      ...same,
      startTime: startedAt,
      ...(endedAt !== undefined && { endTime: endedAt }),
    })),
    people: people.map(({ nick, insideMs, times, ...same }) => ({
      ...same,
      name: nick,
      durationMs: insideMs,
      times: times.map((time) => time ?? null),
    })),
  }
}

function toPastMember(member: PastMember): PastMemberAnswer {
  const { key: _, nick, status, joinedAt, leftAt, insideMs, devices, ...same } = member
  return {
    ...same,
    name: nick,
    attendStatus: status,
    ...(joinedAt !== undefined && { joinTime: joinedAt }),
    ...(leftAt !== undefined && { leaveTime: leftAt }),
    durationMs: insideMs,
    devices: [...devices],
  }
}
