import { LegacyGetToken as Op } from '../../../contract/dingtalk/tokens.ts'
import { LEGACY_ERRORS, sendLegacy, sendLegacyError, type LegacyErrorTable } from '../gateway/legacy-errors.ts'
import { legacyOperation, NO_TOKEN, type Routes } from '../gateway/operation.ts'
import type { TokenIssuer } from '../../service/account/token-issuer.ts'

const LEGACY_GET_TOKEN_ERRORS: LegacyErrorTable = { malformed: 'invalidClient', refusals: ['invalidClient'] }

export function legacyGetToken(app: Routes, deps: { tokens: Pick<TokenIssuer, 'issueToApp'> }) {
  app.get('/gettoken', legacyOperation(Op, NO_TOKEN, LEGACY_GET_TOKEN_ERRORS), async (request, reply) => {
    const issued = await deps.tokens.issueToApp(request.query.appkey, request.query.appsecret)
    if (typeof issued === 'string') return sendLegacyError(request, reply, LEGACY_ERRORS.invalidClient)
    return sendLegacy(reply, {
      errcode: 0,
      errmsg: 'ok',
      access_token: issued.token,
      expires_in: issued.lifeS,
    })
  })
}
