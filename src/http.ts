import { randomUUID } from 'node:crypto'
import { fastify, LogController, type FastifyInstance } from 'fastify'
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
  app.addHook('onResponse', (request, reply, done) => {
    const operation = request.routeOptions.config?.operation ?? 'unknown'
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
  })
  return app
}

function pathOf(url: string): string {
  const query = url.indexOf('?')
  return query === -1 ? url : url.slice(0, query)
}
