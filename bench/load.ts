// Sends requests over kept-alive connections, each connection with the paths in its own random order. Prints the number of
// 200 answers per second. It is our own, since a published load generator took more processor time for an answer than the
// bare server did, and so measured itself.
import { connect } from 'node:net'

/** What to send, over how many connections (32 unless said), and for how long. `body`: of a POST request. */
export type LoadOrder = {
  url: string
  paths: string[]
  body?: string | undefined
  headers: Record<string, string>
  seconds: number
  connections?: number | undefined
}
/** Answers with status 200 per second, and how many answers had another status. */
export type LoadResult = { perSecond: number; failed: number }

const CONNECTIONS = 32
const READ_BUFFER_BYTES = 256 * 1_024
const END_OF_HEAD = Buffer.from('\r\n\r\n')
const OK = Buffer.from('HTTP/1.1 200')
/** Ends an answer in chunks. The next request is sent after it, so nothing follows in the same read. */
const LAST_CHUNK = Buffer.from('0\r\n\r\n')

const order = JSON.parse(process.argv[2] as string) as LoadOrder
const { connections = CONNECTIONS } = order
const { hostname, port, host } = new URL(order.url)
const { body, method, headers } = bodyOf(order)
const fields = Object.entries({ host, accept: 'application/json', ...headers, ...order.headers })
const head = fields.map(([name, value]) => `${name}: ${value}\r\n`).join('')
const requests = order.paths.map((path) => Buffer.from(`${method} ${path} HTTP/1.1\r\n${head}\r\n${body}`))

const LENGTH = /content-length: (\d+)|transfer-encoding: (chunked)/i
let answered = 0
let failed = 0
const startedAt = performance.now()
const endsAt = startedAt + order.seconds * 1_000

await Promise.all(Array.from({ length: connections }, () => keepAsking(shuffled(requests))))
const perSecond = (answered * 1_000) / (performance.now() - startedAt)
process.stdout.write(JSON.stringify({ perSecond, failed } satisfies LoadResult))

/** Sends one request after another over a connection, until the time is over. */
function keepAsking(mine: readonly Buffer[]): Promise<void> {
  return new Promise((resolve, reject) => {
    let sent = 0
    /** Bytes of the answer that are still to come; 0 before its head, infinitely many of an answer in chunks. */
    let missing = 0
    const ask = () => {
      if (performance.now() >= endsAt) return void socket.end(resolve)
      socket.write(mine[sent++ % mine.length] as Buffer)
    }
    const read = (count: number, buffer: Uint8Array) => {
      const bytes = Buffer.from(buffer.buffer, buffer.byteOffset, count)
      if (missing === 0) {
        const isOk = bytes.subarray(0, OK.length).equals(OK)
        const endOfHead = bytes.indexOf(END_OF_HEAD)
        const [, length, chunked] = LENGTH.exec(bytes.toString('latin1', 0, Math.max(endOfHead, 0))) ?? []
        if (length === undefined && !chunked) {
          return reject(new Error('an answer whose head has no length, or is cut in two'))
        }
        missing = chunked ? Infinity : endOfHead + END_OF_HEAD.length + Number(length)
        if (isOk) answered += 1
        else failed += 1
      }
      missing -= count
      if (bytes.subarray(-LAST_CHUNK.length).equals(LAST_CHUNK) && missing === Infinity) missing = 0
      if (missing === 0) ask()
    }
    const socket = connect({
      host: hostname,
      port: Number(port),
      noDelay: true,
      onread: {
        buffer: Buffer.allocUnsafeSlow(READ_BUFFER_BYTES),
        callback(count, buffer) {
          read(count, buffer)
          return true
        },
      },
    })
    socket.once('error', reject)
    socket.once('connect', ask)
  })
}

function bodyOf(from: LoadOrder) {
  if (from.body === undefined) return { method: 'GET', body: '', headers: {} }
  return { method: 'POST', body: from.body, headers: { 'content-length': String(Buffer.byteLength(from.body)) } }
}

function shuffled<T>(values: readonly T[]): T[] {
  return values
    .map((value) => ({ value, place: Math.random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ value }) => value)
}
