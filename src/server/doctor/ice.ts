import { randomBytes } from 'node:crypto'
import { createSocket } from 'node:dgram'
import { lookup } from 'node:dns/promises'
import { once } from 'node:events'
import { connect } from 'node:net'
import { connect as connectTls } from 'node:tls'
import type { Config } from '../../config.ts'
import { check, hint, ok, type Finding } from './check.ts'
import { usesLiveKit } from './engine.ts'

/** RFC 8489: a binding request without attributes, and the cookie that every message has. */
const BINDING_REQUEST = 0x0001
const BINDING_SUCCESS = 0x0101
const COOKIE = 0x2112a442
const HEADER_BYTES = 20
/** Datagrams may be lost. */
const REPEAT_MS = 500

/** Whether the STUN and TURN servers answer from here. Browsers elsewhere may still not reach them. */
export async function checkIceServers(config: Pick<Config, 'media' | 'livekit'>): Promise<readonly Finding[]> {
  const { media } = config
  const urls = [...media.stunUrls, ...(media.turn?.urls ?? [])]
  if (urls.length === 0) {
    if (usesLiveKit(config)) return []
    const what = 'no STUN or TURN server is configured'
    return [hint(what, 'Without ROLLCALL_STUN_URLS and ROLLCALL_TURN_URLS, browsers connect only within one network.')]
  }
  return Promise.all(
    urls.map((url) =>
      check(url, 'Check the address, and that no firewall stops it.', async (signal) => {
        await bind(url, signal)
        return ok(`${url} answers`)
      }),
    ),
  )
}

/** Sends a binding request, which every STUN and TURN server answers. Resolves once it is answered. */
async function bind(url: string, signal: AbortSignal): Promise<void> {
  const [, scheme = '', host = '', port, transport] =
    /^(stuns?|turns?):(\[[^\]]+\]|[^:?]+)(?::(\d+))?(?:\?transport=(\w+))?$/.exec(url) ?? []
  const isTls = scheme.endsWith('s')
  const at = { host: host.replace(/^\[|\]$/g, ''), port: Number(port ?? (isTls ? 5_349 : 3_478)) }
  if (isTls || transport === 'tcp') await bindByStream(at, isTls, signal)
  else await bindByDatagram(at, signal)
}

type Address = Readonly<{ host: string; port: number }>

async function bindByStream({ host, port }: Address, isTls: boolean, signal: AbortSignal): Promise<void> {
  const stream = isTls ? connectTls({ host, port, servername: host }) : connect({ host, port })
  try {
    await once(stream, isTls ? 'secureConnect' : 'connect', { signal })
    const request = bindingRequest()
    stream.write(request)
    for (let answer = Buffer.alloc(0); !isAnswer(answer, request);) {
      const [part] = (await once(stream, 'data', { signal })) as [Buffer]
      answer = Buffer.concat([answer, part])
    }
  } finally {
    stream.destroy()
  }
}

async function bindByDatagram({ host, port }: Address, signal: AbortSignal): Promise<void> {
  const { address, family } = await lookup(host)
  const socket = createSocket(family === 6 ? 'udp6' : 'udp4')
  const request = bindingRequest()
  const send = () => socket.send(request, port, address)
  const repeat = setInterval(send, REPEAT_MS)
  try {
    send()
    for (;;) {
      const [answer] = (await once(socket, 'message', { signal })) as [Buffer]
      if (isAnswer(answer, request)) return
    }
  } finally {
    clearInterval(repeat)
    socket.close()
  }
}

function bindingRequest(): Buffer {
  const request = Buffer.alloc(HEADER_BYTES)
  request.writeUInt16BE(BINDING_REQUEST, 0)
  request.writeUInt32BE(COOKIE, 4)
  randomBytes(12).copy(request, 8)
  return request
}

function isAnswer(message: Buffer, request: Buffer): boolean {
  return (
    message.length >= HEADER_BYTES &&
    message.readUInt16BE(0) === BINDING_SUCCESS &&
    message.subarray(4, HEADER_BYTES).equals(request.subarray(4))
  )
}
