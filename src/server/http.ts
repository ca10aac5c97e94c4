import { randomUUID } from 'node:crypto'
import { fastify, LogController, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { answerBrokenRequest } from '../dingtalk/gateway/broken-request.ts'
import { answerUnreadablePath } from '../dingtalk/dingtalk-api.ts'
import { answerAhead, type RepeatedReads } from '../dingtalk/heart-reads/repeated-reads.ts'
import { refuseWhileStopping } from './stopping.ts'
import type { Config } from '../config.ts'
import type { AccessLine, AccessLog, Logger } from '../telemetry/log.ts'
import type { Metrics } from '../telemetry/metrics.ts'

/**
 * Fastify without any route yet: its limits, the id of each request, one line of log and one count an answer. What
 * `repeats` knows is answered ahead of it.
 */
export function createHttp(
  { http }: Pick<Config, 'http'>,
  {
    log,
    accessLog,
    metrics,
    repeats,
  }: { log: Logger; accessLog?: AccessLog; metrics: Metrics; repeats: RepeatedReads },
): FastifyInstance {
  const makeId = () => randomUUID().toUpperCase()
  const note = (line: AccessLine) => {
    metrics.request(line.operation, line.status, line.ms)
    accessLog?.write(line)
  }
  const noteAnswer = (request: FastifyRequest, reply: FastifyReply) =>
    note({
      requestid: request.id,
      method: request.method,
      path: pathOf(request.url),
      operation: request.routeOptions.config.operation ?? 'unknown',
      status: reply.statusCode,
      ms: reply.elapsedTime,
    })
  const app = fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestid' }),
    genReqId: makeId,
    bodyLimit: http.bodyLimitBytes,
    // One proxy: what stands before the address that it adds was written by the caller.
    trustProxy: http.trustProxy && ((_address: string, hop: number) => hop === 0),
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 500 },
    // `refuseWhileStopping` does it in better words.
    return503OnClosing: false,
    frameworkErrors: (error, request, reply) => {
      // As after anything that is hardly HTTP. A server that stops would wait for the connection otherwise.
      answerUnreadablePath(error, request, reply.header('connection', 'close') as FastifyReply)
      noteAnswer(request, reply) // of a path that no route could be looked for, no hook is told
    },
    clientErrorHandler: (error, socket) => {
      const requestid = makeId()
      const status = answerBrokenRequest(error, socket, requestid)
      if (status !== undefined) note({ requestid, method: '', path: '', operation: 'unknown', status, ms: 0 })
    },
  }) as unknown as FastifyInstance
  // What a caller expects beside `100-continue` is nothing to us; Node would answer 417 without a body.
  app.server.on('checkExpectation', (request, response) => app.server.emit('request', request, response))
  refuseWhileStopping(app)
  answerAhead(app, repeats, ({ method, url }, operation, since) =>
    note({
      requestid: makeId(),
      method: method as string,
      path: pathOf(url as string),
      operation,
      status: 200,
      ms: performance.now() - since,
    }),
  )
  app.addHook('onResponse', (request: FastifyRequest, reply: FastifyReply, done) => {
    noteAnswer(request, reply)
    done()
  })
  return app
}

function pathOf(url: string): string {
  const query = url.indexOf('?')
  return query === -1 ? url : url.slice(0, query)
}
