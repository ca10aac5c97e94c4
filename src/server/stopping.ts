import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { WebRefusal } from '../../contract/web/types.ts'
import { GATEWAY_ERRORS, refuse } from '../dingtalk/gateway/gateway-errors.ts'
import { LEGACY_ERRORS, sendLegacyError } from '../dingtalk/gateway/legacy-errors.ts'
import { ScimError, sendScimError } from '../scim/scim-error.ts'
import { sendErrorPage, wantsPage } from '../web-api/error-page.ts'
import { PAGE_REFUSALS } from '../web-api/refusal.ts'

const STOPPING = new ScimError(503, PAGE_REFUSALS.stopping[2])

/**
 * Refuses requests that arrive on open connections while `app` closes, in the envelope of the API that is called or with a
 * page, and closes their connections. Call it before other hooks are added: what they use may be closed already.
 */
export function refuseWhileStopping(app: FastifyInstance, publicUrl: () => URL): void {
  let isStopping = false
  app.addHook('preClose', (done) => {
    isStopping = true
    done()
  })
  app.addHook('onRequest', async (request, reply) => {
    if (!isStopping) return
    reply.header('connection', 'close')
    if (wantsPage(request)) return sendErrorPage(reply, { status: 503, publicUrl: publicUrl() })
    return refuseStopping(request, reply)
  })
}

function refuseStopping(request: FastifyRequest, reply: FastifyReply) {
  if (request.url.startsWith('/v1.0/')) return refuse(request, reply, GATEWAY_ERRORS.stopping)
  if (/^\/(?:gettoken|topapi\/)/.test(request.url)) return sendLegacyError(request, reply, LEGACY_ERRORS.busy)
  if (request.url.startsWith('/scim/')) return sendScimError(reply, STOPPING)
  const [status, code, message] = PAGE_REFUSALS.stopping
  return reply
    .code(status)
    .header('cache-control', 'no-store')
    .send({ code, message } satisfies WebRefusal)
}
