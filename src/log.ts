import { pino, type Logger } from 'pino'

export type { Logger }

/** What must never be written down, wherever in a logged object it stands. */
const SECRET_PATHS = ['password', 'secret', 'ticket', 'token', 'accessToken', 'authorization'].flatMap((name) => [
  name,
  `*.${name}`,
  `*.*.${name}`,
])

/** JSON lines on standard error, which leaves standard output to what is said to a person. */
export function createLog({ level }: { level: string }): Logger {
  const options = { name: 'rollcall', level, redact: SECRET_PATHS, timestamp: pino.stdTimeFunctions.isoTime }
  return pino(options, pino.destination({ dest: 2, sync: false }))
}
