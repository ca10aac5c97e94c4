import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { fastify, LogController, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { answerBrokenRequest, answerMissingHost, lacksHost } from '../dingtalk/gateway/unreadable-request.ts'
import { answerUnreadablePath } from '../dingtalk/gateway/not-found.ts'
import type { Answered, RepeatedReads } from '../dingtalk/hot-reads/repeated-reads.ts'
import { isStreamUpgrade } from '../dingtalk/stream/serve-streams.ts'
import { isSignalingUpgrade } from '../signaling/signaling-server.ts'
import { answerBrowsers, sendErrorPage, wantsPage } from '../web-api/error-page.ts'
import { LATE_COMPILERS } from './late-compilers.ts'
import { isMediaUpgrade } from './media-proxy.ts'
import { limitConnections } from './connection-limits.ts'
import { loggedPath, withoutQuery } from './logged-path.ts'
import { spreadOut } from './spread-out.ts'
import { refuseWhileStopping } from './stopping.ts'
import type { Config } from '../config.ts'
import type { AccessLine, AccessLog, Logger } from '../telemetry/log.ts'
import type { Metrics } from '../telemetry/metrics.ts'

/** Not imported: that reads all exports of the module, and one of them loads a client for HTTP, which takes 11 MB. */
const { createServer } = process.getBuiltinModule('node:http')

/** Longer than the 60 s of a usual proxy. Otherwise a proxy could send a request on a connection that the server closes. */
const KEEP_ALIVE_MS = 72_000
/** How often connections are searched for requests that take too long to arrive. */
const CHECK_CONNECTIONS_MS = 5_000
/** How many broken requests are answered in one turn of the event loop. Thousands can time out at the same moment. */
const BROKEN_PER_TURN = 20
/** How long requests under way may take once the server stops. */
const DRAIN_MS = 5_000

/**
 * Creates Fastify without any route: its limits, the id of each request, one log line and one count per answer. `repeats`
 * answers repeated reads before they reach Fastify; absent: Fastify answers all. `hasOwnMedia`: `proxyMedia` takes upgrades to our own LiveKit server.
 */
export function createHttp(
  { http }: Pick<Config, 'http'>,
  {
    log,
    accessLog,
    metrics,
    repeats,
    publicUrl,
    hasOwnMedia,
  }: {
    log: Logger
    accessLog?: AccessLog
    metrics: Metrics
    repeats?: RepeatedReads
    publicUrl: () => URL
    hasOwnMedia: boolean
  },
): FastifyInstance {
  const makeId = () => randomUUID().toUpperCase()
  const note = (line: AccessLine) => {
    metrics.request(line)
    accessLog?.write(line)
  }
  const noteAnswer = (request: FastifyRequest, reply: FastifyReply) =>
    note({
      requestid: request.id,
      method: request.method,
      path: loggedPath(request),
      operation: request.routeOptions.config.operation ?? 'unknown',
      status: reply.statusCode,
      ms: reply.elapsedTime,
    })
  const noteRepeated: Answered = ({ method, url }, operation, since) =>
    note({
      requestid: makeId(),
      method: method as string,
      path: withoutQuery(url as string),
      operation,
      status: 200,
      ms: performance.now() - since,
    })
  const spread = spreadOut(BROKEN_PER_TURN)
  let isClosing = false
  const app = fastify({
    serverFactory: (handler) => {
      const settings = {
        keepAliveTimeout: KEEP_ALIVE_MS,
        requestTimeout: http.requestTimeoutMs,
        headersTimeout: http.requestTimeoutMs,
        connectionsCheckingInterval: Math.min(CHECK_CONNECTIONS_MS, http.requestTimeoutMs / 4),
        shouldUpgradeCallback: (request: IncomingMessage) =>
          isSignalingUpgrade(request) || isStreamUpgrade(request) || (hasOwnMedia && isMediaUpgrade(request)),
        requireHostHeader: false, // Node would answer without a body
      }
      const server = createServer(settings, (request, response) => {
        const otherwise = () => handler(request, response)
        if (lacksHost(request)) {
          const requestid = makeId()
          const status = answerMissingHost(response, requestid)
          note({ requestid, method: request.method ?? '', path: '', operation: 'unknown', status, ms: 0 })
        } else if (isClosing || !repeats) otherwise()
        else repeats.handle(request, response, { answered: noteRepeated, otherwise })
      })
      limitConnections(server, http, log)
      // Expectations other than `100-continue` are ignored; Node would answer 417 without a body.
      return server.on('checkExpectation', (request, response) => server.emit('request', request, response))
    },
    schemaController: { compilersFactory: LATE_COMPILERS },
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestid' }),
    genReqId: makeId,
    bodyLimit: http.bodyLimitBytes,
    // Only the last address is trusted. The proxy added it; the addresses before it come from the client.
    trustProxy: http.trustProxy && ((_address: string, hop: number) => hop === 0),
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 500 },
    // `refuseWhileStopping` answers in the envelope of the API that is called.
    return503OnClosing: false,
    frameworkErrors: (error, request, reply) => {
      // The connection is closed, as after every malformed request. Otherwise a stop would wait for it.
      reply.header('connection', 'close')
      if (wantsPage(request)) sendErrorPage(reply, { status: 404, publicUrl: publicUrl() })
      else answerUnreadablePath(error, request, reply)
      noteAnswer(request, reply) // hooks do not run for a path that cannot be decoded
    },
    clientErrorHandler: (error, socket) =>
      spread(() => {
        const requestid = makeId()
        const status = answerBrokenRequest(error, socket, requestid)
        if (status !== undefined) note({ requestid, method: '', path: '', operation: 'unknown', status, ms: 0 })
      }),
  }) as unknown as FastifyInstance
  app.addHook('preClose', (done) => {
    isClosing = true
    done()
  })
  refuseWhileStopping(app, publicUrl)
  answerBrowsers(app, publicUrl)
  app.addHook('onResponse', (request: FastifyRequest, reply: FastifyReply, done) => {
    noteAnswer(request, reply)
    done()
  })
  return app
}

/** Stops listening and waits for the requests under way. After 5 s their connections are closed. */
export async function closeHttp(app: FastifyInstance): Promise<void> {
  const late = setTimeout(() => app.server.closeAllConnections(), DRAIN_MS)
  try {
    await app.close()
  } finally {
    clearTimeout(late)
  }
}
