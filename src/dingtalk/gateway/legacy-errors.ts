import type { FastifyReply, FastifyRequest } from 'fastify'
import { CONTENT_TYPE } from './gateway-errors.ts'
import { InvalidRequestError } from './invalid-request.ts'
import { logRefusal } from './refusal-log.ts'

/** An error of the legacy host. Its HTTP status is always 200. */
export type LegacyError = Readonly<{ errcode: number; errmsg: string; sub_code?: string; sub_msg?: string }>

/** The errors of the legacy host. */
export const LEGACY_ERRORS = {
  busy: { errcode: -1, errmsg: '系统繁忙' },
  unknownPath: { errcode: 404, errmsg: '请求的URI地址不存在' },
  invalidClient: { errcode: 40096, errmsg: '不合法的appKey或appSecret' },
  invalidToken: refusedByGateway('40014', '不合法的access_token'),
  missingScope: refusedByGateway('60011', '没有调用该接口的权限'),
  tooFast: refusedByGateway('90018', '您的服务器调用钉钉开放平台所有接口的请求都被暂时禁用了'),
  malformedUserId: { errcode: 33012, errmsg: '无效的USERID' },
  malformedParameter: { errcode: 400_002, errmsg: '无效的参数' },
  unknownCode: { errcode: 40078, errmsg: '不存在的临时授权码' },
  unknownUser: { errcode: 60121, errmsg: '找不到该用户' },
} satisfies Record<string, LegacyError>
export type LegacyErrorName = keyof typeof LEGACY_ERRORS

/** Which errors a legacy operation answers with. `malformed`: for a request that does not match its schema. */
export type LegacyErrorTable = Readonly<{ malformed: LegacyErrorName; refusals: readonly LegacyErrorName[] }>

/** Every error that an operation with this table can answer, once each. With a scope, those of the gateway are included. */
export function legacyRefusals({ malformed, refusals }: LegacyErrorTable, scope?: string): readonly LegacyErrorName[] {
  const gateway = scope === undefined ? [] : (['invalidToken', 'missingScope', 'tooFast'] as const)
  return [...new Set([...gateway, malformed, ...refusals, 'busy' as const])]
}

/** Sends `error` with the id of the request, and status 200. */
export function sendLegacyError(request: FastifyRequest, reply: FastifyReply, error: LegacyError) {
  return sendLegacy(reply, { ...error, request_id: request.id })
}

/** Sends `body` with status 200. */
export function sendLegacy(reply: FastifyReply, body: object) {
  return reply.code(200).header('content-type', CONTENT_TYPE).send(body)
}

/** The error handler of an operation with this table. Logs unexpected errors. */
export function refuseLegacyBy({ malformed }: LegacyErrorTable) {
  return (error: unknown, request: FastifyRequest, reply: FastifyReply) => {
    if (error instanceof InvalidRequestError) logRefusal(request, { wrong: error.wrong })
    const isMalformed = error instanceof InvalidRequestError || isTransportError(error)
    if (isMalformed) return sendLegacyError(request, reply, LEGACY_ERRORS[malformed])
    request.log.error({ err: error }, 'unexpected error of a legacy operation')
    return sendLegacyError(request, reply, LEGACY_ERRORS.busy)
  }
}

function isTransportError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('FST_ERR_CTP_')
}

function refusedByGateway(subCode: string, text: string): LegacyError {
  const errmsg = `ding talk error[subcode=${subCode},submsg=${text}]`
  return { errcode: 88, sub_code: subCode, sub_msg: text, errmsg }
}
