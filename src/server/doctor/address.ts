import { io } from 'socket.io-client'
import { CONFERENCE_NAMESPACE, SIGNALING_PATH, SIGNALING_VERSION } from '../../../contract/signaling/constants.ts'
import type { Config } from '../../config.ts'
import { check, hint, ok, problem, type Finding } from './check.ts'

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/

/** Whether browsers reach the running server at its public address, also with WebSocket. */
export async function checkAddress({ http }: Pick<Config, 'http'>): Promise<readonly Finding[]> {
  const url = http.publicUrl ?? new URL(`http://localhost:${http.port}`)
  const findings: Finding[] = []
  if (!http.publicUrl) {
    findings.push(
      hint(
        `links begin with ${url.href}`,
        'Set ROLLCALL_PUBLIC_URL to the address that people open from other machines.',
      ),
    )
  } else if (url.protocol === 'http:' && !LOOPBACK.test(url.hostname)) {
    const remedy = 'Let a proxy terminate TLS, and begin ROLLCALL_PUBLIC_URL with https://.'
    findings.push(problem(`browsers refuse camera and microphone at ${url.href}`, remedy))
  }
  const answers = await check(
    url.href,
    'Start the server. Check the name, the certificate, and that the proxy passes requests to ROLLCALL_PORT.',
    async (signal) => {
      const response = await fetch(new URL('/healthz', url), { redirect: 'manual', signal })
      const isOurs = response.ok && (await response.text()).includes('"ok"')
      if (isOurs) return ok(`Rollcall answers at ${url.href}`)
      return problem(`something else answers at ${url.href}`, 'Let the proxy pass every path to Rollcall.')
    },
  )
  findings.push(answers)
  if (answers.kind === 'ok') findings.push(await checkWebSocket(url), ...(await checkServices(url)))
  return findings
}

/** What the running server has lost, also if it can be reached from here. */
async function checkServices(url: URL): Promise<readonly Finding[]> {
  const remedy = 'Its log says why.'
  const found = await check('the state of the running server', remedy, async (signal) => {
    const response = await fetch(new URL('/readyz', url), { redirect: 'manual', signal })
    const { status } = (await response.json()) as { status?: unknown }
    if (status === 'degraded') return problem('the running server has lost Redis or LiveKit', remedy)
    if (status === 'ready') return ok('the running server is ready')
    return problem(`the running server is not ready: ${String(status)}`, remedy)
  })
  return found.kind === 'ok' ? [] : [found]
}

function checkWebSocket(url: URL): Promise<Finding> {
  const what = `WebSocket at ${url.origin}${SIGNALING_PATH}`
  return check(what, 'Let the proxy pass WebSocket upgrades.', async (signal) => {
    const socket = io(new URL(CONFERENCE_NAMESPACE, url).href, {
      path: SIGNALING_PATH,
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
      auth: { version: SIGNALING_VERSION },
    })
    try {
      const error = await new Promise<Error>((resolve, reject) => {
        socket.once('connect_error', resolve)
        signal.addEventListener('abort', reject)
      })
      // Without a ticket, only Rollcall itself refuses with a code.
      if (!('data' in error)) throw error
      return ok(`WebSocket reaches Rollcall at ${url.origin}`)
    } finally {
      socket.disconnect()
    }
  })
}
