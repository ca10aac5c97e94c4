import { ChangeSettings, ReadSettings } from '../../contract/web/organization-settings.ts'
import { WEB } from '../../contract/web/paths.ts'
import type { Routes } from '../dingtalk/gateway/operation.ts'
import type { SettingsOfOrganizations } from '../service/account/organization-settings.ts'
import type { OrganizationSettings } from '../service/account/settings-store.ts'
import { organizationOf } from './administration-query.ts'
import type { Principals } from './principals.ts'

export type OrganizationSettingsDeps = { organizationSettings: Pick<SettingsOfOrganizations, 'load' | 'change'> }

/** The settings of an organization, for its administrators. */
export function organizationSettingsApi(
  web: Routes,
  { organizationSettings, principals }: OrganizationSettingsDeps & { principals: Principals },
): void {
  web.get(
    WEB.organizationSettings,
    { config: { operation: ReadSettings.operationId }, schema: ReadSettings },
    async (request, reply) => {
      const by = await principals.load(request, reply)
      const settings = await organizationSettings.load(by, organizationOf(by, request.query))
      return reply.send({ settings: toWire(settings) })
    },
  )

  web.patch(
    WEB.organizationSettings,
    { config: { operation: ChangeSettings.operationId }, schema: ChangeSettings },
    async (request, reply) => {
      const by = await principals.load(request, reply)
      const settings = await organizationSettings.change(by, organizationOf(by, request.query), request.body)
      return reply.send({ settings: toWire(settings) })
    },
  )
}

function toWire({ retentionDays, meetings, ...same }: OrganizationSettings) {
  return { ...same, retentionDays: retentionDays ?? null, meetings: { ...meetings } }
}
