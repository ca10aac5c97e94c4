import { GetCorpAccessToken as Op } from '../../../contract/dingtalk/tokens.ts'
import { addressOf } from '../gateway/caller-address.ts'
import { CONTENT_TYPE, GATEWAY_ERRORS, refuse } from '../gateway/gateway-errors.ts'
import { sendRefusal, type ErrorTable } from '../gateway/error-handler.ts'
import { NO_TOKEN, operation, type Routes } from '../gateway/operation.ts'
import type { TokenIssuer, TokenRefusal } from '../../service/account/token-issuer.ts'

const GET_CORP_ACCESS_TOKEN_ERRORS: ErrorTable<Exclude<TokenRefusal, 'too-many-tries'>> = {
  refusals: {
    'client-unknown': [400, 'invalidSuiteKey', 'suitekey不合法'],
    'ticket-invalid': [400, 'invalidSuiteTicket', 'suiteTicket无效'],
    'not-authorized': [400, 'invalidAuthInfo', '授权关系不存在'],
  },
  malformed: {
    'suiteKey missing': [400, 'MissingsuiteKey', 'suiteKey is mandatory for this action.'],
    'suiteSecret missing': [400, 'MissingsuiteSecret', 'suiteSecret is mandatory for this action.'],
    'authCorpId missing': [400, 'MissingauthCorpId', 'authCorpId is mandatory for this action.'],
    'suiteTicket missing': [400, 'MissingsuiteTicket', 'suiteTicket is mandatory for this action.'],
    authCorpId: [400, 'invalidAuthInfo', '授权关系不存在'],
    suiteTicket: [400, 'invalidSuiteTicket', 'suiteTicket无效'],
    otherwise: [400, 'invalidSuiteKey', 'suitekey不合法'],
  },
  unexpected: [500, 'unknownError', '未知错误'],
}

export function getCorpAccessToken(app: Routes, deps: { tokens: Pick<TokenIssuer, 'issueToSuite'> }) {
  app.post(
    '/v1.0/oauth2/corpAccessToken',
    operation(Op, NO_TOKEN, GET_CORP_ACCESS_TOKEN_ERRORS),
    async (request, reply) => {
      const { suiteKey, suiteSecret: secret, suiteTicket: ticket, authCorpId: corpId } = request.body
      const issued = await deps.tokens.issueToSuite(suiteKey, { secret, ticket, corpId, from: addressOf(request) })
      if (issued === 'too-many-tries') return refuse(request, reply, GATEWAY_ERRORS.tooFastForSuite)
      if (typeof issued === 'string') return sendRefusal(request, reply, GET_CORP_ACCESS_TOKEN_ERRORS, issued)
      reply.header('content-type', CONTENT_TYPE)
      return reply.send({ accessToken: issued.token, expireIn: issued.lifeS })
    },
  )
}
