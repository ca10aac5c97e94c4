import { Agent, request } from 'node:http'
import { connect } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { io } from 'socket.io-client'
import { CONFERENCE_NAMESPACE, SIGNALING_PATH, SIGNALING_VERSION } from '../../contract/signaling/constants.ts'

/** What an attacker knows. */
export type Target = Readonly<{
  url: string
  /** The meeting whose link they have. */
  meeting: Readonly<{ roomCode: string; token: string }>
  forMs: number
}>

/** `stopped` aborts when the time is over. `count` adds one answer, by its status or by what happened. */
type Run = Readonly<{ stopped: AbortSignal; count: (what: string | number) => void }>

type Sent = Readonly<{ agent: Agent; path: string; body: string }>

/** No attack sends more requests than this. */
const MAX_REQUESTS = 100_000

/** Longer than the request timeout of the attacked server. */
const LATE_MS = 1_900
/** How long the program goes on to hold its connections while the server is late. It drips all the time. */
const ACCEPT_MS = 8_000

/** All requests of an attack come from one address that nobody else has. */
function agentFrom(localAddress: string): Agent {
  return new Agent({ keepAlive: true, maxSockets: 500, localAddress })
}

/** Posts JSON. Gives the status and the text; 0 without an answer. */
function post(url: string, { agent, path, body }: Sent): Promise<{ status: number; text: string }> {
  return new Promise((resolve) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
    const sent = request(new URL(path, url), { method: 'POST', agent, headers }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (part: string) => (text += part))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }))
      response.on('error', () => resolve({ status: 0, text }))
    })
    sent.on('error', () => resolve({ status: 0, text: '' }))
    sent.end(body)
  })
}

/** `clients` at a time send what `next` gives, until the time is over. */
async function flood(url: string, clients: number, next: (index: number) => Sent, { stopped, count }: Run) {
  let sent = 0
  const client = async () => {
    while (!stopped.aborted && sent < MAX_REQUESTS) count((await post(url, next(sent++))).status)
  }
  await Promise.all(Array.from({ length: clients }, client))
}

const TOKEN_PATHS = ['/v1.0/oauth2/accessToken', '/v1.0/oauth2/corpAccessToken', '/v1.0/oauth2/dingacme/token']

/** A guest asks for a ticket. */
const asGuest = ({ meeting }: Target, nick: string, guest?: string) =>
  JSON.stringify({ ...meeting, nick, device: 'Win', ...(guest !== undefined && { guest }) })

export const ATTACKS: Readonly<Record<string, (target: Target, run: Run) => Promise<void>>> = {
  async 'sign-ins'({ url }, run) {
    const agent = agentFrom('127.0.0.11')
    const body = (index: number) => JSON.stringify({ corpId: 'dingacme', userId: `nobody${index}`, password: 'x' })
    await flood(url, 60, (index) => ({ agent, path: '/api/sign-in', body: body(index) }), run)
  },

  async 'app-secrets'({ url }, run) {
    const agent = agentFrom('127.0.0.12')
    const body = (index: number) => {
      const id = index % 2 === 0 ? 'dingacmeapp' : `app${index}`
      const own = { appKey: id, appSecret: 'x', suiteKey: id, suiteSecret: 'x', suiteTicket: 'x' }
      const unified = { client_id: id, client_secret: 'x', grant_type: 'client_credentials' }
      return JSON.stringify({ ...own, ...unified, authCorpId: 'dingacme' })
    }
    await flood(url, 60, (index) => ({ agent, path: TOKEN_PATHS[index % 3] ?? '', body: body(index) }), run)
  },

  async 'large bodies'({ url }, run) {
    const agent = agentFrom('127.0.0.13')
    const paths = [...TOKEN_PATHS, '/api/sign-in', '/api/admission']
    const bodies = [4_000, 60_000, 1_000_000].map((bytes) => `{"appKey":[${'[],'.repeat(bytes / 3)}0]}`)
    const next = (index: number) => ({ agent, path: paths[index % 5] ?? '', body: bodies[index % 3] ?? '' })
    await flood(url, 8, next, run)
  },

  async 'endless bodies'({ url }, { stopped, count }) {
    const { hostname, port } = new URL(url)
    const head = 'POST /v1.0/oauth2/accessToken HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n'
    const open = Array.from({ length: 3_000 }, () => {
      const socket = connect({ host: hostname, port: Number(port), localAddress: '127.0.0.14' })
      const connection = { socket, openedAt: Infinity }
      socket
        .on('error', () => {})
        .on('connect', () => {
          connection.openedAt = performance.now()
          socket.write(`${head}Content-Length: 90\r\n\r\n{`)
        })
      socket.resume()
      return connection
    })
    const drip = setInterval(() => {
      for (const { socket } of open) if (socket.writable) socket.write(' ')
    }, 1_000)
    await new Promise((resolve) => stopped.addEventListener('abort', resolve))
    // A busy machine lets the server accept later than the client connects.
    const endsAt = performance.now() + ACCEPT_MS
    const isOpen = ({ socket }: (typeof open)[number]) => socket.readyState === 'open'
    while (open.some(isOpen) && performance.now() < endsAt) await setTimeout(50)
    clearInterval(drip)
    for (const connection of open) {
      // Where many connect at once, some have to try again after a second.
      if (isOpen(connection)) count(performance.now() - connection.openedAt > LATE_MS ? 'still open' : 'opened late')
      else count('closed')
    }
  },

  async 'many guests'(target, run) {
    const agent = agentFrom('127.0.0.15')
    const next = (index: number) => ({ agent, path: '/api/admission', body: asGuest(target, `Guest ${index}`) })
    await flood(target.url, 20, next, run)
  },

  /** One guest opens a session after another, and writes in the chat from each. */
  'many tabs': (target, run) => openTabs(target, run, { asOneGuest: true }),

  /** Each session is of a new guest. */
  'chatting guests': (target, run) => openTabs(target, run, { asOneGuest: false }),
}

/** Opens 40 tabs with the link of a meeting: each one switches everything on and chats as fast as it can. */
async function openTabs(target: Target, { stopped, count }: Run, { asOneGuest }: { asOneGuest: boolean }) {
  const agent = agentFrom('127.0.0.16')
  let guest: string | undefined
  for (let tab = 0; tab < 40 && !stopped.aborted; tab += 1) {
    const { text } = await post(target.url, { agent, path: '/api/admission', body: asGuest(target, 'Tabs', guest) })
    const admitted = JSON.parse(text) as { ticket?: string; guest?: string; code?: string }
    if (asOneGuest) guest ??= admitted.guest
    if (admitted.ticket === undefined) {
      count(admitted.code ?? 'no ticket')
      continue
    }
    const socket = io(target.url + CONFERENCE_NAMESPACE, {
      path: SIGNALING_PATH,
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      auth: { version: SIGNALING_VERSION, ticket: admitted.ticket },
    })
    socket.on('welcome', () => {
      socket.emit('stage', { audio: true, video: true, screen: false }, () => {})
      for (let line = 0; line < 10; line += 1) {
        socket.emit('say', { text: `line ${line} of tab ${tab}` }, ({ ok }: { ok: boolean }) =>
          count(ok ? 'said' : 'too fast'),
        )
      }
    })
    await new Promise((resolve) => socket.once('welcome', resolve).once('connect_error', resolve))
  }
  await new Promise((resolve) => stopped.addEventListener('abort', resolve))
}
