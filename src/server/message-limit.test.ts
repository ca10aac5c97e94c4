import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { test } from 'node:test'
import fc from 'fast-check'
import { limitMessages } from './message-limit.ts'

const MAX = 70_000
const TEXT = 0x1
const CONTINUATION = 0x0
const PING = 0x9

type Frame = Readonly<{ opcode: number; isLast: boolean; length: number }>

/** A masked frame, as clients send them. */
function toBytes({ opcode, isLast, length }: Frame): Buffer {
  const first = (isLast ? 0x80 : 0) | opcode
  const header =
    length < 126
      ? [first, 0x80 | length]
      : length < 65_536
        ? [first, 0xfe, length >> 8, length & 0xff]
        : [first, 0xff, 0, 0, 0, 0, ...new Uint8Array(new Uint32Array([length]).buffer).toReversed()]
  return Buffer.concat([Buffer.from([...header, 1, 2, 3, 4]), Buffer.alloc(length, 0xff)])
}

/** Sends the bytes in pieces of one size. Gives how many bytes arrive, or the error. */
async function pass(bytes: Buffer, pieceBytes: number): Promise<number | string> {
  const pieces = Array.from({ length: Math.ceil(bytes.length / pieceBytes) }, (_, index) =>
    bytes.subarray(index * pieceBytes, (index + 1) * pieceBytes),
  )
  return buffer(Readable.from(pieces).compose(limitMessages(MAX))).then(
    ({ length }) => length,
    (error: unknown) => String(error),
  )
}

const whole = (length: number): Frame => ({ opcode: TEXT, isLast: true, length })
const ping: Frame = { opcode: PING, isLast: true, length: 125 }

test('[LK25] messages of any number pass, if each is short enough, however the bytes arrive', async () => {
  const frames = [whole(0), whole(125), ping, whole(126), whole(65_535), whole(65_536), whole(MAX)]
  const bytes = Buffer.concat(frames.map(toBytes))
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 80_000 }), async (pieceBytes) =>
      assert.equal(await pass(bytes, pieceBytes), bytes.length),
    ),
    { numRuns: 20, examples: [[7]] },
  )
})

test('[LK25] a message that is too long fails, also in parts with control frames between them', async () => {
  const part = { opcode: CONTINUATION, isLast: false, length: 30_000 }
  const [first, last] = [
    { ...part, opcode: TEXT },
    { ...part, isLast: true },
  ]
  assert.equal(typeof (await pass(Buffer.concat([first, ping, last].map(toBytes)), 1_000)), 'number')
  for (const frames of [[whole(MAX + 1)], [whole(9), first, ping, part, ping, last]]) {
    assert.match(String(await pass(Buffer.concat(frames.map(toBytes)), 1_000)), /too long/)
  }
})
