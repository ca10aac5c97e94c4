import { GetSuiteAccessToken as Op } from '../../../contract/dingtalk/tokens.ts'
import { addressOf } from '../gateway/caller-address.ts'
import { CONTENT_TYPE, GATEWAY_ERRORS, refuse } from '../gateway/gateway-errors.ts'
import { sendRefusal, type ErrorTable } from '../gateway/error-handler.ts'
import { NO_TOKEN, operation, type Routes } from '../gateway/operation.ts'
import type { TokenIssuer } from '../../service/account/token-issuer.ts'

const GET_SUITE_ACCESS_TOKEN_ERRORS: ErrorTable<'client-unknown' | 'ticket-invalid'> = {
  refusals: {
    'client-unknown': [400, 'invalidClientIdOrSecret', 'clientId或者clientSecret错误'],
    'ticket-invalid': [400, 'invalidSuiteTicket', 'suiteTicket无效'],
  },
  malformed: {
    'suiteKey missing': [400, 'MissingsuiteKey', 'suiteKey is mandatory for this action.'],
    'suiteSecret missing': [400, 'MissingsuiteSecret', 'suiteSecret is mandatory for this action.'],
    'suiteTicket missing': [400, 'MissingsuiteTicket', 'suiteTicket is mandatory for this action.'],
    suiteTicket: [400, 'invalidSuiteTicket', 'suiteTicket无效'],
    otherwise: [400, 'invalidClientIdOrSecret', 'clientId或者clientSecret错误'],
  },
  unexpected: [500, 'unknownError', '未知错误'],
}

export function getSuiteAccessToken(app: Routes, deps: { tokens: Pick<TokenIssuer, 'issueToSuiteItself'> }) {
  app.post(
    '/v1.0/oauth2/suiteAccessToken',
    operation(Op, NO_TOKEN, GET_SUITE_ACCESS_TOKEN_ERRORS),
    async (request, reply) => {
      const { suiteKey, suiteSecret: secret, suiteTicket: ticket } = request.body
      const issued = await deps.tokens.issueToSuiteItself(suiteKey, { secret, ticket, from: addressOf(request) })
      if (issued === 'too-many-tries') return refuse(request, reply, GATEWAY_ERRORS.tooFastForSuite)
      if (typeof issued === 'string') return sendRefusal(request, reply, GET_SUITE_ACCESS_TOKEN_ERRORS, issued)
      reply.header('content-type', CONTENT_TYPE)
      return reply.send({ accessToken: issued.token, expireIn: issued.lifeS })
    },
  )
}
