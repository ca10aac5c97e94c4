import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { NO_ORGANIZATION, type Caller } from '../service/account/caller.ts'
import type { TokenIssuer } from '../service/account/token-issuer.ts'
import { readToken } from '../dingtalk/gateway/authorize.ts'
import { readJsonBodies, requireBody } from '../dingtalk/gateway/body-parser.ts'
import { CONTENT_TYPE, GATEWAY_ERRORS, refuse, toTransportError } from '../dingtalk/gateway/gateway-errors.ts'
import { InvalidRequestError } from '../dingtalk/gateway/invalid-request.ts'
import { compileRequestShape } from '../dingtalk/gateway/validation.ts'
import { SandboxError } from './sandbox-error.ts'

/** Makes every route of `app` require the token of an app, whatever its scopes, and explains why a request is refused. */
export function guardSandbox(app: FastifyInstance, tokens: Pick<TokenIssuer, 'authenticate'>): void {
  readJsonBodies(app)
  app.setValidatorCompiler(compileRequestShape)
  app.setErrorHandler(answerError)
  app.addHook('onRequest', async (request, reply) => {
    const token = readToken(request.raw.rawHeaders)
    if (token === '') return refuse(request, reply, GATEWAY_ERRORS.missingToken)
    const caller = await tokens.authenticate(token)
    // A third-party app itself is in no organization that could have a conference.
    if (!caller || caller.organizationId === NO_ORGANIZATION) return refuse(request, reply, GATEWAY_ERRORS.invalidToken)
    request.caller = caller
    return undefined
  })
  app.addHook('onRoute', (route) => {
    if (route.schema?.body) route.preValidation = requireBody
  })
}

/** The app that sends the request. */
export function appOfRequest({ caller }: FastifyRequest): Caller {
  if (!caller) throw new Error('the route is not guarded')
  return caller
}

function answerError(error: FastifyError, request: FastifyRequest, reply: FastifyReply) {
  const transport = toTransportError(error)
  if (transport) return refuse(request, reply, transport)
  if (error instanceof SandboxError) return sendRefusal(request, reply, error.message)
  if (error instanceof InvalidRequestError) {
    return sendRefusal(request, reply, error.wrong.map(({ field, problem }) => `${field} ${problem}`).join('; '))
  }
  request.log.error({ err: error }, 'a request of the sandbox failed')
  return refuse(request, reply, GATEWAY_ERRORS.unexpected)
}

function sendRefusal(request: FastifyRequest, reply: FastifyReply, message: string) {
  return reply
    .code(400)
    .header('content-type', CONTENT_TYPE)
    .send({ code: 'sandbox.refused', requestid: request.id, message })
}
