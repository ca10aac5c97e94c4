import type { Finding } from '../server/doctor/check.ts'
import { examine } from '../server/doctor/doctor.ts'
import { asksForHelp, type ProgramIo } from './start.ts'

const USAGE = `rollcall doctor

Checks the settings, and that everything they name can be reached: the database, Redis, LiveKit, STUN and TURN servers,
and the public address of the running server. Says what to mend. Uses the same settings as "rollcall start".
`

/** `rollcall doctor`. Gives the exit code: 1 if something is wrong. */
export async function doctor(args: readonly string[], env: NodeJS.ProcessEnv, io: ProgramIo): Promise<number> {
  if (asksForHelp(args)) {
    io.stdout.write(USAGE)
    return 0
  }
  if (args.length > 0) {
    io.stderr.write(USAGE)
    return 2
  }
  const findings = await examine(env)
  for (const finding of findings) io.stdout.write(toText(finding))
  const count = findings.filter(({ kind }) => kind === 'problem').length
  const summary = count === 0 ? 'Nothing is wrong.' : count === 1 ? '1 problem.' : `${count} problems.`
  io.stdout.write(`${summary}\n`)
  return count === 0 ? 0 : 1
}

function toText(finding: Finding): string {
  switch (finding.kind) {
    case 'ok':
      return `ok       ${finding.what}\n`
    case 'hint':
      return `hint     ${finding.what}\n         ${finding.remedy}\n`
    case 'problem':
      return `problem  ${finding.what}\n         ${finding.remedy}\n`
  }
}
