import type { AuditPage, AuditedAct } from '../../../contract/web/administration-types.ts'
import { WEB } from '../../../contract/web/paths.ts'
import { runCommand, type AdminIo, type Command } from './admin-command.ts'
import { toLocalTime } from './output.ts'

const command: Command = {
  usage: `rollcall audit [--org CORPID] [--action ACTION] [--actor USER] [--target ID] [--from TIME] [--to TIME] [--limit N] [--json]
  Lists what administrators and operators did, newest first.
  --action  such as user-added
  --actor   userId of a person, or user of this machine
  --target  userId, clientId, corpId or conferenceId
  --from    from this time on: a date, a time in ISO 8601, or epoch milliseconds
  --to      before this time
  --limit   at most this many acts
`,
  texts: ['org', 'action', 'actor', 'target', 'from', 'to', 'limit'],
  async run({ given, client, output, organization }) {
    const [from, to, limit] = [given.moment('from'), given.moment('to'), given.count('limit') ?? Infinity]
    const [action, actor, target] = [given.text('action'), given.text('actor'), given.text('target')]
    const query = { corpId: await organization(), action, actor, target, from, to }
    const pages = async function* () {
      let left = limit
      for await (const { entries } of client.pages<AuditPage>(WEB.audit, query)) {
        yield entries.slice(0, left)
        left -= entries.length
        if (left <= 0) return
      }
    }
    await output.list<AuditedAct>(pages(), {
      columns: [
        ['time', ({ at }) => toLocalTime(at)],
        ['by', ({ by }) => toActor(by)],
        ['address', ({ address }) => address],
        ['action', (entry) => entry.action],
        [
          'target',
          (entry) => [entry.target.id, entry.target.name && `(${entry.target.name})`].filter(Boolean).join(' '),
        ],
        ['details', ({ details }) => details && Object.entries(details).map(toText).join(', ')],
      ],
      nothing: 'The audit log has no such entry.',
    })
  },
}

function toActor(by: AuditedAct['by']): string {
  switch (by.kind) {
    case 'person':
      return by.userId
    case 'terminal':
      return `${by.user} (terminal)`
    case 'scim':
      return `the company's directory (${by.tokenId})`
    case 'server':
      return 'the server'
  }
}

function toText([name, value]: readonly [string, unknown]): string {
  return `${name}: ${Array.isArray(value) ? value.join(' ') : String(value)}`
}

/** `rollcall audit`: the audit log. @returns the exit code */
export function runAudit(args: readonly string[], env: NodeJS.ProcessEnv, io: AdminIo): Promise<number> {
  return runCommand(command, args, env, io)
}
