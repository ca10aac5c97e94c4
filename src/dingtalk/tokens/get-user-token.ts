import { GetUserToken as Op } from '../../../contract/dingtalk/tokens.ts'
import { addressOf } from '../gateway/caller-address.ts'
import { CONTENT_TYPE, GATEWAY_ERRORS, refuse } from '../gateway/gateway-errors.ts'
import { sendRefusal, type ErrorTable } from '../gateway/error-handler.ts'
import { InvalidRequestError } from '../gateway/invalid-request.ts'
import { NO_TOKEN, operation, type Routes } from '../gateway/operation.ts'
import type { UserTokenIssuer, UserTokenRefusal } from '../../service/account/user-token-issuer.ts'

const GET_USER_TOKEN_ERRORS: ErrorTable<Exclude<UserTokenRefusal, 'too-many-tries'>> = {
  refusals: {
    'client-unknown': [400, 'invalidClientIdOrSecret', '无效的clientId或者clientSecret'],
    'code-unknown': [400, 'invalidParameter.authCode.notFound', '不存在的authCode'],
    'refresh-unknown': [400, 'invalidParameter.refreshToken.notFound', '不存在的refreshToken'],
  },
  malformed: {
    'clientId missing': [400, 'MissingclientId', 'clientId is mandatory for this action.'],
    'clientSecret missing': [400, 'MissingclientSecret', 'clientSecret is mandatory for this action.'],
    'grantType missing': [400, 'MissinggrantType', 'grantType is mandatory for this action.'],
    'code missing': [400, 'Missingcode', 'code is mandatory for this action.'],
    'refreshToken missing': [400, 'MissingrefreshToken', 'refreshToken is mandatory for this action.'],
    grantType: [400, 'unsupported.grant.type', 'unsupported.grant.type'],
    code: [400, 'invalidParameter.authCode.notFound', '不存在的authCode'],
    refreshToken: [400, 'invalidParameter.refreshToken.notFound', '不存在的refreshToken'],
    otherwise: [400, 'invalidClientIdOrSecret', '无效的clientId或者clientSecret'],
  },
  unexpected: [500, 'unknownError', '未知错误'],
  reasons: {
    grantType: '`grantType` has another value',
  },
}

export function getUserToken(app: Routes, deps: { userTokens: Pick<UserTokenIssuer, 'exchange' | 'refresh'> }) {
  app.post('/v1.0/oauth2/userAccessToken', operation(Op, NO_TOKEN, GET_USER_TOKEN_ERRORS), async (request, reply) => {
    const { clientId, clientSecret: secret, grantType, code, refreshToken } = request.body
    const proof = { secret, from: addressOf(request) }
    const issued =
      grantType === 'authorization_code'
        ? await deps.userTokens.exchange(clientId, { ...proof, code: requireField(code, 'code') })
        : await deps.userTokens.refresh(clientId, {
            ...proof,
            refreshToken: requireField(refreshToken, 'refreshToken'),
          })
    if (issued === 'too-many-tries') return refuse(request, reply, GATEWAY_ERRORS.tooFastForApp)
    if (typeof issued === 'string') return sendRefusal(request, reply, GET_USER_TOKEN_ERRORS, issued)
    const { token, refreshToken: renewed, lifeS, corpId } = issued
    reply.header('content-type', CONTENT_TYPE)
    return reply.send({
      accessToken: token,
      refreshToken: renewed,
      expireIn: lifeS,
      ...(corpId !== undefined && { corpId }),
    })
  })
}

function requireField(value: string | undefined, field: string): string {
  if (value === undefined) throw new InvalidRequestError(field, 'missing')
  return value
}
