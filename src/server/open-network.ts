import { createHash } from 'node:crypto'
import { LocalBus } from '../bus/local.ts'
import type { Config } from '../config.ts'
import type { Bus } from '../service/conduct/bus.ts'

/** What connects the servers of one store. */
type Network = AsyncDisposable & Readonly<{ bus: Bus }>

/**
 * Connects this server to the others of its store through the configured Redis; without one it is alone.
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
    return { bus, [Symbol.asyncDispose]: () => bus[Symbol.asyncDispose]() }
  }
  await using opened = new AsyncDisposableStack()
  // Loaded only here: a server without Redis does not need the client.
  const { RedisLink } = await import('../bus/redis-link.ts')
  const { RedisBus } = await import('../bus/redis.ts')
  const link = opened.use(await RedisLink.open({ url: redisUrl, onError: deps.onRedisError }))
  const prefix = `rollcall:${createHash('sha256').update(deps.passSecret).digest('hex').slice(0, 16)}`
  const bus = opened.use(new RedisBus(link, { channel: `${prefix}:wake-ups`, onError }))
  const all = opened.move()
  return { bus, [Symbol.asyncDispose]: () => all.disposeAsync() }
}
