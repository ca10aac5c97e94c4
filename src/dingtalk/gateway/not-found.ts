import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { GATEWAY_ERRORS, refuse } from './gateway-errors.ts'
import { LEGACY_ERRORS, sendLegacy } from './legacy-errors.ts'

/** Answers requests below `/v1.0` that have no route, no matter what their body is. */
export function answerUnknownActions(app: FastifyInstance): void {
  app.register(
    async (unknown) => {
      unknown.removeAllContentTypeParsers()
      unknown.setErrorHandler(answerUnknownAction)
      unknown.setNotFoundHandler((request, reply) => answerUnknownAction(undefined, request, reply))
    },
    { prefix: '/v1.0' },
  )
}

/** Answers all other requests that have no route, as the legacy host does. */
export function answerUnknownPaths(legacy: FastifyInstance): void {
  legacy.setErrorHandler(answerUnknownPath) // the operations have handlers of their own
  legacy.setNotFoundHandler((request, reply) => answerUnknownPath(undefined, request, reply))
}

/** For Fastify's `frameworkErrors`: a path that cannot be decoded or is too long is an unknown one. */
export function answerUnreadablePath(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  if (request.raw.url?.startsWith('/v1.0/')) answerUnknownAction(error, request, reply)
  else answerUnknownPath(error, request, reply)
}

function answerUnknownAction(_error: unknown, request: FastifyRequest, reply: FastifyReply) {
  return refuse(request, reply, GATEWAY_ERRORS.unknownAction)
}

function answerUnknownPath(_error: unknown, _request: FastifyRequest, reply: FastifyReply) {
  return sendLegacy(reply, LEGACY_ERRORS.unknownPath)
}
