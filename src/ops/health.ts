import { setTimeout } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import type { Media } from '../service/live/media.ts'
import type { Bus } from '../service/conduct/bus.ts'

/** A store that has not answered by then is not available: a broken network closes no connection. */
const CHECK_MS = 3_000

/** Health (`/healthz`), readiness (`/readyz`) and metrics (`/metrics`), for the tools of an operator. */
export function healthApi(
  app: FastifyInstance,
  deps: {
    /** Rejects if the store cannot be reached or written to. */
    check: () => Promise<void>
    /** Aborted once the server begins to stop. */
    stopping: AbortSignal
    /** Whether this server hears from the others at once. */
    bus: Pick<Bus, 'isConnected'>
    /** The engine of new conferences, and whether it is interrupted. */
    media: Pick<Media, 'engine' | 'isDown'>
    metrics: () => Promise<{ contentType: string; text: string }>
    /** Says so in the answer. */
    isSandbox: boolean
  },
): void {
  const hidden = { schema: { hide: true } }
  app.get('/healthz', { ...hidden, config: { operation: 'healthz' } }, () => ({ status: 'ok' }))

  app.get('/readyz', { ...hidden, config: { operation: 'readyz' } }, async (request, reply) => {
    if (deps.stopping.aborted) return reply.code(503).send({ status: 'draining' })
    try {
      await withinTime(deps.check())
    } catch (err) {
      request.log.error({ err }, 'the store does not answer')
      return reply.code(503).send({ status: 'store-unavailable' })
    }
    // Not an error: what is gone is gone for every server, and each of them still serves.
    const isDegraded = !deps.bus.isConnected || deps.media.isDown(deps.media)
    return { status: isDegraded ? 'degraded' : 'ready', ...(deps.isSandbox && { sandbox: true }) }
  })

  app.get('/metrics', { ...hidden, config: { operation: 'metrics' } }, async (_request, reply) => {
    const { contentType, text } = await deps.metrics()
    return reply.type(contentType).send(text)
  })
}

/** Rejects if the store does not answer in time. */
export async function withinTime(check: Promise<void>): Promise<void> {
  await Promise.race([check, late()])
}

async function late(): Promise<never> {
  await setTimeout(CHECK_MS, undefined, { ref: false })
  throw new Error(`no answer within ${CHECK_MS / 1_000} s`)
}
