import { WEB } from '../../../contract/web/paths.ts'
import { send } from '../../http.ts'
import type { SettingsApi } from '../../state/console/settings/settings.ts'
import type { ScimTokensApi } from '../../state/console/settings/scim-tokens.ts'
import type { ServerSettingsApi } from '../../state/console/settings/server-settings.ts'
import { toQuery } from './query.ts'

const at = (path: string, corpId: string) => `${path}?${toQuery({ corpId })}`

/** The requests for settings. They throw `ApiError`. */
export const settingsApi: SettingsApi &
  ServerSettingsApi &
  ScimTokensApi & { renewSsoSecret(corpId: string): Promise<{ ssoSecret: string }> } = {
  renewSsoSecret: (corpId) => send('POST', at(`${WEB.organization}/sso-secret`, corpId)),
  serverSettings: () => send('GET', WEB.consoleServerSettings),
  organization: (corpId) => send('GET', at(WEB.organization, corpId)),
  rename: (corpId, name) => send('PATCH', at(WEB.organization, corpId), { name }),
  setLogo: (corpId, image) => send('PUT', at(WEB.organizationLogo, corpId), image),
  removeLogo: (corpId) => send('DELETE', at(WEB.organizationLogo, corpId)),
  settings: (corpId) => send('GET', at(WEB.organizationSettings, corpId)),
  scimTokens: (corpId) => send('GET', at(WEB.scimToken, corpId)),
  makeScimToken: (corpId, overlapHours) => send('POST', at(WEB.scimToken, corpId), { overlapHours }),
  revokeScimTokens: (corpId) => send('DELETE', at(WEB.scimToken, corpId)),
  changeSettings: (corpId, edit) => send('PATCH', at(WEB.organizationSettings, corpId), edit),
}
