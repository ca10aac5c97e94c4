import { WEB } from '../../../contract/web/paths.ts'
import { send } from '../../http.ts'
import type { OrganizationsApi } from '../../state/console/organizations.ts'

/** The requests for organizations. They throw `ApiError`. */
export const organizationsApi: OrganizationsApi = {
  organizations: () => send('GET', WEB.organizations),
  addOrganization: (added) => send('POST', WEB.organizations, added),
}
