import { observable, type Readable } from '../../../client/observable.ts'
import { handleRefusal } from './attempt.ts'

export type Organization = Readonly<{ corpId: string; name: string }>

/** What is typed about a new organization. */
type OrganizationDraft = Readonly<{ name: string; corpId: string }>

/** The requests for organizations. They throw `ApiError`. */
export type OrganizationsApi = {
  organizations(): Promise<{ organizations: readonly Organization[] }>
  /** Without a corpId, the server makes one. */
  addOrganization(added: Readonly<{ name: string; corpId?: string }>): Promise<{ organization: Organization }>
}

/** `organizations` is absent until the first answer. `error`: why the latest request failed. */
type OrganizationsView = Readonly<{ organizations?: readonly Organization[]; error?: string }>

/** The organizations of the server, for an operator who chooses one or adds others. */
export type Organizations = {
  view: Readable<OrganizationsView>
  /** Never throws. */
  refresh(): Promise<void>
  /** Adds one, and lists it at once. @throws ApiError */
  add(draft: OrganizationDraft): Promise<Organization>
}

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
    async add({ name, corpId }) {
      const id = corpId.trim()
      const { organization } = await api.addOrganization({ name: name.trim(), ...(id !== '' && { corpId: id }) })
      view.update(({ organizations = [], ...now }) => ({
        ...now,
        organizations: withOrganization(organizations, organization),
      }))
      return organization
    },
  }
}

/** By name, as the server lists them. */
function withOrganization(all: readonly Organization[], added: Organization): readonly Organization[] {
  const after = all.findIndex(({ name }) => name > added.name)
  return all.toSpliced(after === -1 ? all.length : after, 0, added)
}
