import { setTimeout } from 'node:timers/promises'
import type { Audit } from '../service/account/audit.ts'
import type { Directory } from '../service/account/directory.ts'
import type { OutboxWatch } from '../service/outbox/outbox-watch.ts'
import { GroupSettle } from '../service/subscription/group-settle.ts'
import { FailedCallbacks } from '../service/subscription/failed-callbacks.ts'
import { SubscriptionRunners } from '../service/subscription/subscription-runners.ts'
import { Subscriptions } from '../service/subscription/subscriptions.ts'
import { transportOver } from '../service/subscription/transport.ts'
import type { Adapters } from './adapters.ts'

/** The services that send events to apps. */
export function createSubscriptions(
  { store, clock, ids, sender, connections }: Pick<Adapters, 'store' | 'clock' | 'ids' | 'sender' | 'connections'>,
  {
    audit,
    directory,
    watch,
    onError,
  }: { audit: Audit; directory: Directory; watch: OutboxWatch; onError: (what: string) => (error: unknown) => void },
) {
  const onDeliveryError = onError('events could not be sent')
  const transport = transportOver({ sender, connections, clock })
  const runners = new SubscriptionRunners({
    store: store.subscriptions,
    settles: new GroupSettle(store.subscriptions),
    outbox: store.outbox,
    transport,
    clock,
    connections,
    watch,
    chance: Math.random,
    sleep: (ms, until) => setTimeout(ms, undefined, { signal: until, ref: false }).catch(() => {}),
    holder: ids.uuid(),
    onError: onDeliveryError,
  })
  // Otherwise a stream would wait for the timer.
  connections.onChange(() => void runners.claim().catch(onDeliveryError))
  return {
    subscriptions: new Subscriptions({
      store: store.subscriptions,
      outbox: store.outbox,
      directory,
      audit,
      sender,
      transport,
      clock,
      ids,
    }),
    failedCallbacks: new FailedCallbacks({ store: store.subscriptions, outbox: store.outbox }),
    runners,
  }
}
