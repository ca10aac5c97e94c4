import { userInfo } from 'node:os'
import { WEB } from '../../../contract/web/paths.ts'
import { ConfigError, readConfig } from '../../config.ts'
import { openAdminSession } from '../../server/admin-session.ts'
import { createLog } from '../../telemetry/log.ts'
import { EXIT, ProgramError, runProgram, type ProgramIo } from '../../terminal/program-io.ts'
import { AdminClient } from './admin-client.ts'
import { Given, type Syntax } from './given.ts'
import { Output, type Sink } from './output.ts'

/** The parts of its process that a command uses. */
export type AdminIo = ProgramIo & Readonly<{ stdout: Sink }>

/** What a command works with. */
export type Call = Readonly<{
  given: Given
  client: AdminClient
  output: Output
  /** Says what is wrong, beside the output. */
  warn(text: string): void
  /** The server cannot start as long as the command works. */
  isExclusive: boolean
  /** The command is to end, as by Ctrl-C. */
  stopped: AbortSignal
  /** The organization that `--org` names, or the only one. @throws ProgramError */
  organization(): Promise<string>
}>

/** One command. `run` gives the exit code, if it is not 0. */
export type Command = Syntax & Readonly<{ run(call: Call): Promise<number | void> }>

const ORGANIZATION = `  --org   corpId of the organization; may be left out if there is only one
`
/** At the end of every usage. */
const COMMON = `  --json  print one JSON value and nothing else
Works on the running server of the settings, and on its data while it is stopped.
Exit codes: 0, 1 if it fails or is refused, 2 for an invalid command.
`
const LISTED = 10

type Environment = Readonly<Record<string, string | undefined>>

/** `rollcall <name> <verb> …`. @returns the exit code */
export function runVerb(
  { name, verbs }: Readonly<{ name: string; verbs: Readonly<Record<string, Command>> }>,
  [verb = '', ...args]: readonly string[],
  env: Environment,
  io: AdminIo,
): Promise<number> {
  const command = Object.hasOwn(verbs, verb) ? verbs[verb] : undefined
  if (command) return runCommand(command, args, env, io)
  const usage = usageOf(...Object.values(verbs))
  const isHelp = verb === '--help' || verb === '-h'
  if (isHelp) io.stdout.write(usage)
  else io.stderr.write(verb === '' ? usage : `There is no "rollcall ${name} ${verb}".\n${usage}`)
  return Promise.resolve(isHelp ? 0 : EXIT.usage)
}

/** Runs one command. @returns the exit code */
export function runCommand(command: Command, args: readonly string[], env: Environment, io: AdminIo): Promise<number> {
  const usage = usageOf(command)
  return runProgram(io, async (stopped) => {
    const given = new Given(args, { ...command, usage })
    if (given.flag('help')) {
      io.stdout.write(usage)
      return 0
    }
    const output = new Output(io.stdout, { isJson: given.flag('json'), stopped })
    const warn = (text: string) => void io.stderr.write(`${text}\n`)
    await using session = await openSession(env)
    const client = new AdminClient(session)
    const organization = () => findOrganization(client, given)
    return (
      (await command.run({ given, client, output, warn, isExclusive: session.isExclusive, stopped, organization })) ?? 0
    )
  })
}

function usageOf(...commands: readonly Command[]): string {
  const hasOrganization = commands.some(({ texts }) => texts?.includes('org'))
  return `${commands.map(({ usage }) => usage).join('\n')}${hasOrganization ? ORGANIZATION : ''}${COMMON}`
}

async function openSession(env: Environment) {
  try {
    return await openAdminSession(readConfig(env), { user: userName(), log: createLog({ level: 'error' }) })
  } catch (error) {
    if (error instanceof ConfigError) throw new ProgramError(`The command failed.\n${error.message}`)
    throw error
  }
}

function userName(): string {
  try {
    return userInfo().username
  } catch {
    return `user ${process.getuid?.() ?? 'without a name'}` // a container may run as a user that has no name
  }
}

async function findOrganization(client: AdminClient, given: Given): Promise<string> {
  const named = given.text('org')
  if (named !== undefined) {
    await client.call('GET', WEB.organization, { corpId: named })
    return named
  }
  type All = { organizations: { corpId: string; name: string }[] }
  const { organizations } = await client.call<All>('GET', WEB.organizations)
  const [only, ...others] = organizations
  if (only === undefined) throw new ProgramError('There is no organization. "rollcall org add" adds one.')
  if (others.length === 0) return only.corpId
  const known = organizations.slice(0, LISTED).map(({ corpId, name }) => `  ${corpId}  ${name}`)
  const more = organizations.length > LISTED ? ['  … ("rollcall org list" lists all)'] : []
  throw new ProgramError(['Say which organization with --org:', ...known, ...more].join('\n'), EXIT.usage)
}
