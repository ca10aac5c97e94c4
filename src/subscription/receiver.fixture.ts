import { once } from 'node:events'
import {
  createServer as createPlainServer,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
} from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo, LookupFunction } from 'node:net'
import { text } from 'node:stream/consumers'
import type { EpochMs, OrganizationId } from '../conference/identity.ts'
import type { OutgoingEvent } from '../service/subscription/outgoing-event.ts'

export const EVENT: OutgoingEvent = {
  eventId: 'ding1-7',
  eventType: 'meeting_status_change',
  organizationId: 'ding1' as OrganizationId,
  at: 1_780_000_100_000 as EpochMs,
  data: { openConfModel: { conferenceId: 'c1', title: '周会' }, statusSeqNum: 1, changeScene: 'conference_created' },
}

export const LOOPBACK = ['127.0.0.0/8', '::1/128']

/** A request as it arrived. */
export type Received = Readonly<{ url: URL; headers: Record<string, string>; body: string }>
type Answer = (received: Received, response: ServerResponse, request: IncomingMessage) => unknown

/** A receiver on this machine. `tls`: with `CERTIFICATE`. */
export async function startReceiver(answer: Answer, { host = '127.0.0.1', tls = false } = {}) {
  const received: Received[] = []
  let connections = 0
  const listener: RequestListener = (request, response) => {
    void text(request).then((body) => {
      const headers = request.headers as Record<string, string>
      const one = { url: new URL(request.url ?? '', 'http://receiver'), headers, body }
      received.push(one)
      return answer(one, response, request)
    })
  }
  const server = tls ? createSecureServer({ cert: CERTIFICATE, key: KEY }, listener) : createPlainServer(listener)
  server.on('connection', () => (connections += 1))
  await once(server.listen(0, host), 'listening')
  const { port } = server.address() as AddressInfo
  const shown = host.includes(':') ? `[${host}]` : host
  return {
    url: `${tls ? 'https' : 'http'}://${shown}:${port}`,
    port,
    received,
    connections: () => connections,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await once(server.close(), 'close')
    },
  }
}

/** Gives each name these addresses, one list for each lookup; the last list stays. */
export function lookupOf(...answers: readonly (readonly string[])[]): LookupFunction & { asked: string[] } {
  const asked: string[] = []
  const find: LookupFunction = (hostname, _options, callback) => {
    const addresses = answers[Math.min(asked.length, answers.length - 1)] ?? []
    asked.push(hostname)
    const found = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
    setImmediate(() => callback(null, found))
  }
  return Object.assign(find, { asked })
}

/** Of `localhost` and `receiver.example`, signed by itself, for tests alone. Valid for 100 years. */
export const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBrzCCAVSgAwIBAgIUDMG4Gr9EAqMYTqLzQaWvHz5EdHAwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEzMDAzMDkzMFoYDzIxMjYxMTA2
MDMwOTMwWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAATPP8X25GQHcFKSGl3Gx7QBzcoiCsgD318ko20W45kSWzsJ2Bd/p3zi
HSaC9a/r89i63xoCWCR4aKN7B36CxbgNo4GBMH8wHQYDVR0OBBYEFGPwg0ZHph0k
fgvLCAM3gy8+Qj8JMB8GA1UdIwQYMBaAFGPwg0ZHph0kfgvLCAM3gy8+Qj8JMA8G
A1UdEwEB/wQFMAMBAf8wLAYDVR0RBCUwI4IJbG9jYWxob3N0ghByZWNlaXZlci5l
eGFtcGxlhwR/AAABMAoGCCqGSM49BAMCA0kAMEYCIQDdKj+IqbxHAlq19oDo31CR
wW5nMOatCDo5CwEyLJ1xhgIhAOyqTfvmBGp5SNN4CY2k+3wYbu2wSdLP1Kn7qSdb
TTLX
-----END CERTIFICATE-----
`

/** Its key. */
export const KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg4Mw+4kTSXB3Ckvb+
nVtFkZXshXUs3k2xP6iIGtLYVmahRANCAATPP8X25GQHcFKSGl3Gx7QBzcoiCsgD
318ko20W45kSWzsJ2Bd/p3ziHSaC9a/r89i63xoCWCR4aKN7B36CxbgN
-----END PRIVATE KEY-----
`
