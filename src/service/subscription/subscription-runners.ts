import type { OutboxWatch } from '../outbox/outbox-watch.ts'
import { SubscriptionRunner, type RunnerDeps } from './subscription-runner.ts'
import type { StreamConnections } from './stream-connections.ts'
import { permitted, type Subscription } from './subscription.ts'

/** Longer than several runs of the timer that claims. */
const LEASE_MS = 15_000
/** How long a stop waits for attempts under way. */
const STOP_WAIT_MS = 3_000
const MAX_IDLE_MS = 5_000
const AFTER_ERROR_MS = 1_000

type Deps = RunnerDeps &
  Readonly<{
    connections: Pick<StreamConnections, 'clientIds'>
    watch: Pick<OutboxWatch, 'subscribe'>
    /** Resolves after `ms`, or when `signal` is aborted. */
    sleep: (ms: number, signal: AbortSignal) => Promise<void>
    /** Names this server. No other one has the same. */
    holder: string
    onError: (error: unknown, subscription: Pick<Subscription, 'id' | 'clientId'>) => void
  }>

/** A subscription for which this server sends. `finished`: resolves once nothing of it is on its way. */
type Running = { readonly subscription: Subscription; readonly stop: () => void; readonly finished: Promise<void> }

/**
 * Sends events to the subscriptions that this server has claimed, each in a loop of its own: a slow endpoint delays no other
 * subscription. If this server is gone, another one claims them and continues after the last cursor that was stored.
 */
export class SubscriptionRunners implements AsyncDisposable {
  readonly #deps: Deps
  readonly #running = new Map<string, Running>()
  #claiming: Promise<void> | undefined
  #isClaimWanted = false
  #isStopping = false

  constructor(deps: Deps) {
    this.#deps = deps
  }

  /**
   * Claims subscriptions, and begins or ends their loops. To be called every few seconds. One claim runs at a time; calls during
   * it are one more claim after it.
   */
  claim(): Promise<void> {
    this.#isClaimWanted = true
    this.#claiming ??= this.#claimWhileWanted().finally(() => (this.#claiming = undefined))
    return this.#claiming
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isStopping = true
    await this.#claiming?.catch(() => {})
    const running = [...this.#running]
    for (const [, { stop }] of running) stop()
    await Promise.all(running.map(([, { finished }]) => finished))
    const { store, holder } = this.#deps
    await store.release(running.map(([subscriptionId]) => ({ subscriptionId, holder })))
  }

  async #claimWhileWanted(): Promise<void> {
    while (this.#isClaimWanted && !this.#isStopping) {
      this.#isClaimWanted = false
      await this.#claimOnce()
    }
  }

  /** A loop that has to end is not waited for: its successor begins with a later claim. */
  async #claimOnce(): Promise<void> {
    const { store, holder, clock, connections } = this.#deps
    const now = clock.now()
    const claimed = await store.claim({ holder, now, leaseMs: LEASE_MS, streamClients: [...connections.clientIds] })
    const wanted = new Map(
      claimed.map(({ subscription, scopes }) => [
        subscription.id,
        { ...subscription, types: permitted(subscription, scopes) },
      ]),
    )
    for (const [id, { subscription, stop }] of this.#running) if (!isSame(subscription, wanted.get(id))) stop()
    for (const subscription of wanted.values()) if (!this.#running.has(subscription.id)) this.#begin(subscription)
  }

  #begin(subscription: Subscription): void {
    const { sleep, watch } = this.#deps
    const [stopping, aborting, ended] = [new AbortController(), new AbortController(), new AbortController()]
    // An event during a round wakes the wait after it.
    let woken = new AbortController()
    const listening = watch.subscribe(subscription.organizationId, () => woken.abort())
    const wait = async (ms: number) => {
      await sleep(ms, AbortSignal.any([woken.signal, stopping.signal]))
      woken = new AbortController()
    }
    const signals = { stopping: stopping.signal, aborting: aborting.signal }
    const finished = this.#loop(subscription, { wait, ...signals }).finally(() => {
      listening[Symbol.dispose]()
      ended.abort()
      this.#running.delete(subscription.id)
    })
    const stop = () => {
      stopping.abort()
      void sleep(STOP_WAIT_MS, ended.signal).then(() => aborting.abort())
    }
    this.#running.set(subscription.id, { subscription, stop, finished })
  }

  async #loop(
    subscription: Subscription,
    { wait, stopping, aborting }: { wait: (ms: number) => Promise<void>; stopping: AbortSignal; aborting: AbortSignal },
  ): Promise<void> {
    let runner: SubscriptionRunner | undefined
    while (!stopping.aborted) {
      try {
        runner ??= await this.#open(subscription, aborting)
        const outcome = (await runner?.round(stopping)) ?? 'lost'
        if (outcome === 'lost') return
        if (outcome === 'unsent') await wait(MAX_IDLE_MS)
        if (outcome === 'idle') await wait(await this.#idleMs(runner as SubscriptionRunner))
      } catch (error) {
        if (stopping.aborted) return
        this.#deps.onError(error, subscription)
        await wait(AFTER_ERROR_MS)
      }
    }
  }

  /** The loop before may have stored a newer cursor than the claimed row has. `undefined`: the subscription is gone. */
  async #open(subscription: Subscription, signal: AbortSignal): Promise<SubscriptionRunner | undefined> {
    const { store, holder } = this.#deps
    const stored = await store.find(subscription.id)
    return stored && new SubscriptionRunner({ ...subscription, cursor: stored.cursor }, this.#deps, { holder, signal })
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
