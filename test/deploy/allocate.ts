import { createHash, createHmac, randomBytes } from 'node:crypto'
import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'

const ALLOCATE = 0x0003
const SUCCESS = 0x0103
const COOKIE = 0x2112a442
const HEADER_BYTES = 20
const INTEGRITY_BYTES = 24
const ANSWER_MS = 5_000

const Attribute = { username: 0x06, integrity: 0x08, error: 0x09, realm: 0x14, nonce: 0x15, transport: 0x19 } as const
const UDP = Buffer.from([17, 0, 0, 0])

/** Asks a TURN server on this machine for a relay address (RFC 5766). Gives `allocated`, or the code of the error. */
export async function allocate(
  port: number,
  { username, credential }: { username: string; credential: string },
): Promise<'allocated' | number> {
  const socket = createSocket('udp4')
  try {
    const challenge = await ask(socket, port, toMessage([[Attribute.transport, UDP]]))
    const realm = valueOf(challenge, Attribute.realm)
    const nonce = valueOf(challenge, Attribute.nonce)
    if (realm === undefined || nonce === undefined) throw new Error('the server does not ask for a password')
    const key = createHash('md5').update(`${username}:${realm.toString()}:${credential}`).digest()
    const attributes = [
      [Attribute.transport, UDP],
      [Attribute.username, Buffer.from(username)],
      [Attribute.realm, realm],
      [Attribute.nonce, nonce],
    ] as const
    const answer = await ask(socket, port, toMessage(attributes, key))
    if (answer.readUInt16BE(0) === SUCCESS) return 'allocated'
    const error = valueOf(answer, Attribute.error)
    if (error === undefined) throw new Error('the server neither allocates nor refuses')
    return error.readUInt8(2) * 100 + error.readUInt8(3)
  } finally {
    socket.close()
  }
}

async function ask(socket: Socket, port: number, message: Buffer): Promise<Buffer> {
  const answered = once(socket, 'message', { signal: AbortSignal.timeout(ANSWER_MS) })
  socket.send(message, port, '127.0.0.1')
  const [answer] = (await answered) as [Buffer]
  return answer
}

function toMessage(attributes: readonly (readonly [type: number, value: Buffer])[], key?: Buffer): Buffer {
  const body = Buffer.concat(attributes.map(([type, value]) => toAttribute(type, value)))
  const header = Buffer.alloc(HEADER_BYTES)
  header.writeUInt16BE(ALLOCATE, 0)
  // The length that is signed includes the signature.
  header.writeUInt16BE(body.length + (key ? INTEGRITY_BYTES : 0), 2)
  header.writeUInt32BE(COOKIE, 4)
  randomBytes(12).copy(header, 8)
  const message = Buffer.concat([header, body])
  if (!key) return message
  return Buffer.concat([message, toAttribute(Attribute.integrity, createHmac('sha1', key).update(message).digest())])
}

function toAttribute(type: number, value: Buffer): Buffer {
  const attribute = Buffer.alloc(4 + Math.ceil(value.length / 4) * 4)
  attribute.writeUInt16BE(type, 0)
  attribute.writeUInt16BE(value.length, 2)
  value.copy(attribute, 4)
  return attribute
}

function valueOf(message: Buffer, wanted: number): Buffer | undefined {
  for (let at = HEADER_BYTES; at < message.length;) {
    const length = message.readUInt16BE(at + 2)
    if (message.readUInt16BE(at) === wanted) return message.subarray(at + 4, at + 4 + length)
    at += 4 + Math.ceil(length / 4) * 4
  }
  return undefined
}
