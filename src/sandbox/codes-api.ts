import { MakeCode } from '../../contract/sandbox/codes.ts'
import type { UnionId } from '../conference/identity.ts'
import type { Routes } from '../dingtalk/gateway/operation.ts'
import type { Authorizations } from '../service/account/authorizations.ts'
import type { Directory } from '../service/account/directory.ts'
import { appOfRequest } from './guard.ts'
import { SandboxError } from './sandbox-error.ts'

export type CodesApiDeps = {
  directory: Pick<Directory, 'findUserByUnionId'>
  authorizations: Pick<Authorizations, 'issueCode'>
}

/** Codes with which an app signs people in, for programs that have no browser. */
export function codesApi(app: Routes, { directory, authorizations }: CodesApiDeps): void {
  app.post(
    '/sandbox/codes',
    { config: { operation: MakeCode.operationId }, schema: MakeCode },
    async (request, reply) => {
      const caller = appOfRequest(request)
      const { unionId, scope = 'openid' } = request.body
      const user = await directory.findUserByUnionId(caller.organizationId, unionId as UnionId)
      if (!user) throw new SandboxError(`${unionId} is not in the organization of the app`)
      return reply.send({ authCode: await authorizations.issueCode(user, caller, scope.split(' ')) })
    },
  )
}
