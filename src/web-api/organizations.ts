import {
  AddOrganization,
  ChangeOrganization,
  ListOrganizations,
  ReadOrganization,
  RenewSsoSecret,
} from '../../contract/web/organizations.ts'
import { WEB } from '../../contract/web/paths.ts'
import type { Routes } from '../dingtalk/gateway/operation.ts'
import type { Organization } from '../service/account/directory-entries.ts'
import type { Organizations } from '../service/account/organizations.ts'
import { organizationOf } from './administration-query.ts'
import type { Principals } from './principals.ts'

export type OrganizationsDeps = { organizations: Organizations }

/** An organization for its administrators, and all of them for operators. */
export function organizationsApi(
  web: Routes,
  { organizations, principals }: OrganizationsDeps & { principals: Principals },
): void {
  web.get(
    WEB.organization,
    { config: { operation: ReadOrganization.operationId }, schema: ReadOrganization },
    async (request, reply) => {
      const by = await principals.load(request, reply)
      const organization = await organizations.load(by, organizationOf(by, request.query))
      return reply.send({ organization: toWire(organization) })
    },
  )

  web.patch(
    WEB.organization,
    { config: { operation: ChangeOrganization.operationId }, schema: ChangeOrganization },
    async (request, reply) => {
      const by = await principals.load(request, reply)
      const organization = await organizations.rename(by, organizationOf(by, request.query), request.body.name)
      return reply.send({ organization: toWire(organization) })
    },
  )

  web.post(
    `${WEB.organization}/sso-secret`,
    { config: { operation: RenewSsoSecret.operationId }, schema: RenewSsoSecret },
    async (request, reply) => {
      const by = await principals.load(request, reply)
      const ssoSecret = await organizations.renewSsoSecret(by, organizationOf(by, request.query))
      return reply.send({ ssoSecret })
    },
  )

  web.get(
    WEB.organizations,
    { config: { operation: ListOrganizations.operationId }, schema: ListOrganizations },
    async (request, reply) => {
      const all = await organizations.list(await principals.load(request, reply))
      return reply.send({ organizations: all.map(toWire) })
    },
  )

  web.post(
    WEB.organizations,
    { config: { operation: AddOrganization.operationId }, schema: AddOrganization },
    async (request, reply) => {
      const added = await organizations.add(await principals.load(request, reply), request.body)
      return reply.send({ organization: toWire(added) })
    },
  )
}

function toWire({ id, name }: Organization) {
  return { corpId: id, name }
}
