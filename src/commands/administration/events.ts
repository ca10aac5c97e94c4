import { setTimeout as pause } from 'node:timers/promises'
import type { EventsPage, PublicEvent } from '../../../contract/web/event-types.ts'
import { WEB } from '../../../contract/web/paths.ts'
import { ProgramError } from '../../terminal/program-io.ts'
import { runCommand, type AdminIo, type Call, type Command } from './admin-command.ts'
import { toLocalTime, type Column } from './output.ts'

/** How often it is looked for new events. */
const FOLLOW_MS = 500
/** Events that are read in one go. */
const PAGE = 1_000
/** A moment after every event: only new ones come. */
const NOW = '999999999999999'

const COLUMNS: readonly Column<PublicEvent>[] = [
  ['id', ({ id }) => id],
  ['time', ({ at }) => toLocalTime(at)],
  ['type', ({ type }) => type],
  ['scene', ({ data }) => String(data['changeScene'])],
  ['about', toSubject],
]

const command: Command = {
  usage: `rollcall events [--org CORPID] [--type TYPE,…] [--after ID | --from TIME] [--limit N] [--follow] [--json]
  Lists what happened in an organization, oldest first: the events that programs get.
  --type    such as meeting_status_change,booking_change
  --after   after the event with this id
  --from    from this time on: a date, a time in ISO 8601, or epoch milliseconds
  --limit   at most this many events
  --follow  print new events as they come, until Ctrl-C. Without --after and --from, only new ones. With --json, each is
            one line
`,
  texts: ['org', 'type', 'after', 'from', 'limit'],
  flags: ['follow'],
  async run(call) {
    const { given, output, isExclusive } = call
    const isFollowing = given.flag('follow')
    const pages = toPages(call, isFollowing)
    if (!isFollowing) return output.list(pages, { columns: COLUMNS, nothing: 'There is no such event.' })
    // It would keep the server from its data as long as it runs.
    if (isExclusive) throw new ProgramError('The server is not running. Start it to follow its events.')
    return output.follow(pages, COLUMNS)
  },
}

async function* toPages({ given, client, organization, stopped }: Call, isFollowing: boolean) {
  const [afterText, from, limit] = [given.text('after'), given.moment('from'), given.count('limit') ?? Infinity]
  if (afterText !== undefined && from !== undefined) throw given.wrong('Choose one of --after and --from.')
  if (afterText !== undefined && !/^\d{1,15}$/.test(afterText)) throw given.wrong('--after must be the id of an event.')
  const query = { corpId: await organization(), type: given.text('type') }
  let begin: { after: string } | { from: string } =
    from !== undefined ? { from } : afterText === undefined && isFollowing ? { from: NOW } : { after: afterText ?? '0' }
  for (let left = limit; left > 0 && !stopped.aborted;) {
    const pageQuery = { ...query, ...begin, limit: String(Math.min(left, PAGE)) }
    const { events, next, isEnd } = await client.call<EventsPage>('GET', WEB.events, pageQuery)
    yield events
    left -= events.length
    begin = { after: next }
    if (!isEnd) continue
    if (!isFollowing) return
    await pause(FOLLOW_MS, undefined, { signal: stopped }).catch(() => undefined)
  }
}

/** What the event is about, in a few words. */
function toSubject({ data }: PublicEvent): string {
  const { openConfModel, openMemberModels, booking, users } = data as {
    openConfModel?: { title: string }
    openMemberModels?: readonly { userNick: string; conferenceId: string }[]
    booking?: { title: string }
    users?: readonly { userId: string }[]
  }
  const names = openMemberModels?.map(({ userNick }) => userNick) ?? users?.map(({ userId }) => userId)
  return openConfModel?.title ?? booking?.title ?? names?.join(', ') ?? ''
}

/** `rollcall events`: what happened in an organization. @returns the exit code */
export function runEvents(args: readonly string[], env: NodeJS.ProcessEnv, io: AdminIo): Promise<number> {
  return runCommand(command, args, env, io)
}
