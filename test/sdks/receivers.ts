import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { isDeepStrictEqual } from 'node:util'
import type { EpochMs, OrganizationId } from '../../src/conference/identity.ts'
import type { OutgoingEvent } from '../../src/service/subscription/outgoing-event.ts'
import type { Endpoint } from '../../src/service/subscription/sender.ts'
import { HttpSender } from '../../src/subscription/http-sender.ts'

type Way = Endpoint['way']
type Program = readonly [program: string, ...args: string[]]
type Options = Readonly<{ cwd: string; env: NodeJS.ProcessEnv }>

const SECRET = `whsec_${Buffer.from('a key of the webhook').toString('base64')}`
const KEYS = { token: 'token7', aesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG', ownerKey: 'dingacmeapp' }
const ENV = {
  WEBHOOK_SECRET: SECRET,
  CALLBACK_TOKEN: KEYS.token,
  CALLBACK_AES_KEY: KEYS.aesKey,
  CALLBACK_OWNER: KEYS.ownerKey,
}
const START_MS = 30_000
const never = new AbortController().signal

/** The endpoint of the receiver, and others whose keys it does not have. */
const ENDPOINTS: Readonly<Record<Way, (url: string) => readonly [mine: Endpoint, ...others: Endpoint[]]>> = {
  webhook: (url) => [
    { way: 'webhook', url, secrets: ['whsec_b3RoZXI=', SECRET] },
    { way: 'webhook', url, secrets: ['whsec_b3RoZXI='] },
  ],
  callback: (url) => [
    { way: 'callback', url, ...KEYS },
    { way: 'callback', url, ...KEYS, token: 'token8' },
    { way: 'callback', url, ...KEYS, aesKey: KEYS.aesKey.toLowerCase() },
    { way: 'callback', url, ...KEYS, ownerKey: 'dingother' },
  ],
}

/**
 * Sends events to a receiver of examples/events: one twice, some signed or encrypted with other keys, and one more.
 *
 * @returns what is wrong, or `undefined`
 */
export async function runReceiver(
  way: Way,
  [program, ...args]: Program,
  options: Options,
): Promise<string | undefined> {
  const child = spawn(program, [...args, '0'], {
    ...options,
    env: { ...options.env, ...ENV },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const closed = once(child, 'close')
  const timer = setTimeout(() => child.kill(), START_MS)
  await using sender = new HttpSender({ privateNetworks: ['127.0.0.0/8'] })
  try {
    const lines = createInterface(child.stdout)[Symbol.asyncIterator]()
    const next = async () => String((await lines.next()).value)
    const url = /^listens on (\S+)$/.exec(await next())?.[1]
    if (url === undefined) return `the ${way} receiver did not start`
    const send = async (endpoint: Endpoint, event: OutgoingEvent) => {
      const outcome = await sender.send(endpoint, event, never)
      return outcome.ok ? 'ok' : `${outcome.failure} ${outcome.status}`
    }
    const [mine, ...others] = ENDPOINTS[way](`${url}/events?tenant=1`)
    const [first, last] = [toOutgoingEvent('e1', '周会'), toOutgoingEvent('e2', 'x'.repeat(5_000))]
    const outcomes = [await send(mine, first), await send(mine, first)]
    for (const other of others) outcomes.push(await send(other, toOutgoingEvent('forged', '')))
    if (way === 'callback') outcomes.push(await send(mine, { ...first, eventType: 'check_url', data: {} }))
    outcomes.push(await send(mine, last))
    const refused = others.map(() => 'wrong-status 401')
    const expected = ['ok', 'ok', ...refused, ...(way === 'callback' ? ['ok'] : []), 'ok']
    if (!isDeepStrictEqual(outcomes, expected)) return `the ${way} receiver answered ${outcomes}`
    for (const { eventId, eventType } of [first, last]) {
      const line = await next()
      if (!isDeepStrictEqual(JSON.parse(line), { eventId, type: eventType }))
        return `the ${way} receiver printed ${line}`
    }
    return undefined
  } catch (error) {
    return `the ${way} receiver failed: ${String(error)}`
  } finally {
    clearTimeout(timer)
    child.kill()
    await closed.catch(() => undefined)
  }
}

function toOutgoingEvent(eventId: string, title: string): OutgoingEvent {
  return {
    eventId,
    eventType: 'meeting_status_change',
    organizationId: 'dingacme' as OrganizationId,
    at: 1_780_000_100_000 as EpochMs,
    data: { openConfModel: { conferenceId: 'c1', title }, statusSeqNum: 1, changeScene: 'conference_created' },
  }
}
