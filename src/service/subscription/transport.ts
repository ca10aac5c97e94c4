import type { Clock } from '../clock-and-ids.ts'
import type { OutgoingEvent } from './outgoing-event.ts'
import type { Endpoint, Sender } from './sender.ts'
import type { StreamConnections } from './stream-connections.ts'
import type { Attempt } from './subscription-store.ts'
import type { Subscription } from './subscription.ts'

/** So that the table of deliveries stays small. */
const KEPT_ANSWER = 1_000

/** `unsent`: the app has no connection to this server, so there was no attempt. */
export type Outcome = Readonly<{ kind: 'attempted'; attempt: Attempt } | { kind: 'unsent' }>

/** Sends one delivery, on the way of its subscription. */
export type Transport = (
  subscription: Pick<Subscription, 'clientId' | 'route'>,
  event: OutgoingEvent,
  signal: AbortSignal,
) => Promise<Outcome>

/** Sends over HTTP or over the connections of apps to this server. */
export function transportOver({
  sender,
  connections,
  clock,
}: {
  sender: Pick<Sender, 'send'>
  connections: Pick<StreamConnections, 'send'>
  clock: Clock
}): Transport {
  return async ({ clientId, route }, event, signal) => {
    const at = clock.now()
    if (route.way === 'stream') {
      const outcome = await connections.send(clientId, event, signal)
      if (outcome === 'no-connection') return { kind: 'unsent' }
      const ms = clock.now() - at
      return { kind: 'attempted', attempt: { at, ms, ...(outcome !== 'done' && { failure: outcome }) } }
    }
    const { ok: _, answer, ...sent } = await sender.send(toEndpoint(route, { clientId, at }), event, signal)
    return { kind: 'attempted', attempt: { at, ...sent, ...(answer && { answer: answer.slice(0, KEPT_ANSWER) }) } }
  }
}

type HttpRoute = Exclude<Subscription['route'], { way: 'stream' }>

/** The endpoint of a route at a moment. */
function toEndpoint(route: HttpRoute, { clientId, at }: { clientId: string; at: number }): Endpoint {
  if (route.way === 'callback') return { ...route, ownerKey: clientId }
  const { url, secret, former } = route
  return { way: 'webhook', url, secrets: former && former.until > at ? [secret, former.secret] : [secret] }
}
