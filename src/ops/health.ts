import type { FastifyInstance } from 'fastify'
import type { Bus } from '../service/conduct/bus.ts'

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
    metrics: () => Promise<{ contentType: string; text: string }>
  },
): void {
  const hidden = { schema: { hide: true } }
  app.get('/healthz', { ...hidden, config: { operation: 'healthz' } }, () => ({ status: 'ok' }))

  app.get('/readyz', { ...hidden, config: { operation: 'readyz' } }, async (request, reply) => {
    if (deps.stopping.aborted) return reply.code(503).send({ status: 'draining' })
    try {
      await deps.check()
    } catch (err) {
      request.log.error({ err }, 'the store does not answer')
      return reply.code(503).send({ status: 'store-unavailable' })
    }
    // Not an error: if Redis is gone, it is gone for every server, and each of them still serves.
    return { status: deps.bus.isConnected ? 'ready' : 'degraded' }
  })

  app.get('/metrics', { ...hidden, config: { operation: 'metrics' } }, async (_request, reply) => {
    const { contentType, text } = await deps.metrics()
    return reply.type(contentType).send(text)
  })
}
