import { createHash, createHmac, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

const ALLOCATE = 0x0003
const PERMIT = 0x0008
/** Added to the type of a request in the answer of a server that does it. */
const SUCCESS = 0x0100
const COOKIE = 0x2112a442
const HEADER_BYTES = 20
const INTEGRITY_BYTES = 24
const ANSWER_MS = 5_000

const Attribute = {
  username: 0x06,
  integrity: 0x08,
  error: 0x09,
  peer: 0x12,
  realm: 0x14,
  nonce: 0x15,
  transport: 0x19,
} as const
/** What an allocation relays, as protocol numbers of IP. */
const PROTOCOLS = { udp: 17, tcp: 6 } as const

type Password = Readonly<{ username: string; credential: string }>

/**
 * Asks a TURN server on this machine for a relay address (RFC 5766), over TCP as RFC 6062 needs it, and then for the permission
 * to relay to `peer`. Gives `allocated`, or the code of the error.
 */
export async function allocate(
  port: number,
  { username, credential }: Password,
  { relays = 'udp', peer }: { relays?: keyof typeof PROTOCOLS; peer?: string } = {},
): Promise<'allocated' | number> {
  const socket = connect(port, '127.0.0.1')
  try {
    const transport = [Attribute.transport, Buffer.from([PROTOCOLS[relays], 0, 0, 0])] as const
    const challenge = await ask(socket, toMessage(ALLOCATE, [transport]))
    const realm = valueOf(challenge, Attribute.realm)
    const nonce = valueOf(challenge, Attribute.nonce)
    if (realm === undefined || nonce === undefined) throw new Error('the server does not ask for a password')
    const key = createHash('md5').update(`${username}:${realm.toString()}:${credential}`).digest()
    const proof = [
      [Attribute.username, Buffer.from(username)],
      [Attribute.realm, realm],
      [Attribute.nonce, nonce],
    ] as const
    const allocated = errorOf(await ask(socket, toMessage(ALLOCATE, [transport, ...proof], key)))
    if (allocated !== undefined || peer === undefined) return allocated ?? 'allocated'
    const permitted = await ask(socket, toMessage(PERMIT, [[Attribute.peer, toPeer(peer)], ...proof], key))
    return errorOf(permitted) ?? 'allocated'
  } finally {
    socket.destroy()
  }
}

async function ask(socket: Socket, message: Buffer): Promise<Buffer> {
  const answered = once(socket, 'data', { signal: AbortSignal.timeout(ANSWER_MS) })
  socket.write(message)
  const [answer] = (await answered) as [Buffer]
  return answer
}

/** The code of the error in an answer; `undefined` if the server has done what was asked. */
function errorOf(answer: Buffer): number | undefined {
  if ((answer.readUInt16BE(0) & 0x0110) === SUCCESS) return undefined
  const error = valueOf(answer, Attribute.error)
  if (error === undefined) throw new Error('the server neither does it nor refuses')
  return error.readUInt8(2) * 100 + error.readUInt8(3)
}

/** An IPv4 address without a port, as XOR-PEER-ADDRESS. */
function toPeer(address: string): Buffer {
  const value = Buffer.from([0, 1, 0, 0, ...address.split('.').map(Number)])
  value.writeUInt32BE((value.readUInt32BE(4) ^ COOKIE) >>> 0, 4)
  return value
}

function toMessage(
  type: number,
  attributes: readonly (readonly [type: number, value: Buffer])[],
  key?: Buffer,
): Buffer {
  const body = Buffer.concat(attributes.map((attribute) => toAttribute(...attribute)))
  const header = Buffer.alloc(HEADER_BYTES)
  header.writeUInt16BE(type, 0)
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
