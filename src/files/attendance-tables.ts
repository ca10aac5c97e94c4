import type { EpochMs } from '../conference/identity.ts'
import type { Device } from '../conference/member.ts'
import type { BookingAttendanceReport } from '../service/attendance/booking-attendance.ts'
import type { AttendanceReport, PersonAttendance } from '../service/attendance/attendance-report.ts'
import { ATTENDANCE_WORDS, type AttendanceWords, type FileLanguage } from './attendance-words.ts'
import type { Cell, Table } from './table.ts'
import { toZonedTime } from './zoned-time.ts'

/** `timeZone`: the IANA name of the time zone of all times. The head of each column of times says it. */
export type FileReader = Readonly<{ timeZone: string; language: FileLanguage }>

/** One row for each person, in order of first appearance. */
export function peopleTable({ people }: AttendanceReport, { timeZone, language }: FileReader): Table {
  const words = ATTENDANCE_WORDS[language]
  const columns: readonly [string, (person: PersonAttendance) => Cell | undefined][] = [
    [words.name, ({ nick }) => nick],
    [words.jobNumber, ({ jobNumber }) => jobNumber],
    [words.kind, ({ kind }) => words.kinds[kind]],
    [words.outside, ({ outside }) => (outside ? words.yes : undefined)],
    [words.wayIn, ({ wayIn }) => (wayIn ? words.ways[wayIn] : words.absent)],
    [words.firstIn(timeZone), ({ firstIn }) => momentOf(firstIn)],
    [words.lastOut(timeZone), ({ lastOut, inside }) => (inside ? words.stillInside : momentOf(lastOut))],
    [words.minutes, ({ insideMs }) => ({ minutes: insideMs })],
    [words.share, ({ share }) => ({ share })],
    [words.late, ({ lateMs }) => minutesOf(lateMs)],
    [words.early, ({ leftEarlyMs }) => minutesOf(leftEarlyMs)],
    [
      words.roles,
      ({ roles }) =>
        listed(
          roles.map(({ role }) => words.roleNames[role]),
          words,
        ),
    ],
    [words.sessionCount, ({ sessions }) => sessions.length],
    [
      words.devices,
      ({ sessions }) =>
        listed(
          sessions.map(({ device }) => nameOf(device, words)),
          words,
        ),
    ],
    [words.removals, ({ removedAt }) => removedAt.length || undefined],
  ]
  return {
    name: words.sheets.people,
    timeZone,
    columns: columns.map(([title]) => title),
    rows: people.map((person) => columns.map(([, toCell]) => toCell(person))),
  }
}

/** One row for each session, by person. */
export function sessionsTable({ people }: AttendanceReport, { timeZone, language }: FileReader): Table {
  const words = ATTENDANCE_WORDS[language]
  return {
    name: words.sheets.sessions,
    timeZone,
    columns: [
      words.name,
      words.jobNumber,
      words.device,
      words.from(timeZone),
      words.to(timeZone),
      words.minutes,
      words.reason,
    ],
    rows: people.flatMap(({ nick, jobNumber, sessions }) =>
      sessions.map(({ device, from, to, countedTo, reason }) => [
        nick,
        jobNumber,
        nameOf(device, words),
        { at: from },
        to === undefined ? words.stillInside : { at: to },
        { minutes: countedTo - from },
        reason && words.reasons[reason],
      ]),
    ),
  }
}

/** What is known of the meeting as a whole: a name and a value in each row. */
export function meetingTable(report: AttendanceReport, { timeZone, language }: FileReader): Table {
  const words = ATTENDANCE_WORDS[language]
  const { title, conferenceId, planned, startedAt, endedAt, until, totals } = report
  const rows: (readonly [string, Cell | undefined])[] = [
    [words.conferenceId, conferenceId],
    [words.timeZone, timeZone],
    [words.planned, momentOf(planned?.startsAt)],
    [words.plannedEnd, momentOf(planned?.endsAt)],
    [words.started, { at: startedAt }],
    [words.ended, endedAt === undefined ? words.stillInside : { at: endedAt }],
    [words.countedTo, { at: until }],
    [words.came, totals.came],
    [words.absentCount, totals.absent],
    [words.peopleMinutes, { minutes: totals.insideMs }],
    [words.peak, totals.peak?.count],
    [words.peakAt, momentOf(totals.peak?.at)],
  ]
  return {
    name: words.sheets.meeting,
    timeZone,
    columns: [words.title, title],
    rows: rows.filter(([, value]) => value !== undefined),
  }
}

/** One row for each person, and a column for each meeting of a booking. */
export function regularsTable(
  { meetings, people }: BookingAttendanceReport,
  { timeZone, language }: FileReader,
): Table {
  const words = ATTENDANCE_WORDS[language]
  return {
    name: words.sheets.people,
    timeZone,
    columns: [
      words.name,
      words.attended(meetings.length),
      words.allMinutes,
      ...meetings.map(({ startedAt }) => words.minutesOn(toZonedTime(startedAt, timeZone).text)),
    ],
    rows: people.map(({ nick, attended, insideMs, times }) => [
      nick,
      attended,
      { minutes: insideMs },
      ...times.map(minutesOf),
    ]),
  }
}

function momentOf(at: EpochMs | undefined): Cell | undefined {
  return at === undefined ? undefined : { at }
}

function minutesOf(lengthMs: number | undefined): Cell | undefined {
  return lengthMs === undefined ? undefined : { minutes: lengthMs }
}

/** Each text once; `undefined` if there is none. */
function listed(texts: readonly string[], { between }: AttendanceWords): string | undefined {
  return [...new Set(texts)].join(between) || undefined
}

function nameOf(device: Device, { otherDevice }: AttendanceWords): string {
  return device === 'other' ? otherDevice : device
}
