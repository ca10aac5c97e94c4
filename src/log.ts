import { pino, type Logger } from 'pino'

export type { Logger }

/** What must never be written down, wherever in a logged object it stands. */
const SECRET_PATHS = ['password', 'secret', 'ticket', 'token', 'accessToken', 'authorization'].flatMap((name) => [
  name,
  `*.${name}`,
  `*.*.${name}`,
])

/** How long a line of the access log may wait to be written together with others. */
const ACCESS_FLUSH_MS = 1_000
const ACCESS_BUFFER_BYTES = 8_192

/** JSON lines on standard error, which leaves standard output to what is said to a person. */
export function createLog({ level }: { level: string }): Logger {
  const options = { name: 'rollcall', level, redact: SECRET_PATHS, timestamp: pino.stdTimeFunctions.isoTime }
  return pino(options, pino.destination({ dest: 2, sync: false }))
}

/** What the access log tells of one answer; nothing of it may be secret. */
export type AccessLine = Readonly<{
  requestid: string
  method: string
  /** Without the query, which may hold a token. */
  path: string
  operation: string
  status: number
  ms: number
}>

export type AccessLog = AsyncDisposable & { write(line: AccessLine): void }

/**
 * A line for every answer, in the same place as the log. Looking each line through for secrets would take longer than
 * a roster read itself, so a line has none by its shape.
 */
export function createAccessLog({ level }: { level: string }): AccessLog {
  const destination = pino.destination({ dest: 2, sync: false, minLength: ACCESS_BUFFER_BYTES })
  const log = pino({ level, base: { name: 'access' }, timestamp: pino.stdTimeFunctions.isoTime }, destination)
  const flush = setInterval(() => destination.flush(), ACCESS_FLUSH_MS).unref()
  return {
    write: (line) => log.info(line, 'answered'),
    async [Symbol.asyncDispose]() {
      clearInterval(flush)
      destination.flushSync()
    },
  }
}
