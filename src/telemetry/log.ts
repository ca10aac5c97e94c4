import { pino, type Logger } from 'pino'

export type { Logger }

/** Names of fields that are never logged, at any place in an object. */
const SECRET_NAMES = ['password', 'secret', 'ticket', 'token', 'accessToken', 'authorization', 'credential']
const SECRET_PATHS = SECRET_NAMES.flatMap((name) => [name, `*.${name}`, `*.*.${name}`])

/** How long a line of the access log may wait, so that several lines are written together. */
const ACCESS_FLUSH_MS = 1_000
/** How many characters may wait. */
const ACCESS_BUFFER_LENGTH = 14_000
/** Pino's number for the level `info`. */
const INFO = 30

/** Writes JSON lines to standard error. Standard output is for people. */
export function createLog({ level }: { level: string }): Logger {
  const options = { name: 'rollcall', level, redact: SECRET_PATHS, timestamp: pino.stdTimeFunctions.isoTime }
  return pino(options, standardError())
}

/** What the access log says about one answer. Contains no secret. */
export type AccessLine = Readonly<{
  requestid: string
  method: string
  /** Without the query, which may hold a token. */
  path: string
  operation: string
  status: number
  ms: number
}>

/** Writes the access log. Disposing writes the lines that still wait. */
export type AccessLog = AsyncDisposable & { write(line: AccessLine): void }

/**
 * Writes one line per answer, to the same place as the log. Writes nothing at a level above `info`.
 *
 * A general logger looks at each field. That took a fifth of the time of a roster read that is answered from rendered
 * bytes. So this log knows its fields; none of them can contain a secret.
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

/** Gives a function that returns the time in ISO format. The text is made once per millisecond. */
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
 * Node's own stream, not that of the logger, which would retry without end once it is closed. If the log cannot be
 * written, for example on a full disk, its lines are lost and the server goes on.
 */
function standardError(): NodeJS.WriteStream {
  if (!process.stderr.listeners('error').includes(ignore)) process.stderr.on('error', ignore)
  return process.stderr
}

function ignore(): void {}
