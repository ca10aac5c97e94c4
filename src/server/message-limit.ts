import { Transform } from 'node:stream'

/** The fields of a WebSocket frame, RFC 6455 section 5.2. */
const FIN = 0x80
const CONTROL = 0x08
const MASKED = 0x80
const LENGTH = 0x7f
const TWO_BYTES = 126
const EIGHT_BYTES = 127

/** Passes on the bytes of a WebSocket. Fails at a message that is longer than `maxBytes`, before it passes more of it on. */
export function limitMessages(maxBytes: number): Transform {
  /** The header of the next frame, as far as it has arrived. */
  let header: number[] = []
  let payloadLeft = 0
  let messageBytes = 0
  const readHeader = () => {
    const [first = 0] = header
    const isControl = (first & CONTROL) !== 0
    const payload = payloadLength(header)
    payloadLeft = payload
    header = []
    // A control frame may come between the frames of a message.
    const length = isControl ? payload : (messageBytes += payload)
    if (length > maxBytes) throw new RangeError('a message is too long')
    if (!isControl && (first & FIN) !== 0) messageBytes = 0
  }
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      try {
        for (let at = 0; at < chunk.length;) {
          if (payloadLeft > 0) {
            const passed = Math.min(payloadLeft, chunk.length - at)
            payloadLeft -= passed
            at += passed
            continue
          }
          header.push(chunk[at] ?? 0)
          at += 1
          if (header.length === headerLength(header)) readHeader()
        }
        done(null, chunk)
      } catch (error) {
        done(error as Error)
      }
    },
  })
}

function headerLength([, second]: readonly number[]): number | undefined {
  if (second === undefined) return undefined
  const length = second & LENGTH
  const extended = length === TWO_BYTES ? 2 : length === EIGHT_BYTES ? 8 : 0
  return 2 + extended + ((second & MASKED) === 0 ? 0 : 4)
}

function payloadLength([, second = 0, ...rest]: readonly number[]): number {
  const length = second & LENGTH
  if (length < TWO_BYTES) return length
  return rest.slice(0, length === TWO_BYTES ? 2 : 8).reduce((sum, byte) => sum * 256 + byte, 0)
}
