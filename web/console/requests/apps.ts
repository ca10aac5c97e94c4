import { WEB } from '../../../contract/web/paths.ts'
import { send } from '../../http.ts'
import type { AppsApi } from '../../state/console/apps/apps.ts'
import { toQuery } from './query.ts'

const one = (corpId: string, clientId: string, part = '') =>
  `${WEB.apps}/${encodeURIComponent(clientId)}${part}?${toQuery({ corpId })}`

/** The requests for apps. They throw `ApiError`. */
export const appsApi: AppsApi = {
  apps: (corpId, page) => send('GET', `${WEB.apps}?${toQuery({ corpId, ...page })}`),
  addApp: (corpId, app) => send('POST', `${WEB.apps}?${toQuery({ corpId })}`, app),
  changeApp: (corpId, clientId, edit) => send('PATCH', one(corpId, clientId), edit),
  redirectUris: (corpId, clientId) => send('GET', one(corpId, clientId, '/redirect-uris')),
  setRedirectUris: (corpId, clientId, redirectUris) =>
    send('PUT', one(corpId, clientId, '/redirect-uris'), { redirectUris }),
  renewSecret: (corpId, clientId, overlapHours) => send('POST', one(corpId, clientId, '/secret'), { overlapHours }),
  revokeApp: (corpId, clientId) => send('DELETE', one(corpId, clientId)),
}
