import { LegacyGetToken as Op } from '../../../contract/dingtalk/tokens.ts'
import { addressOf } from '../gateway/caller-address.ts'
import { LEGACY_ERRORS, sendLegacy, sendLegacyError, type LegacyErrorTable } from '../gateway/legacy-errors.ts'
import { legacyOperation, NO_TOKEN, type Routes } from '../gateway/operation.ts'
import type { TokenIssuer } from '../../service/account/token-issuer.ts'

const LEGACY_GET_TOKEN_ERRORS: LegacyErrorTable = { malformed: 'invalidClient', refusals: ['invalidClient', 'tooFast'] }

export function legacyGetToken(app: Routes, deps: { tokens: Pick<TokenIssuer, 'issueToApp'> }) {
  app.get('/gettoken', legacyOperation(Op, NO_TOKEN, LEGACY_GET_TOKEN_ERRORS), async (request, reply) => {
    const { appkey, appsecret: secret } = request.query
    const issued = await deps.tokens.issueToApp(appkey, { secret, from: addressOf(request) })
    if (issued === 'too-many-tries') return sendLegacyError(request, reply, LEGACY_ERRORS.tooFast)
    if (typeof issued === 'string') return sendLegacyError(request, reply, LEGACY_ERRORS.invalidClient)
    return sendLegacy(reply, {
      errcode: 0,
      errmsg: 'ok',
      access_token: issued.token,
      expires_in: issued.lifeS,
    })
  })
}
