import { createHash } from 'node:crypto'
import { GetAuthInfo as Op } from '../../../contract/dingtalk/tokens.ts'
import type { OrganizationId } from '../../conference/identity.ts'
import { NO_ORGANIZATION } from '../../service/account/caller.ts'
import type { Directory } from '../../service/account/directory.ts'
import type { Clients } from '../../service/account/known-client.ts'
import { sendRefusal, type ErrorTable } from '../gateway/error-handler.ts'
import { CONTENT_TYPE } from '../gateway/gateway-errors.ts'
import { callerOf } from '../gateway/hooks.ts'
import { InvalidRequestError } from '../gateway/invalid-request.ts'
import { BASE, operation, type Routes } from '../gateway/operation.ts'

const GET_AUTH_INFO_ERRORS: ErrorTable<'not-authorized'> = {
  refusals: { 'not-authorized': [400, 'invalidAuthInfo', '授权关系不存在'] },
  malformed: {
    'authCorpId missing': [400, 'MissingauthCorpId', 'authCorpId is mandatory for this action.'],
    otherwise: [400, 'invalidAuthInfo', '授权关系不存在'],
  },
  unexpected: [500, 'unknownError', '未知错误'],
}

type Deps = { clients: Pick<Clients, 'findClient'>; directory: Pick<Directory, 'findOrganization'> }

export function getAuthInfo(app: Routes, { clients, directory }: Deps) {
  app.get('/v1.0/oauth2/apps/authInfo', operation(Op, BASE, GET_AUTH_INFO_ERRORS), async (request, reply) => {
    const { authCorpId } = request.query
    if (authCorpId === undefined) throw new InvalidRequestError('authCorpId', 'missing')
    const { clientId, organizationId } = callerOf(request)
    const client = await clients.findClient(clientId)
    const isOfCaller = organizationId === NO_ORGANIZATION || organizationId === authCorpId
    const isAuthorized = isOfCaller && client?.organizationIds.some((id) => id === authCorpId)
    const organization = isAuthorized ? await directory.findOrganization(authCorpId as OrganizationId) : undefined
    if (!client || !organization) return sendRefusal(request, reply, GET_AUTH_INFO_ERRORS, 'not-authorized')
    const agent = { agentId: toNumber(clientId, authCorpId), agentName: client.name, appId: toNumber(clientId) }
    reply.header('content-type', CONTENT_TYPE)
    return reply.send({ authAppInfo: { agentList: [agent] }, authCorpInfo: { corpName: organization.name } })
  })
}

/** A positive number that is always the same for these texts. DingTalk has such ids; here the texts are the ids. */
function toNumber(...texts: readonly string[]): number {
  return createHash('sha256').update(texts.join('\n')).digest().readUIntBE(0, 5) + 1
}
