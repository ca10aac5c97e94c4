import { EventEmitter } from 'node:events'
import { runApp } from '../../src/commands/administration/app.ts'
import { runSubscription } from '../../src/commands/administration/subscription.ts'
import { runAttendance } from '../../src/commands/administration/attendance.ts'
import { runAudit } from '../../src/commands/administration/audit.ts'
import { runEvents } from '../../src/commands/administration/events.ts'
import { runOrg } from '../../src/commands/administration/org.ts'
import { runSuite } from '../../src/commands/administration/suite.ts'
import { runUser } from '../../src/commands/administration/user.ts'

const COMMANDS = {
  user: runUser,
  app: runApp,
  subscription: runSubscription,
  suite: runSuite,
  org: runOrg,
  audit: runAudit,
  attendance: runAttendance,
  events: runEvents,
}

export type Typed = Readonly<{ code: number; out: string; bytes: Buffer; errors: string }>

/** Types commands of administration, with the settings of a server. They run in this process. */
export function terminalOf(env: Record<string, string>, { isTTY = false } = {}) {
  const type = async (name: keyof typeof COMMANDS, ...args: readonly string[]): Promise<Typed> => {
    const parts: Buffer[] = []
    let errors = ''
    const stdout = { write: (chunk: string | Uint8Array) => void parts.push(Buffer.from(chunk)), isTTY }
    const stderr = { write: (text: string) => void (errors += text) }
    const io = Object.assign(new EventEmitter(), { stdout, stderr })
    const code = await COMMANDS[name](args, { ROLLCALL_LIVEKIT: 'off', ...env }, io)
    const bytes = Buffer.concat(parts)
    return { code, out: bytes.toString(), bytes, errors }
  }
  /** The JSON that a command prints. @throws if it fails, or prints anything else */
  const json = async <T = Record<string, unknown>>(
    name: keyof typeof COMMANDS,
    ...args: readonly string[]
  ): Promise<T> => {
    const { code, out, errors } = await type(name, ...args, '--json')
    if (code !== 0 || errors !== '') throw new Error(`${name} ${args.join(' ')} gave ${code}: ${errors}`)
    return JSON.parse(out) as T
  }
  return { type, json }
}
