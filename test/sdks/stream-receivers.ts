import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { isDeepStrictEqual } from 'node:util'
import type { EventsPage } from '../../contract/web/event-types.ts'
import { eventually } from '../worlds/server-process.ts'
import { ADA, startTester, type Tester } from '../worlds/tester.ts'
import { startTlsFront } from '../worlds/tls-front.ts'
import { Page } from '../web/page.ts'

type Program = readonly [program: string, ...args: string[]]
type Options = Readonly<{ cwd: string; env: NodeJS.ProcessEnv }>
type Printed = Readonly<{ eventId: string; type: string }>

const PATIENCE_MS = 60_000
const TYPES = ['meeting_status_change']
const PATH = '/api/subscriptions'

/**
 * Runs a receiver of examples/events for stream mode against a whole server. It gets the events of a conference, then, because the
 * app is subscribed anew, the same ones again and those of another conference.
 *
 * @param options.tls for a client that takes no address without TLS: the certificate is that of the tests
 * @returns what is wrong, or `undefined`
 */
export async function runStreamReceiver(
  [program, ...args]: Program,
  { tls = false, ...options }: Options & { tls?: boolean },
): Promise<string | undefined> {
  await using front = await startTlsFront(() => Number(new URL(server.url).port))
  await using server = await startTester(tls ? { env: { ROLLCALL_PUBLIC_URL: front.url } } : {})
  const ada = new Page(server.url)
  await ada.signIn(ADA)
  const subscribe = async () => {
    const body = { clientId: 'dingacmeapp', way: 'stream', types: TYPES, from: 1 }
    const { body: made } = await ada.ask<{ subscription: { id: string } }>('POST', PATH, { body })
    return made.subscription.id
  }
  const first = await subscribe()
  const { env } = options
  const app = {
    CLIENT_ID: 'dingacmeapp',
    CLIENT_SECRET: 'acme-secret',
    DINGTALK_OPENAPI_ENDPOINT: tls ? front.url : server.url,
  }
  const child = spawn(program, args, { ...options, env: { ...env, ...app }, stdio: ['ignore', 'pipe', 'pipe'] })
  const printed: Printed[] = []
  createInterface(child.stdout).on('line', (line) => line.startsWith('{"') && printed.push(JSON.parse(line)))
  let said = ''
  child.stderr.on('data', (text: Buffer) => (said += String(text)))
  child.on('error', (error) => (said += error.message))
  const closed = once(child, 'close').catch(() => undefined)
  /** Waits until the server has sent all. */
  const drain = () =>
    eventually(
      async () => (await ada.ask<{ subscriptions: { behind: number }[] }>('GET', PATH)).body.subscriptions,
      (all) => child.exitCode !== null || all.every(({ behind }) => behind === 0),
      PATIENCE_MS,
    )
  try {
    await meet(server)
    await drain()
    await ada.ask('DELETE', `${PATH}/${first}`)
    await subscribe()
    await meet(server)
    await drain()
    const { body } = await ada.ask<EventsPage>('GET', `/api/events?after=0&type=${TYPES}`)
    const expected = body.events.map(({ eventId, type }) => ({ eventId, type }))
    const isEqual = await eventually(async () => isDeepStrictEqual(printed, expected), Boolean, 2_000)
    return isEqual ? undefined : `the stream receiver printed ${JSON.stringify(printed)}: ${said}`
  } finally {
    child.kill()
    await closed
  }
}

/** Creates a conference and ends it: two events. */
async function meet(server: Tester): Promise<void> {
  const path = '/v1.0/conference/videoConferences'
  const body = { userId: ADA.unionId, confTitle: 'Weekly sync', inviteUserIds: [] }
  const { body: made } = await server.call('POST', path, { body })
  await server.call('DELETE', `${path}/${String(made['conferenceId'])}?unionId=${ADA.unionId}`)
}
