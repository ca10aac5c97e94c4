import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { fastify, LogController, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { answerBrokenRequest } from './api/dingtalk/broken-request.ts'
import { answerUnreadablePath } from './api/dingtalk/dingtalk-api.ts'
import type { Config } from './config.ts'
import type { AccessLine, AccessLog, Logger } from './log.ts'
import type { Metrics } from './metrics.ts'

/** Longer than the minute for which usual proxies keep a connection, so that it is never we who close first. */
const KEEP_ALIVE_MS = 72_000

/** Answers what it can before the framework sees it, tells when it has, and leaves the rest. */
type Ahead = {
  answerAgain(request: IncomingMessage, response: ServerResponse, answered: (operation: string) => void): boolean
}

/** Fastify without any route yet: its limits, the id of each request, one line of log and one count an answer. */
export function createHttp(
  { http }: Pick<Config, 'http'>,
  { log, accessLog, metrics, ahead }: { log: Logger; accessLog?: AccessLog; metrics: Metrics; ahead: Ahead },
): FastifyInstance {
  const makeId = () => randomUUID().toUpperCase()
  const note = (line: AccessLine) => {
    metrics.request(line.operation, line.status, line.ms)
    accessLog?.write(line)
  }
  let isClosing = false
  const app = fastify({
    loggerInstance: log,
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
      if (status !== undefined) note({ requestid, method: '', path: '', operation: 'unknown', status, ms: 0 })
    },
    serverFactory: (handle) =>
      createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (request, response) => {
        const since = performance.now()
        const { method, url } = request as { method: string; url: string }
        const answered = (operation: string) =>
          note({
            requestid: makeId(),
            method,
            path: pathOf(url),
            operation,
            status: 200,
            ms: performance.now() - since,
          })
        if (isClosing || !ahead.answerAgain(request, response, answered)) handle(request, response)
      }),
  }) as unknown as FastifyInstance
  // What a caller expects beside `100-continue` is nothing to us; Node would answer 417 without a body.
  app.server.on('checkExpectation', (request, response) => app.server.emit('request', request, response))
  app.addHook('preClose', (done) => {
    isClosing = true
    done()
  })
  app.addHook('onResponse', (request: FastifyRequest, reply: FastifyReply, done) => {
    note({
      requestid: request.id,
      method: request.method,
      path: pathOf(request.url),
      operation: request.routeOptions.config.operation ?? 'unknown',
      status: reply.statusCode,
      ms: reply.elapsedTime,
    })
    done()
  })
  return app
}

function pathOf(url: string): string {
  const query = url.indexOf('?')
  return query === -1 ? url : url.slice(0, query)
}
