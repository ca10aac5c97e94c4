import { AnswerAuthorization, ReadAuthorization } from '../../contract/web/authorization.ts'
import { WEB } from '../../contract/web/paths.ts'
import type { Routes } from '../dingtalk/gateway/operation.ts'
import type { Authorizations } from '../service/account/authorizations.ts'
import type { PageSessions } from './page-sessions.ts'

export type AuthorizationDeps = { authorizations: Pick<Authorizations, 'load' | 'allow' | 'deny'> }

/** The person who is signed in lets an app know who they are. */
export function authorizationApi(
  web: Routes,
  { authorizations, pages }: AuthorizationDeps & { pages: PageSessions },
): void {
  web.post(
    `${WEB.authorization}/request`,
    { config: { operation: ReadAuthorization.operationId }, schema: ReadAuthorization },
    async (request, reply) => {
      const { user } = await pages.loadWithChosenPassword(request, reply)
      return reply.send(await authorizations.load(user, request.body))
    },
  )

  web.post(
    WEB.authorization,
    { config: { operation: AnswerAuthorization.operationId }, schema: AnswerAuthorization },
    async (request, reply) => {
      const { user } = await pages.loadWithChosenPassword(request, reply)
      const { allow, request: authorization } = request.body
      const url = await (allow ? authorizations.allow(user, authorization) : authorizations.deny(user, authorization))
      return reply.send({ url: url.href })
    },
  )
}
