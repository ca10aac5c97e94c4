import type { ScimTokens as ScimTokensAnswer } from '../../contract/web/administration-types.ts'
import { WEB } from '../../contract/web/paths.ts'
import { MakeScimToken, ReadScimTokens, RevokeScimTokens } from '../../contract/web/scim-tokens.ts'
import type { OrganizationId } from '../conference/identity.ts'
import type { Routes } from '../dingtalk/gateway/operation.ts'
import type { Principal } from '../service/account/principal.ts'
import type { ScimTokens } from '../service/account/scim-tokens.ts'
import { organizationOf } from './administration-query.ts'
import type { Principals } from './principals.ts'

export type ScimTokensDeps = { scimTokens: Pick<ScimTokens, 'url' | 'list' | 'make' | 'revoke'> }

/** The token of the company's directory, for the administrators of an organization. */
export function scimTokensApi(
  web: Routes,
  { scimTokens, principals }: ScimTokensDeps & { principals: Principals },
): void {
  const load = async (by: Principal, organizationId: OrganizationId): Promise<ScimTokensAnswer> => ({
    url: scimTokens.url,
    tokens: (await scimTokens.list(by, organizationId)).map(({ id, madeAt, endsAt }) => ({
      id,
      madeAt,
      ...(endsAt !== undefined && { endsAt }),
    })),
  })

  web.get(
    WEB.scimToken,
    { config: { operation: ReadScimTokens.operationId }, schema: ReadScimTokens },
    async (request, reply) => {
      const by = await principals.load(request, reply)
      return reply.send(await load(by, organizationOf(by, request.query)))
    },
  )

  web.post(
    WEB.scimToken,
    { config: { operation: MakeScimToken.operationId }, schema: MakeScimToken },
    async (request, reply) => {
      const by = await principals.load(request, reply)
      const organizationId = organizationOf(by, request.query)
      const token = await scimTokens.make(by, organizationId, request.body.overlapHours)
      return reply.send({ ...(await load(by, organizationId)), token })
    },
  )

  web.delete(
    WEB.scimToken,
    { config: { operation: RevokeScimTokens.operationId }, schema: RevokeScimTokens },
    async (request, reply) => {
      const by = await principals.load(request, reply)
      await scimTokens.revoke(by, organizationOf(by, request.query))
      return reply.send({ ok: true })
    },
  )
}
