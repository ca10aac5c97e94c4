// A signaling client that costs little processor time, so that a load program can hold ten thousand of them. It knows just
// enough of HTTP, WebSocket and Socket.IO, since a published client took more time for a message than the server did.
import { randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import { CONFERENCE_NAMESPACE, SIGNALING_PATH, SIGNALING_VERSION } from '../contract/signaling/constants.ts'

const END_OF_HEAD = Buffer.from('\r\n\r\n')
/** All clients of a process read into the same buffer, one after another. */
const READ_BUFFER = Buffer.allocUnsafeSlow(256 * 1_024)
/** How much of the start of a message is kept. It names the event. */
const KEPT_BYTES = 64
/** A masked text frame with the packet `3`. Its mask is zero. */
const PONG = Buffer.from([0x81, 0x81, 0, 0, 0, 0, 0x33])
const EVENT = `42${CONFERENCE_NAMESPACE},["`
const REFUSED = `44${CONFERENCE_NAMESPACE},`

/** `event` is called with the name of each event, once all of it has arrived. `closed`: why the session is over. */
export type Listener = Readonly<{ event: (name: string) => void; closed: (why: string) => void }>

/** Opens the session of a ticket. @returns a function that sends an event with a value that JSON can have */
export function openSession(
  url: URL,
  ticket: string,
  { event, closed }: Listener,
): (name: string, value: unknown) => void {
  const reader = new FrameReader((start) => {
    if (start === '2') socket.write(PONG)
    else if (start.startsWith('0')) {
      const auth = JSON.stringify({ version: SIGNALING_VERSION, ticket })
      socket.write(toFrame(`40${CONFERENCE_NAMESPACE},${auth}`))
    } else if (start.startsWith(EVENT)) event(start.slice(EVENT.length, start.indexOf('"', EVENT.length)))
    else if (start.startsWith(REFUSED)) socket.destroy(new Error(`refused: ${start}`))
  })
  const socket = open(url, (bytes) => reader.read(bytes), closed)
  const key = randomBytes(16).toString('base64')
  socket.write(
    `GET ${SIGNALING_PATH}/?EIO=4&transport=websocket HTTP/1.1\r\nHost: ${url.host}\r\nConnection: Upgrade\r\n` +
      `Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${key}\r\n\r\n`,
  )
  return (name, value) => socket.write(toFrame(`42${CONFERENCE_NAMESPACE},${JSON.stringify([name, value])}`))
}

/** A kept-alive connection for one request after another. */
export class RequestLine {
  readonly #socket: Socket
  readonly #host: string
  #waiting: PromiseWithResolvers<string> | undefined
  #received = Buffer.alloc(0)

  constructor(url: URL) {
    this.#host = url.host
    this.#socket = open(
      url,
      (bytes) => this.#read(bytes),
      (why) => this.#waiting?.reject(new Error(why)),
    )
  }

  /** The body of the answer. @throws Error unless its status is 200 */
  post(path: string, body: object, headers: Readonly<Record<string, string>> = {}): Promise<string> {
    const fields = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
    const text = JSON.stringify(body)
    this.#waiting = Promise.withResolvers()
    this.#socket.write(
      `POST ${path} HTTP/1.1\r\nHost: ${this.#host}\r\nContent-Type: application/json\r\n` +
        `${fields.join('')}Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`,
    )
    return this.#waiting.promise
  }

  close(): void {
    this.#socket.destroy()
  }

  #read(bytes: Buffer): void {
    this.#received = Buffer.concat([this.#received, bytes])
    const end = this.#received.indexOf(END_OF_HEAD)
    if (end < 0) return
    const head = this.#received.toString('latin1', 0, end)
    const body = this.#received.subarray(end + END_OF_HEAD.length)
    if (body.length < Number(/content-length: (\d+)/i.exec(head)?.[1])) return
    const answer = body.toString()
    this.#received = Buffer.alloc(0)
    if (head.startsWith('HTTP/1.1 200')) this.#waiting?.resolve(answer)
    else this.#waiting?.reject(new Error(`${head.slice(0, head.indexOf('\r\n'))}: ${answer}`))
  }
}

/** Finds the text messages in what a server sends: the answer to the upgrade, then frames. */
class FrameReader {
  readonly #message: (start: string) => void
  #hasUpgraded = false
  /** The beginning of a head that is not complete yet. */
  #head = Buffer.alloc(0)
  #start = ''
  /** Bytes of the current frame that are still to come. */
  #missing = 0

  constructor(message: (start: string) => void) {
    this.#message = message
  }

  read(received: Buffer): void {
    let bytes = this.#head.length > 0 ? Buffer.concat([this.#head, received]) : received
    this.#head = Buffer.alloc(0)
    while (bytes.length > 0) {
      if (this.#missing > 0) {
        const part = bytes.subarray(0, this.#missing)
        if (this.#start.length < KEPT_BYTES) this.#start += part.toString('latin1', 0, KEPT_BYTES)
        this.#missing -= part.length
        bytes = bytes.subarray(part.length)
        if (this.#missing === 0) this.#message(this.#start)
        continue
      }
      const headBytes = this.#hasUpgraded ? this.#beginFrame(bytes) : endOfHead(bytes)
      if (headBytes === undefined) {
        this.#head = Buffer.from(bytes)
        return
      }
      this.#hasUpgraded = true
      bytes = bytes.subarray(headBytes)
    }
  }

  /** @returns how long the head of the frame is; nothing if not all of it is here */
  #beginFrame(bytes: Buffer): number | undefined {
    if (bytes.length < 2) return undefined
    const short = (bytes[1] as number) & 0x7f
    const headBytes = short < 126 ? 2 : short === 126 ? 4 : 10
    if (bytes.length < headBytes) return undefined
    this.#missing = short < 126 ? short : short === 126 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2))
    this.#start = ''
    return headBytes
  }
}

/** How long the head of an HTTP answer is; nothing if not all of it is here. */
function endOfHead(bytes: Buffer): number | undefined {
  const end = bytes.indexOf(END_OF_HEAD)
  return end < 0 ? undefined : end + END_OF_HEAD.length
}

function open(url: URL, read: (bytes: Buffer) => void, closed: (why: string) => void): Socket {
  let failure = 'the server closed the connection'
  const socket = connect({
    host: url.hostname,
    port: Number(url.port),
    noDelay: true,
    onread: {
      buffer: READ_BUFFER,
      callback(count) {
        read(READ_BUFFER.subarray(0, count))
        return true
      },
    },
  })
  socket.on('error', ({ message }) => (failure = message))
  socket.on('close', () => closed(failure))
  return socket
}

/** A masked text frame. Its mask is zero. */
function toFrame(text: string): Buffer {
  const payload = Buffer.from(text)
  const isShort = payload.length < 126
  const head = Buffer.alloc(isShort ? 6 : 8)
  head[0] = 0x81
  head[1] = 0x80 | (isShort ? payload.length : 126)
  if (!isShort) head.writeUInt16BE(payload.length, 2)
  return Buffer.concat([head, payload])
}
