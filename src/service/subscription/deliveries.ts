import type { OutboxSignal } from '../outbox/outbox-signal.ts'
import { SubscriptionRunner, type RunnerDeps } from './subscription-runner.ts'
import type { StreamConnections } from './stream-connections.ts'
import type { Subscription } from './subscription.ts'

/** Longer than several runs of the timer that claims. */
const LEASE_MS = 15_000
/** A server that stops waits so long for messages that are on their way. */
const PATIENCE_MS = 3_000
const MAX_IDLE_MS = 5_000
const AFTER_ERROR_MS = 1_000

type Deps = RunnerDeps &
  Readonly<{
    streams: Pick<StreamConnections, 'clientIds'>
    signal: Pick<OutboxSignal, 'subscribe'>
    /** Resolves after `ms`, or when `signal` is aborted. */
    sleep: (ms: number, signal: AbortSignal) => Promise<void>
    /** Names this server. No other one has the same. */
    holder: string
    onError: (error: unknown, subscription: Pick<Subscription, 'id' | 'clientId'>) => void
  }>

/** A subscription for which this server sends. */
type Running = { readonly subscription: Subscription; readonly stop: () => Promise<void> }

/**
 * Sends events to the subscriptions that this server has claimed, each in a loop of its own: a slow endpoint delays no other
 * subscription. If this server is gone, another one claims them and continues after the last cursor that was stored.
 */
export class Deliveries implements AsyncDisposable {
  readonly #deps: Deps
  readonly #running = new Map<string, Running>()
  #isStopping = false

  constructor(deps: Deps) {
    this.#deps = deps
  }

  /** Claims subscriptions, and begins or ends their loops. To be called every few seconds. */
  async claim(): Promise<void> {
    if (this.#isStopping) return
    const { store, holder, clock, streams } = this.#deps
    const now = clock.now()
    const claimed = await store.claim({ holder, now, leaseMs: LEASE_MS, streamClients: [...streams.clientIds] })
    const wanted = new Map(claimed.map((subscription) => [subscription.id, subscription]))
    const ended: Promise<void>[] = []
    for (const [id, { subscription, stop }] of this.#running)
      if (!isSame(subscription, wanted.get(id))) ended.push(stop())
    await Promise.all(ended)
    if (this.#isStopping) return
    for (const subscription of claimed) if (!this.#running.has(subscription.id)) await this.#begin(subscription)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isStopping = true
    const ids = [...this.#running.keys()]
    await Promise.all([...this.#running.values()].map(({ stop }) => stop()))
    const { store, holder } = this.#deps
    await store.release(ids.map((subscriptionId) => ({ subscriptionId, holder })))
  }

  async #begin({ id }: Subscription): Promise<void> {
    const { holder, sleep, signal } = this.#deps
    // The row of the claim may be older than what the loop before stored last.
    const subscription = await this.#deps.store.find(id)
    if (!subscription) return
    const [stopping, aborting, ended] = [new AbortController(), new AbortController(), new AbortController()]
    const runner = new SubscriptionRunner(subscription, this.#deps, { holder, signal: aborting.signal })
    // An event during a round wakes the wait after it.
    let woken = new AbortController()
    const listening = signal.subscribe(subscription.organizationId, () => woken.abort())
    const wait = async (ms: number) => {
      await sleep(ms, AbortSignal.any([woken.signal, stopping.signal]))
      woken = new AbortController()
    }
    const finished = this.#loop(runner, { subscription, wait, stopping: stopping.signal }).finally(() => {
      listening[Symbol.dispose]()
      ended.abort()
      this.#running.delete(id)
    })
    const stop = async () => {
      stopping.abort()
      await sleep(PATIENCE_MS, ended.signal)
      aborting.abort()
      await finished
    }
    this.#running.set(id, { subscription, stop })
  }

  async #loop(
    runner: SubscriptionRunner,
    {
      subscription,
      wait,
      stopping,
    }: { subscription: Subscription; wait: (ms: number) => Promise<void>; stopping: AbortSignal },
  ): Promise<void> {
    while (!stopping.aborted) {
      try {
        const outcome = await runner.round()
        if (outcome === 'lost') return
        if (outcome === 'idle') await wait(await this.#idleMs(runner))
      } catch (error) {
        if (stopping.aborted) return
        this.#deps.onError(error, subscription)
        await wait(AFTER_ERROR_MS)
      }
    }
  }

  async #idleMs(runner: SubscriptionRunner): Promise<number> {
    const next = await runner.findNextDue()
    return next === undefined ? MAX_IDLE_MS : Math.min(MAX_IDLE_MS, Math.max(10, next - this.#deps.clock.now()))
  }
}

/** Whether a loop can go on with what is stored now. Its cursor is its own. */
function isSame(one: Subscription, other: Subscription | undefined): boolean {
  return other !== undefined && JSON.stringify({ ...one, cursor: 0 }) === JSON.stringify({ ...other, cursor: 0 })
}
