import { LegacyGetToken as Op } from '../../../contract/dingtalk-token.ts'
import { LEGACY_ERRORS, refuseLegacyBy, sendLegacy, sendLegacyError } from './legacy-envelope.ts'
import type { Routes } from './routes.ts'
import type { TokenIssuer } from './token-issuer.ts'

export const LEGACY_GET_TOKEN_ERRORS = [LEGACY_ERRORS.busy, LEGACY_ERRORS.invalidClient]

export function legacyGetToken(app: Routes, deps: { tokens: Pick<TokenIssuer, 'issueToApp'> }) {
  app.get(
    '/gettoken',
    {
      config: { operation: Op.operationId },
      schema: Op,
      errorHandler: refuseLegacyBy(LEGACY_ERRORS.invalidClient),
    },
    async (request, reply) => {
      const issued = await deps.tokens.issueToApp(request.query.appkey, request.query.appsecret)
      if (typeof issued === 'string') return sendLegacyError(request, reply, LEGACY_ERRORS.invalidClient)
      return sendLegacy(reply, {
        errcode: 0,
        errmsg: 'ok',
        access_token: issued.token,
        expires_in: issued.lifeS,
      })
    },
  )
}
