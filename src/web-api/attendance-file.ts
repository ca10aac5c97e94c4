import type { FastifyReply } from 'fastify'
import { meetingTable, peopleTable, sessionsTable, type FileReader } from '../files/attendance-tables.ts'
import { toZonedTime } from '../files/zoned-time.ts'
import type { AttendanceReport } from '../service/attendance/attendance-report.ts'

/** Which file is wanted, and who reads it. */
type WantedFile = FileReader & Readonly<{ format: 'csv' | 'xlsx'; table: 'people' | 'sessions' }>

const TYPES = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

/** Answers with the report as a file: a CSV file of one table, or a spreadsheet with all of them. */
export async function sendAttendanceFile(
  reply: FastifyReply,
  report: AttendanceReport,
  { format, table, ...reader }: WantedFile,
): Promise<FastifyReply> {
  const [day = ''] = toZonedTime(report.startedAt, reader.timeZone).text.split('T')
  return reply
    .header('content-disposition', attachment(`${report.title} ${day}.${format}`, `attendance-${day}.${format}`))
    .header('x-content-type-options', 'nosniff')
    .type(TYPES[format])
    .send(await toFile(report, reader, { format, table }))
}

/** Loads the library of the format when it is needed: most servers never write such a file. */
async function toFile(
  report: AttendanceReport,
  reader: FileReader,
  { format, table }: Pick<WantedFile, 'format' | 'table'>,
): Promise<Buffer | string> {
  const tables = { people: peopleTable(report, reader), sessions: sessionsTable(report, reader) }
  if (format === 'csv') return (await import('../files/to-csv.ts')).toCsv(tables[table])
  const { toXlsx } = await import('../files/to-xlsx.ts')
  return toXlsx([meetingTable(report, reader), tables.people, tables.sessions])
}

/** RFC 6266: `ascii` for programs that do not know the name in all letters. */
function attachment(name: string, ascii: string): string {
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`
}
