import { setTimeout } from 'node:timers/promises'
import type { Audit } from '../service/account/audit.ts'
import type { Directory } from '../service/account/directory.ts'
import type { OutboxSignal } from '../service/outbox/outbox-signal.ts'
import { Deliveries } from '../service/subscription/deliveries.ts'
import { Subscriptions } from '../service/subscription/subscriptions.ts'
import { transportOver } from '../service/subscription/transport.ts'
import type { Adapters } from './adapters.ts'

/** The services that tell apps of events. */
export function createSubscriptions(
  { store, clock, ids, sender, streams }: Pick<Adapters, 'store' | 'clock' | 'ids' | 'sender' | 'streams'>,
  {
    audit,
    directory,
    signal,
    onError,
  }: { audit: Audit; directory: Directory; signal: OutboxSignal; onError: (what: string) => (error: unknown) => void },
) {
  const onDeliveryError = onError('events could not be sent')
  const transport = transportOver({ sender, streams, clock })
  const deliveries = new Deliveries({
    store: store.subscriptions,
    outbox: store.outbox,
    transport,
    clock,
    streams,
    signal,
    chance: Math.random,
    sleep: (ms, until) => setTimeout(ms, undefined, { signal: until, ref: false }).catch(() => {}),
    holder: ids.uuid(),
    onError: onDeliveryError,
  })
  // Otherwise a stream would wait for the timer.
  streams.onChange(() => void deliveries.claim().catch(onDeliveryError))
  return {
    subscriptions: new Subscriptions({
      store: store.subscriptions,
      outbox: store.outbox,
      directory,
      audit,
      transport,
      clock,
      ids,
    }),
    deliveries,
  }
}
