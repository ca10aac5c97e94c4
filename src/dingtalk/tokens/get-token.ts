import { GetToken as Op } from '../../../contract/dingtalk/tokens.ts'
import { addressOf } from '../gateway/caller-address.ts'
import { CONTENT_TYPE, GATEWAY_ERRORS, refuse } from '../gateway/gateway-errors.ts'
import { sendRefusal, type ErrorTable } from '../gateway/error-handler.ts'
import { NO_TOKEN, operation, type Routes } from '../gateway/operation.ts'
import type { TokenIssuer, TokenRefusal } from '../../service/account/token-issuer.ts'

/** The codes resemble those of OAuth. Only `unauthorized.client` has the status 401. */
const GET_TOKEN_ERRORS: ErrorTable<Exclude<TokenRefusal, 'ticket-invalid' | 'too-many-tries'>> = {
  refusals: {
    'client-unknown': [400, 'invalid.client', 'invalid.client'],
    'not-authorized': [401, 'unauthorized.client', 'unauthorized.client'],
  },
  malformed: {
    'client_id missing': [400, 'Missingclient_id', 'client_id is mandatory for this action.'],
    'client_secret missing': [400, 'Missingclient_secret', 'client_secret is mandatory for this action.'],
    'grant_type missing': [400, 'Missinggrant_type', 'grant_type is mandatory for this action.'],
    grant_type: [400, 'unsupported.grant.type', 'unsupported.grant.type'],
    otherwise: [400, 'invalid.client', 'invalid.client'],
  },
  unexpected: [500, 'server.error', 'server.error'],
  reasons: {
    grant_type: '`grant_type` has another value',
  },
}

export function getToken(app: Routes, deps: { tokens: Pick<TokenIssuer, 'issue'> }) {
  app.post('/v1.0/oauth2/:corpId/token', operation(Op, NO_TOKEN, GET_TOKEN_ERRORS), async (request, reply) => {
    const { client_id: clientId, client_secret: secret } = request.body
    const { corpId } = request.params
    const issued = await deps.tokens.issue(clientId, { secret, corpId, from: addressOf(request) })
    if (issued === 'too-many-tries') return refuse(request, reply, GATEWAY_ERRORS.tooFastForApp)
    if (typeof issued === 'string') return sendRefusal(request, reply, GET_TOKEN_ERRORS, issued)
    reply.header('content-type', CONTENT_TYPE)
    return reply.send({ access_token: issued.token, expires_in: issued.lifeS })
  })
}
