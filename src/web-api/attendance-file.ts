import type { FastifyReply } from 'fastify'
import type { EpochMs } from '../conference/identity.ts'
import { meetingTable, peopleTable, regularsTable, sessionsTable, type FileReader } from '../files/attendance-tables.ts'
import type { Table } from '../files/table.ts'
import { toZonedTime } from '../files/zoned-time.ts'
import type { BookingAttendanceReport } from '../service/attendance/booking-attendance.ts'
import type { AttendanceReport } from '../service/attendance/attendance-report.ts'

/** What a file has: the table of a CSV file, and those of a spreadsheet. */
type Tables = Readonly<{ csv: Table; xlsx: readonly Table[] }>
type Format = keyof Tables

/** The tables of one conference. `table`: that of a CSV file. */
export function conferenceTables(
  report: AttendanceReport,
  { table, ...reader }: FileReader & Readonly<{ table: 'people' | 'sessions' }>,
): Tables {
  const tables = { people: peopleTable(report, reader), sessions: sessionsTable(report, reader) }
  return { csv: tables[table], xlsx: [meetingTable(report, reader), tables.people, tables.sessions] }
}

/** The table of the meetings of a booking. */
export function bookingTables(report: BookingAttendanceReport, reader: FileReader): Tables {
  const table = regularsTable(report, reader)
  return { csv: table, xlsx: [table] }
}

const TYPES = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

/** Answers with the tables as a file. `name` and `day` are in its name. */
export async function sendTables(
  reply: FastifyReply,
  tables: Tables,
  { format, name, day }: Readonly<{ format: Format; name: string; day: string }>,
): Promise<FastifyReply> {
  return reply
    .header('content-disposition', attachment(`${name} ${day}.${format}`, `attendance-${day}.${format}`))
    .header('x-content-type-options', 'nosniff')
    .type(TYPES[format])
    .send(await toFile(tables, format))
}

/** Loads the library of the format when it is needed: most servers never write such a file. */
async function toFile({ csv, xlsx }: Tables, format: Format): Promise<Buffer | string> {
  if (format === 'csv') return (await import('../files/to-csv.ts')).toCsv(csv)
  return (await import('../files/to-xlsx.ts')).toXlsx(xlsx)
}

/** The date of a moment, such as `2026-03-29`. */
export function dayOf(at: EpochMs, timeZone: string): string {
  return toZonedTime(at, timeZone).text.slice(0, 10)
}

/** RFC 6266: `ascii` for programs that do not know the name in all letters. */
function attachment(name: string, ascii: string): string {
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`
}
