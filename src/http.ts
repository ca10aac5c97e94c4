import { randomUUID } from 'node:crypto'
import { fastify, LogController, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { answerUnreadablePath } from './api/dingtalk/dingtalk-api.ts'
import type { Config } from './config.ts'
import type { AccessLog, Logger } from './log.ts'
import type { Metrics } from './metrics.ts'
import { RequestLog } from './request-log.ts'

/** Fastify without any route yet: its limits, the id of each request, one line of log and one count an answer. */
export function createHttp(
  { http }: Pick<Config, 'http'>,
  { log, accessLog, metrics }: { log: Logger; accessLog?: AccessLog; metrics: Metrics },
): FastifyInstance {
  const app = fastify({
    loggerInstance: new RequestLog(log),
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestid' }),
    genReqId: () => randomUUID().toUpperCase(),
    bodyLimit: http.bodyLimitBytes,
    trustProxy: http.trustProxy,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 500 },
    frameworkErrors: answerUnreadablePath,
  }) as unknown as FastifyInstance
  const answered = (operation: string) => (request: FastifyRequest, reply: FastifyReply, done: () => void) => {
    const { statusCode: status, elapsedTime: ms } = reply
    metrics.request(operation, status, ms)
    accessLog?.write({
      requestid: request.id,
      method: request.method,
      path: pathOf(request.url),
      operation,
      status,
      ms,
    })
    done()
  }
  // A hook a route, which knows its operation: asking each request for its route would make a large object of it.
  app.addHook('onRoute', (route) => {
    route.onResponse = [answered(route.config?.operation ?? 'unknown'), ...[route.onResponse ?? []].flat()]
  })
  const unmatched = answered('unknown')
  app.addHook('onResponse', (request, reply, done) => (request.is404 ? unmatched(request, reply, done) : done()))
  return app
}

function pathOf(url: string): string {
  const query = url.indexOf('?')
  return query === -1 ? url : url.slice(0, query)
}
