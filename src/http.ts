import { randomUUID } from 'node:crypto'
import { fastify, LogController, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { answerBrokenRequest } from './api/dingtalk/broken-request.ts'
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
  const makeId = () => randomUUID().toUpperCase()
  const app = fastify({
    loggerInstance: new RequestLog(log),
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestid' }),
    genReqId: makeId,
    bodyLimit: http.bodyLimitBytes,
    // One proxy: what stands before the address that it adds was written by the caller.
    trustProxy: http.trustProxy && ((_address: string, hop: number) => hop === 0),
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 500 },
    frameworkErrors: answerUnreadablePath,
    clientErrorHandler: (error, socket) => {
      const requestid = makeId()
      const status = answerBrokenRequest(error, socket, requestid)
      if (status === undefined) return
      metrics.request('unknown', status, 0)
      accessLog?.write({ requestid, method: '', path: '', operation: 'unknown', status, ms: 0 })
    },
  }) as unknown as FastifyInstance
  // What a caller expects beside `100-continue` is nothing to us; Node would answer 417 without a body.
  app.server.on('checkExpectation', (request, response) => app.server.emit('request', request, response))
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
