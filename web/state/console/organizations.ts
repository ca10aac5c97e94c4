import { observable, type Readable } from '../../../client/observable.ts'
import { handleRefusal } from './attempt.ts'

export type Organization = Readonly<{ corpId: string; name: string }>

/** The requests of the organization switch. They throw `ApiError`. */
export type OrganizationsApi = { organizations(): Promise<{ organizations: readonly Organization[] }> }

/** `organizations` is absent until the first answer. `error`: why the latest request failed. */
type OrganizationsView = Readonly<{ organizations?: readonly Organization[]; error?: string }>

/** The organizations of the server, for an operator who chooses one. `refresh` never throws. */
export type Organizations = { view: Readable<OrganizationsView>; refresh(): Promise<void> }

export function openOrganizations(api: OrganizationsApi, signedOut: () => void): Organizations {
  const view = observable<OrganizationsView>({})
  return {
    view,
    async refresh() {
      try {
        const { organizations } = await api.organizations()
        view.set({ organizations })
      } catch (error) {
        const code = handleRefusal(error, signedOut)
        view.update((now) => ({ ...now, error: code }))
      }
    },
  }
}
