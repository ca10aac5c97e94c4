import { GetAccessToken as Op } from '../../../contract/dingtalk/tokens.ts'
import { addressOf } from '../gateway/caller-address.ts'
import { CONTENT_TYPE, GATEWAY_ERRORS, refuse } from '../gateway/gateway-errors.ts'
import { sendRefusal, type ErrorTable } from '../gateway/error-handler.ts'
import { NO_TOKEN, operation, type Routes } from '../gateway/operation.ts'
import type { TokenIssuer } from '../../service/account/token-issuer.ts'

const GET_ACCESS_TOKEN_ERRORS: ErrorTable<'client-unknown'> = {
  refusals: {
    'client-unknown': [400, 'invalidClientIdOrSecret', '无效的clientId或者clientSecret'],
  },
  malformed: {
    'appKey missing': [400, 'MissingappKey', 'appKey is mandatory for this action.'],
    'appSecret missing': [400, 'MissingappSecret', 'appSecret is mandatory for this action.'],
    otherwise: [400, 'invalidClientIdOrSecret', '无效的clientId或者clientSecret'],
  },
  unexpected: [500, 'unknownError', '未知错误'],
}

/** The operations that issue tokens are the only ones that need none. */
export function getAccessToken(app: Routes, deps: { tokens: Pick<TokenIssuer, 'issueToApp'> }) {
  app.post('/v1.0/oauth2/accessToken', operation(Op, NO_TOKEN, GET_ACCESS_TOKEN_ERRORS), async (request, reply) => {
    const { appKey, appSecret: secret } = request.body
    const issued = await deps.tokens.issueToApp(appKey, { secret, from: addressOf(request) })
    if (issued === 'too-many-tries') return refuse(request, reply, GATEWAY_ERRORS.tooFastForApp)
    if (typeof issued === 'string') return sendRefusal(request, reply, GET_ACCESS_TOKEN_ERRORS, issued)
    reply.header('content-type', CONTENT_TYPE)
    return reply.send({ accessToken: issued.token, expireIn: issued.lifeS })
  })
}
