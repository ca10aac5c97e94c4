import type { FastifyReply, FastifyRequest } from 'fastify'
import type { DingTalkError } from '../../../contract/dingtalk/envelope.ts'

export const CONTENT_TYPE = 'application/json;charset=utf-8'

/** An error of the gateway, with its message in both languages. */
export type GatewayError = Readonly<{ status: number; code: string; zh: string; en: string }>

/** The errors of a request that reaches no operation. They are the same for all operations. */
export const GATEWAY_ERRORS = {
  unknownAction: gatewayError(
    404,
    'InvalidAction.NotFound',
    'Specified api is not found, please check your url and method.',
  ),
  missingToken: gatewayError(
    400,
    'AuthenticationFailed.MissingParameter',
    'Missing parameters: x-acs-dingtalk-access-token',
    '缺少参数：x-acs-dingtalk-access-token',
  ),
  invalidToken: gatewayError(400, 'InvalidAuthentication', 'Invalid access_token', '不合法的access_token'),
  /** Only for a token of a person. */
  expiredUserToken: gatewayError(400, 'accesstoken.expired', 'accesstoken.expired'),
  missingScope: gatewayError(
    403,
    'Forbidden.AccessDenied.AccessTokenPermissionDenied',
    'No permission to call this API',
    '没有调用该接口的权限',
  ),
  tooFastForApp: gatewayError(
    403,
    'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi',
    'All calls of your app to this API are refused for the moment',
    '您的企业应用调用钉钉开放平台当前接口的所有请求都被暂时禁用了',
  ),
  tooFastForSuite: gatewayError(
    403,
    'Forbidden.AccessDenied.QpsLimitForSuitekeyAndOrgAndApi',
    'All calls of your third-party app to this API are refused for the moment',
    '您的ISV应用调用钉钉开放平台当前接口的所有请求都被暂时禁用了',
  ),
  missingBody: gatewayError(400, 'Missingbody', 'body is mandatory for this action.'),
  /** DingTalk's answer is not known; this one is ours. */
  bodyTooLarge: gatewayError(413, 'RequestBodyTooLarge', 'The request body is too large.', '请求体过大'),
  /** DingTalk's answer is not known; this one is ours. */
  stopping: gatewayError(503, 'ServiceUnavailable', 'The service is not available for the moment.', '服务暂时不可用'),
  unexpected: gatewayError(500, 'unknownError', 'Unknown Error', '未知错误'),
} satisfies Record<string, GatewayError>

/** Answers with the envelope. `requiredScope`: only for `missingScope`. */
export function refuse(request: FastifyRequest, reply: FastifyReply, error: GatewayError, requiredScope?: string) {
  const envelope: DingTalkError = {
    code: error.code,
    requestid: request.id,
    message: prefersEnglish(request.headers['accept-language']) ? error.en : error.zh,
    ...(requiredScope !== undefined && { accessdenieddetail: { requiredScopes: [requiredScope] } }),
  }
  return reply.code(error.status).header('content-type', CONTENT_TYPE).send(envelope)
}

/** The answer to an error of the HTTP layer itself; `undefined` for any other error. */
export function toTransportError(error: unknown): GatewayError | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return GATEWAY_ERRORS.bodyTooLarge
  // A body without a readable type or length counts as no body.
  if (typeof code === 'string' && code.startsWith('FST_ERR_CTP_')) return GATEWAY_ERRORS.missingBody
  return undefined
}

/** Whether English is the first of the languages with the greatest weight. */
export function prefersEnglish(acceptLanguage: string | undefined): boolean {
  if (acceptLanguage === undefined) return false
  let best = { language: '', weight: 0 }
  for (const range of acceptLanguage.split(',')) {
    const [tag = '', ...parameters] = range.split(';')
    const quality = parameters.find((parameter) => parameter.trim().startsWith('q='))
    const weight = quality === undefined ? 1 : Number(quality.trim().slice(2))
    const [language = ''] = tag.trim().toLowerCase().split('-')
    if (weight > best.weight) best = { language, weight }
  }
  return best.language === 'en'
}

/** Without `zh`, the message is English in both languages. */
function gatewayError(status: number, code: string, en: string, zh = en): GatewayError {
  return { status, code, zh, en }
}
