import { ListServerSettings } from '../../contract/web/console-server-settings.ts'
import { WEB } from '../../contract/web/paths.ts'
import type { Routes } from '../dingtalk/gateway/operation.ts'
import type { ServerSettings } from '../service/console/server-settings.ts'
import type { Principals } from './principals.ts'

export type ServerSettingsDeps = { serverSettings: Pick<ServerSettings, 'list'> }

/** What the server was started with, for operators. */
export function consoleServerSettingsApi(
  web: Routes,
  { serverSettings, principals }: ServerSettingsDeps & { principals: Principals },
): void {
  const route = { config: { operation: ListServerSettings.operationId }, schema: ListServerSettings }
  web.get(WEB.consoleServerSettings, route, async (request, reply) => {
    const settings = serverSettings.list(await principals.load(request, reply))
    return reply.send({ settings: settings.map((setting) => ({ ...setting })) })
  })
}
