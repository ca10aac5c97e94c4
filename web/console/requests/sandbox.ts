import { WEB } from '../../../contract/web/paths.ts'
import { send } from '../../http.ts'
import type { SandboxApi } from '../../state/console/sandbox/sandbox.ts'
import { appsApi } from './apps.ts'
import { peopleApi } from './people.ts'
import { toQuery } from './query.ts'

const at = (part: string, of: Readonly<{ corpId: string; clientId: string }>) =>
  `${WEB.consoleSandbox}${part}?${toQuery(of)}`

/** The requests of the sandbox. They throw `ApiError`. */
export const sandboxApi: SandboxApi = {
  apps: appsApi.apps,
  async colleagues(corpId) {
    const { people } = await peopleApi.people(corpId, { q: '', state: 'enabled', role: '' }, { limit: 200 })
    return people
  },
  operations: () => send('GET', `${WEB.consoleSandbox}/operations`),
  read: (of) => send('GET', at('', of)),
  make: (of, order) => send('POST', at('/conferences', of), order),
  end: (of) => send('DELETE', at('/conferences', of)),
  plan: (of, order) => send('POST', at('/answers', of), order),
  drop: (of) => send('DELETE', at('/answers', of)),
}
