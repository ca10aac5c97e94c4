import type { PlannedAnswer } from '../../contract/sandbox/types.ts'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { OrganizationId } from '../conference/identity.ts'
import { CONTENT_TYPE, GATEWAY_ERRORS, refuse } from '../dingtalk/gateway/gateway-errors.ts'
import { LEGACY_ERRORS, sendLegacyError } from '../dingtalk/gateway/legacy-errors.ts'
import type { Operation } from './operations.ts'
import type { PlannedAnswers, PlannedFor } from './planned-answers.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** What happens when the operation is done. `null` for nothing. */
    plannedAnswer: Extract<PlannedAnswer, { kind: 'late' | 'cut' }> | null
  }
}

/** Keys by which requests for tokens name their app. */
const CLIENT_KEYS = ['appKey', 'suiteKey', 'client_id', 'clientId', 'appkey']

/** Answers calls as planned. For the routes that are registered after this call. */
export function answerAsPlanned(
  app: FastifyInstance,
  { planned, operations }: { planned: PlannedAnswers; operations: ReadonlyMap<string, Operation> },
): void {
  app.decorateRequest('plannedAnswer', null)
  // The access of the call is checked by now, and its body is read.
  app.addHook('preValidation', async (request, reply) => {
    const operation = operations.get(request.routeOptions.config.operation ?? '')
    const caller = operation && callerOf(request)
    const answer = caller && planned.take(caller, operation.operation)
    if (!answer) return undefined
    switch (answer.kind) {
      case 'error':
        return sendError(request, reply, operation, answer)
      case 'throttled':
        return sendThrottled(request, reply)
      case 'late':
        request.plannedAnswer = answer
        return undefined
      case 'cut':
        if (answer.done === false) return cut(request, reply)
        request.plannedAnswer = answer
        return undefined
    }
  })
  app.addHook('onSend', async (request, _reply, payload) => {
    const { plannedAnswer } = request
    if (plannedAnswer?.kind === 'late') await sleep(plannedAnswer.delayMs, undefined, { ref: false })
    if (plannedAnswer?.kind === 'cut') request.raw.socket.destroy()
    return payload
  })
}

/** The app or the organization of a call, also of one for a token. */
function callerOf({ caller, organization, body, query }: FastifyRequest): PlannedFor | undefined {
  if (caller) return caller
  if (organization) return organization
  const given = { ...(query as object), ...(body as object | undefined) } as Record<string, unknown>
  const clientId = CLIENT_KEYS.map((key) => given[key]).find((value) => typeof value === 'string')
  if (typeof clientId === 'string') return { clientId }
  const corpId = given['corpid']
  return typeof corpId === 'string' ? { organizationId: corpId as OrganizationId } : undefined
}

function sendError(
  request: FastifyRequest,
  reply: FastifyReply,
  { errors }: Operation,
  { code, message }: Extract<PlannedAnswer, { kind: 'error' }>,
) {
  const error = errors.find((one) => one.code === code && (message === undefined || one.message === message))
  if (!error) throw new Error(`the planned error ${code} is not documented`)
  if (error.legacy) return sendLegacyError(request, reply, error.legacy)
  const text = error.message.replace('%s', 'planned in the sandbox')
  return reply
    .code(error.status)
    .header('content-type', CONTENT_TYPE)
    .send({ code: error.code, requestid: request.id, message: text })
}

function sendThrottled(request: FastifyRequest, reply: FastifyReply) {
  if (request.routeOptions.config.legacyErrors) return sendLegacyError(request, reply, LEGACY_ERRORS.tooFast)
  const isSuite = request.caller?.kind === 'suite'
  return refuse(request, reply, isSuite ? GATEWAY_ERRORS.tooFastForSuite : GATEWAY_ERRORS.tooFastForApp)
}

function cut(request: FastifyRequest, reply: FastifyReply) {
  reply.hijack()
  request.raw.socket.destroy()
  return reply
}
