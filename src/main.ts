#!/usr/bin/env node
import { enableCompileCache } from 'node:module'
import { continueAsSmallProcess, continueWithoutCompiler } from './commands/small-process.ts'
import { keepNextTickFast } from './server/next-tick-workaround.ts'

const USAGE = `rollcall [start]              start the server on ROLLCALL_PORT
rollcall join <link>          join a meeting from this terminal
rollcall lobby <url> …        wait for calls and answer them
rollcall demo [--port N]      start a server with a sample company and a live meeting
rollcall sandbox [--port N]   start a server for developers of integrations, with people, apps and made-up meetings
rollcall user <verb> …        people: list, add, set, reset-password, disable, enable, delete, sign-out, import, export,
                              data, erase
rollcall app <verb> …         apps: list, add, set, rotate, revoke
rollcall subscription <verb>  events for apps: list, add, set, rotate, remove, deliveries, resend, test
rollcall suite <verb> …       third-party apps: list, add, set, rotate, revoke
rollcall org <verb> …         organizations: list, show, add, set, sso-secret, scim-token
rollcall attendance <id> …    say who was in a meeting, as text, CSV, XLSX or JSON
rollcall audit …              list what administrators did
rollcall events …             list what happened, or follow it live
rollcall seed <file>          import a seed file (stop the server first)
rollcall doctor               check the settings and all that they name, and say what to mend
rollcall help                 show this help; each command also has --help
`

const [command = 'start', ...args] = process.argv.slice(2)
// The store holds the secrets of sign-ins and what people wrote.
process.umask(0o077)
// The other commands end soon or serve one person.
if (command === 'start' || command === 'demo' || command === 'sandbox') continueAsSmallProcess()

keepNextTickFast()
// With the cache of compiled code a start takes about half as long.
enableCompileCache()

/** Loads only what the command needs: the server starts faster without the clients. */
async function run(): Promise<number> {
  switch (command) {
    case 'start': {
      const { start } = await import('./commands/start.ts')
      continueWithoutCompiler()
      return start(args, process.env, process)
    }
    case 'seed':
      return (await import('./commands/seed.ts')).seed(args, process.env, process)
    case 'doctor':
      return (await import('./commands/doctor.ts')).doctor(args, process.env, process)
    case 'user':
      return (await import('./commands/administration/user.ts')).runUser(args, process.env, process)
    case 'app':
      return (await import('./commands/administration/app.ts')).runApp(args, process.env, process)
    case 'subscription':
      return (await import('./commands/administration/subscription.ts')).runSubscription(args, process.env, process)
    case 'suite':
      return (await import('./commands/administration/suite.ts')).runSuite(args, process.env, process)
    case 'org':
      return (await import('./commands/administration/org.ts')).runOrg(args, process.env, process)
    case 'attendance':
      return (await import('./commands/administration/attendance.ts')).runAttendance(args, process.env, process)
    case 'audit':
      return (await import('./commands/administration/audit.ts')).runAudit(args, process.env, process)
    case 'events':
      return (await import('./commands/administration/events.ts')).runEvents(args, process.env, process)
    case 'join':
      return (await import('./terminal/join.ts')).runJoin(args, process)
    case 'lobby':
      return (await import('./terminal/lobby.ts')).runLobby(args, process)
    case 'demo':
      return (await import('./commands/demo.ts')).demo(args, process.env, process)
    case 'sandbox':
      return (await import('./commands/sandbox.ts')).sandbox(args, process.env, process)
    case '--help':
    case '-h':
    case 'help':
      process.stdout.write(USAGE)
      return 0
    default:
      process.stderr.write(USAGE)
      return 2
  }
}

process.exitCode = await run()
