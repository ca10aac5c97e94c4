import { GetSsoUserInfo as Op } from '../../../contract/dingtalk/tokens.ts'
import type { Directory } from '../../service/account/directory.ts'
import type { UserTokenIssuer } from '../../service/account/user-token-issuer.ts'
import { sendRefusal, type ErrorTable } from '../gateway/error-handler.ts'
import { CONTENT_TYPE } from '../gateway/gateway-errors.ts'
import { organizationOf } from '../gateway/hooks.ts'
import { InvalidRequestError } from '../gateway/invalid-request.ts'
import { organizationOperation, type Routes } from '../gateway/operation.ts'

const GET_SSO_USER_INFO_ERRORS: ErrorTable<'code-unknown'> = {
  refusals: { 'code-unknown': [400, 'invalidParameter.authCode.notFound', '不存在的authCode'] },
  malformed: {
    'code missing': [400, 'Missingcode', 'code is mandatory for this action.'],
    otherwise: [400, 'invalidParameter.authCode.notFound', '不存在的authCode'],
  },
  unexpected: [500, 'unknownError', '未知错误'],
  reasons: { 'code-unknown': 'the code is not of an app of the organization, was used, or has expired' },
}

type Deps = {
  userTokens: Pick<UserTokenIssuer, 'takeCodeOf'>
  directory: Pick<Directory, 'findOrganization'>
}

export function getSsoUserInfo(app: Routes, { userTokens, directory }: Deps) {
  app.get('/v1.0/oauth2/ssoUserInfo', organizationOperation(Op, GET_SSO_USER_INFO_ERRORS), async (request, reply) => {
    const { organizationId } = organizationOf(request)
    const { code } = request.query
    if (code === undefined) throw new InvalidRequestError('code', 'missing')
    const user = await userTokens.takeCodeOf(organizationId, code)
    const organization = user && (await directory.findOrganization(organizationId))
    if (!organization) return sendRefusal(request, reply, GET_SSO_USER_INFO_ERRORS, 'code-unknown')
    reply.header('content-type', CONTENT_TYPE)
    return reply.send({
      userId: user.userId,
      userName: user.name,
      corpId: organization.id,
      corpName: organization.name,
      isAdmin: user.admin,
      ...(user.email !== undefined && { email: user.email }),
    })
  })
}
