import { GetSsoAccessToken as Op } from '../../../contract/dingtalk/tokens.ts'
import type { SsoTokenIssuer } from '../../service/account/sso-token-issuer.ts'
import { addressOf } from '../gateway/caller-address.ts'
import { sendRefusal, type ErrorTable } from '../gateway/error-handler.ts'
import { CONTENT_TYPE, GATEWAY_ERRORS, refuse } from '../gateway/gateway-errors.ts'
import { NO_TOKEN, operation, type Routes } from '../gateway/operation.ts'

const GET_SSO_ACCESS_TOKEN_ERRORS: ErrorTable<'organization-unknown'> = {
  refusals: { 'organization-unknown': [400, 'invalidCorpIdOrSsoSecret', '无效的corpid或者ssoSecret'] },
  malformed: {
    'corpid missing': [400, 'Missingcorpid', 'corpid is mandatory for this action.'],
    'ssoSecret missing': [400, 'MissingssoSecret', 'ssoSecret is mandatory for this action.'],
    otherwise: [400, 'invalidCorpIdOrSsoSecret', '无效的corpid或者ssoSecret'],
  },
  unexpected: [500, 'unknownError', '未知错误'],
}

export function getSsoAccessToken(app: Routes, { ssoTokens }: { ssoTokens: Pick<SsoTokenIssuer, 'issue'> }) {
  app.post(
    '/v1.0/oauth2/ssoAccessToken',
    operation(Op, NO_TOKEN, GET_SSO_ACCESS_TOKEN_ERRORS),
    async (request, reply) => {
      const { corpid, ssoSecret: secret } = request.body
      const issued = await ssoTokens.issue(corpid, { secret, from: addressOf(request) })
      if (issued === 'too-many-tries') return refuse(request, reply, GATEWAY_ERRORS.tooFastForApp)
      if (typeof issued === 'string') return sendRefusal(request, reply, GET_SSO_ACCESS_TOKEN_ERRORS, issued)
      reply.header('content-type', CONTENT_TYPE)
      return reply.send({ accessToken: issued.token, expireIn: issued.lifeS })
    },
  )
}
