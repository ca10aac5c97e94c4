import type { EpochMs, OrganizationId } from '../../conference/identity.ts'
import { ManualClock } from '../conduct/recorded-store.fixture.ts'
import type { NewOutboxEvent } from '../outbox/outbox-event.ts'
import { openSqlite } from '../../store/sqlite.ts'
import type { AuditEntry } from '../account/audit-entry.ts'
import { GroupSettle } from './group-settle.ts'
import { SubscriptionRunners } from './subscription-runners.ts'
import type { OutgoingEvent } from './outgoing-event.ts'
import { SubscriptionRunner } from './subscription-runner.ts'
import type { Subscription } from './subscription.ts'
import type { Outcome } from './transport.ts'

export const ACME = 'dingacme' as OrganizationId

/** What an endpoint does with a delivery. `hang`: it never answers. */
export type Answer = 'ok' | 'fail' | 'hang' | 'unsent' | 'not-taken'

export const entry: AuditEntry = {
  id: 'e',
  organizationId: ACME,
  at: 0 as EpochMs,
  action: 'app-changed',
  by: { kind: 'server' },
  target: { kind: 'app', id: 'app' },
}

let entries = 0

/** A store with the app `app`, and endpoints that answer as a test says. */
export async function openWorld(answer: (event: OutgoingEvent, subscription: { clientId: string }) => Answer) {
  const store = await openSqlite({ path: ':memory:' })
  await store.directory.saveOrganization({ id: ACME, name: 'Acme' })
  const app = {
    organizationId: ACME,
    name: 'App',
    secretHash: 'h',
    scopes: ['VideoConference.Conference.Read', 'Contact.User.Read'],
  }
  await store.directory.saveApp({ ...app, clientId: 'app' })
  await store.directory.saveApp({ ...app, clientId: 'other' })
  const clock = new ManualClock()
  const sent: { event: OutgoingEvent; clientId: string; at: number }[] = []
  const transport = async (
    subscription: { clientId: string },
    event: OutgoingEvent,
    signal: AbortSignal,
  ): Promise<Outcome> => {
    const answered = answer(event, subscription)
    if (answered === 'unsent') return { kind: 'unsent' }
    sent.push({ event, clientId: subscription.clientId, at: clock.now() })
    if (answered === 'hang')
      await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
    const failure = { ok: undefined, 'not-taken': 'not-taken', fail: 'wrong-status', hang: 'timed-out' }[answered]
    const attempt = { at: clock.now(), ms: 1, ...(failure && { failure, status: 500 }) }
    return { kind: 'attempted', attempt }
  }
  const listeners = new Set<(newest: number) => void>()
  const publish = async (...deliveries: NewOutboxEvent[]) => {
    await store.directory.change(ACME, (within) => within.publish(deliveries))
    for (const listener of listeners) listener(1)
  }
  const subscribe = async (given: Partial<Subscription> = {}) => {
    const subscription: Subscription = {
      id: `s${(entries += 1)}`,
      organizationId: ACME,
      clientId: 'app',
      types: ['booking_change'],
      route: { way: 'webhook', url: 'https://app.example/', secret: 's' },
      paused: false,
      createdAt: clock.now(),
      cursor: 0,
      ...given,
    }
    await store.subscriptions.insert(subscription, 10, { ...entry, id: `e${entries}` })
    return subscription
  }
  const settles = new GroupSettle(store.subscriptions)
  const deps = { store: store.subscriptions, settles, outbox: store.outbox, transport, clock, chance: () => 0.5 }
  /** Runs a subscription until nothing is to be sent now. */
  const run = async (subscription: Subscription, holder = 'one') => {
    await store.subscriptions.claim({ holder, now: clock.now(), leaseMs: 1e9, streamClients: ['app'] })
    const stored = (await store.subscriptions.find(subscription.id)) as Subscription
    const runner = new SubscriptionRunner(stored, deps, { holder, signal: new AbortController().signal })
    const running = new AbortController().signal
    let outcome = await runner.round(running)
    while (outcome === 'worked') outcome = await runner.round(running)
    return outcome
  }
  const errors: unknown[] = []
  const start = (holder: string, streamClients: string[] = []) =>
    new SubscriptionRunners({
      ...deps,
      connections: { clientIds: new Set(streamClients) },
      watch: {
        subscribe: (_organizationId, listener) => {
          listeners.add(listener)
          return { [Symbol.dispose]: () => listeners.delete(listener) }
        },
      },
      sleep: (ms, signal) =>
        new Promise((resolve) => {
          if (signal.aborted) return resolve()
          const timer = setTimeout(resolve, Math.min(ms, 50))
          signal.addEventListener('abort', () => {
            clearTimeout(timer)
            resolve()
          })
        }),
      holder,
      onError: (error) => errors.push(error),
    })
  return {
    store,
    clock,
    sent,
    publish,
    subscribe,
    run,
    start,
    errors,
    [Symbol.asyncDispose]: () => store[Symbol.asyncDispose](),
  }
}

/** An event of a booking. `n`: which change of it. */
export function booked(id: string, n = 1): NewOutboxEvent {
  const booking = {
    scheduleConferenceId: id,
    title: id,
    startTime: 1,
    endTime: 2,
    creatorId: 'ada',
    creatorNick: 'Ada',
  }
  return {
    type: 'booking_change',
    organizationId: ACME,
    at: 1_000 as EpochMs,
    subject: id as never,
    data: { booking: { ...booking, roomCode: '1', version: n }, changeScene: 'booking_changed' },
  }
}

/** The bookings of what was sent, with the number of the change. */
export function shown(sent: readonly { event: OutgoingEvent }[]): string[] {
  return sent.map(({ event }) => {
    const { booking } = event.data as { booking: { title: string; version: number } }
    return `${booking.title}${booking.version}`
  })
}
