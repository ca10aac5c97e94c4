import { CreateJsapiTicket as Op } from '../../../contract/dingtalk/tokens.ts'
import type { PageTickets } from '../../service/account/page-tickets.ts'
import type { ErrorTable } from '../gateway/error-handler.ts'
import { CONTENT_TYPE } from '../gateway/gateway-errors.ts'
import { callerOf } from '../gateway/hooks.ts'
import { BASE, operation, type Routes } from '../gateway/operation.ts'

const CREATE_JSAPI_TICKET_ERRORS: ErrorTable<never> = {
  refusals: {},
  malformed: { otherwise: [400, 'paramError', 'paramError'] },
  unexpected: [500, 'unknownError', '未知错误'],
}

export function createJsapiTicket(app: Routes, { pageTickets }: { pageTickets: PageTickets }) {
  app.post('/v1.0/oauth2/jsapiTickets', operation(Op, BASE, CREATE_JSAPI_TICKET_ERRORS), async (request, reply) => {
    const { ticket, lifeS } = pageTickets.current(callerOf(request))
    reply.header('content-type', CONTENT_TYPE)
    return reply.send({ jsapiTicket: ticket, expireIn: lifeS })
  })
}
