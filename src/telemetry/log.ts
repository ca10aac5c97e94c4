import { pino, type Logger } from 'pino'

export type { Logger }

/** What must never be written down, wherever in a logged object it stands. */
const SECRET_NAMES = ['password', 'secret', 'ticket', 'token', 'accessToken', 'authorization', 'credential']
const SECRET_PATHS = SECRET_NAMES.flatMap((name) => [name, `*.${name}`, `*.*.${name}`])

/** How long a line of the access log may wait to be written together with others. */
const ACCESS_FLUSH_MS = 1_000
const ACCESS_BUFFER_LENGTH = 14_000
const INFO = 30

/** JSON lines on standard error, which leaves standard output to what is said to a person. */
export function createLog({ level }: { level: string }): Logger {
  const options = { name: 'rollcall', level, redact: SECRET_PATHS, timestamp: pino.stdTimeFunctions.isoTime }
  return pino(options, standardError())
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
 * A line for every answer, in the same place as the log; none at a level above `info`.
 *
 * Of a roster read that is answered from ready bytes, a general logger's look at each field took a fifth of the time.
 * So this one knows its fields; none of them can hold a secret.
 */
export function createAccessLog({ level }: { level: string }): AccessLog {
  const destination = standardError()
  const isOn = (pino.levels.values[level] ?? Infinity) <= INFO
  const time = isoTime()
  let waiting = ''
  const flush = () => {
    if (waiting !== '') destination.write(waiting)
    waiting = ''
  }
  const flushing = setInterval(flush, ACCESS_FLUSH_MS).unref()
  return {
    write({ requestid, method, path, operation, status, ms }) {
      if (!isOn) return
      waiting +=
        `{"level":${INFO},"time":"${time()}","name":"access","requestid":"${requestid}","method":"${method}",` +
        `"path":${JSON.stringify(path)},"operation":"${operation}","status":${status},"ms":${ms.toFixed(3)}}\n`
      if (waiting.length >= ACCESS_BUFFER_LENGTH) flush()
    },
    async [Symbol.asyncDispose]() {
      clearInterval(flushing)
      flush()
    },
  }
}

/** The time in ISO form, which is made once a millisecond, however many lines it stands in. */
function isoTime(): () => string {
  let shownAt = 0
  let shown = ''
  return () => {
    const now = Date.now()
    if (now !== shownAt) {
      shownAt = now
      shown = new Date(now).toISOString()
    }
    return shown
  }
}

/**
 * A log that cannot be written, on a full disk for one, loses its lines and stops nothing else. This is why it is Node's
 * own stream: the logger's, at its end, tries to write what is left for ever.
 */
function standardError(): NodeJS.WriteStream {
  if (!process.stderr.listeners('error').includes(ignore)) process.stderr.on('error', ignore)
  return process.stderr
}

function ignore(): void {}
