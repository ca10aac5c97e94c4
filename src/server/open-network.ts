import { createHash } from 'node:crypto'
import type { Evaluate } from '../auth/redis-try-limiter.ts'
import { localRelay } from '../bus/local-relay.ts'
import { LocalBus } from '../bus/local.ts'
import type { Config } from '../config.ts'
import type { Bus } from '../service/conduct/bus.ts'
import type { Relay } from '../service/relay.ts'

/** What connects the servers of one store. */
export type Network = AsyncDisposable &
  Readonly<{
    bus: Bus
    relay: Relay
    /** Connects to the other servers, once everything that hears from them is there. */
    connect(): Promise<void>
    /** Waits until the messages of this server to the others are on their way. */
    flush(): Promise<void>
    /** Absent if this server is alone. Keys begin with `prefix`. */
    counts?: Readonly<{ evaluate: Evaluate; prefix: string }>
  }>

/**
 * What connects this server to the others of its store through the configured Redis; without one it is alone.
 *
 * @param deps.passSecret a secret of the store. What follows from it keeps stores apart that share a Redis
 */
export async function openNetwork(
  { redisUrl }: Pick<Config, 'redisUrl'>,
  deps: {
    passSecret: string
    onListenerError: (error: unknown) => void
    onRedisError: (error: unknown) => void
  },
): Promise<Network> {
  const onError = deps.onListenerError
  if (redisUrl === undefined) {
    const bus = new LocalBus(onError)
    return {
      bus,
      relay: localRelay(),
      connect: async () => {},
      flush: async () => {},
      [Symbol.asyncDispose]: () => bus[Symbol.asyncDispose](),
    }
  }
  await using opened = new AsyncDisposableStack()
  // Loaded only here: a server without Redis does not need the client.
  const { RedisLink } = await import('../bus/redis-link.ts')
  const { RedisBus } = await import('../bus/redis.ts')
  const { RedisRelay } = await import('../bus/redis-relay.ts')
  const link = opened.use(await RedisLink.open({ url: redisUrl, onError: deps.onRedisError, onMessageError: onError }))
  const prefix = `rollcall:${createHash('sha256').update(deps.passSecret).digest('hex').slice(0, 16)}`
  const bus = opened.use(new RedisBus(link, { channel: `${prefix}:wake-ups`, onError }))
  const relay = new RedisRelay(link, { prefix, onError })
  const all = opened.move()
  const counts = { prefix, evaluate: link.evaluate.bind(link) }
  return {
    bus,
    relay,
    counts,
    connect: () => link.connect(),
    flush: () => link.flush(),
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  }
}
