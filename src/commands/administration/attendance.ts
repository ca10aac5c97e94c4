import type { AttendanceAnswer, PersonAttendanceAnswer } from '../../../contract/web/attendance-types.ts'
import { WEB } from '../../../contract/web/paths.ts'
import { runCommand, type AdminIo, type Call, type Command } from './admin-command.ts'
import { loadConferenceId } from './meeting-of-code.ts'
import { toLocalTime } from './output.ts'

const MINUTE_MS = 60_000

const command: Command = {
  usage: `rollcall attendance <conferenceId> [--csv|--xlsx|--json] [--zone ZONE] [--sessions] [--language en|zh-CN] [--out FILE]
  Says who was in a meeting, from when to when. The room code of the meeting is accepted, too.
  --csv, --xlsx  as a table for spreadsheet programs
  --zone         IANA name of the time zone, such as Europe/Berlin; by default that of the booking, or UTC
  --sessions     with --csv: a row for each stay on a device, not for each person
  --language     of the words in a table
  --out          write a file
`,
  argument: 'the conferenceId or the room code of a meeting',
  texts: ['zone', 'language', 'out'],
  flags: ['csv', 'xlsx', 'sessions'],
  async run({ given, client, output }) {
    const formats = ['csv', 'xlsx', 'json'].filter((name) => given.flag(name))
    if (formats.length > 1) throw given.wrong('Choose one of --csv, --xlsx and --json.')
    const [format] = formats
    const out = given.text('out')
    if (format === undefined && out !== undefined) throw given.wrong('--out needs --csv, --xlsx or --json.')
    if (given.flag('sessions') && format !== 'csv') throw given.wrong('--sessions needs --csv.')
    const id = await loadConferenceId(client, given.argument)
    const path = `${WEB.conferences}/${encodeURIComponent(id)}/attendance`
    const query = { timeZone: given.text('zone'), language: given.text('language') ?? 'en' }
    if (format === undefined) return print(await client.call<AttendanceAnswer>('GET', path, query), output)
    const table = given.flag('sessions') ? 'sessions' : undefined
    const answer = await client.download(path, { ...query, format, table })
    const content = format === 'json' ? Buffer.concat([answer, Buffer.from('\n')]) : answer
    await output.file(content, { path: out, isText: format !== 'xlsx' })
    if (out !== undefined) await output.say({ file: out, bytes: content.length }, `Wrote ${out}.`)
  },
}

async function print(report: AttendanceAnswer, output: Call['output']): Promise<void> {
  const { timeZone, title, startTime, endTime, people, totals } = report
  const time = (at: number | undefined) => at && toLocalTime(at, timeZone)
  const until = endTime === undefined ? 'in progress' : `until ${time(endTime)}`
  await output.say(
    undefined,
    `${title}: from ${time(startTime)} ${until} (${timeZone})`,
    `${totals.came} came, ${totals.absent} did not. ${minutes(totals.durationMs)} minutes in all.`,
    '',
  )
  const pages = async function* () {
    yield people
  }
  await output.list<PersonAttendanceAnswer>(pages(), {
    columns: [
      ['name', ({ name }) => name],
      ['from', ({ joinTime }) => time(joinTime)],
      ['to', ({ leaveTime, inside }) => (inside ? 'inside' : time(leaveTime))],
      ['minutes', ({ durationMs, joinTime }) => joinTime && minutes(durationMs)],
      ['devices', ({ sessions }) => [...new Set(sessions.map(({ device }) => device))].join(', ')],
      ['role', ({ roles }) => [...new Set(roles.map(({ role }) => role))].join(', ')],
      ['unionId', ({ unionId, kind }) => unionId ?? kind],
    ],
    nothing: 'Nobody was called, and nobody came.',
  })
}

function minutes(ms: number): string {
  return (ms / MINUTE_MS).toFixed(1)
}

/** `rollcall attendance <conferenceId>`: who was in a meeting. @returns the exit code */
export function runAttendance(args: readonly string[], env: NodeJS.ProcessEnv, io: AdminIo): Promise<number> {
  return runCommand(command, args, env, io)
}
