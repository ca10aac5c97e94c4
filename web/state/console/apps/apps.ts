import type { AdministeredApp, AppSecret, AppsPage } from '../../../../contract/web/administration-types.ts'
import { observable, type Readable } from '../../../../client/observable.ts'
import { openPagedList, type PagedList } from '../paged-list.ts'

/** The requests for apps. They throw `ApiError`. */
export type AppsApi = {
  apps(corpId: string, page: Readonly<{ cursor?: string; limit: number }>): Promise<AppsPage>
  addApp(
    corpId: string,
    app: Readonly<{ name: string; scopes: readonly string[]; clientId?: string }>,
  ): Promise<AppSecret>
  changeApp(
    corpId: string,
    clientId: string,
    edit: Readonly<{ name: string; scopes: readonly string[] }>,
  ): Promise<{ app: AdministeredApp }>
  redirectUris(corpId: string, clientId: string): Promise<{ redirectUris: readonly string[] }>
  setRedirectUris(corpId: string, clientId: string, redirectUris: readonly string[]): Promise<unknown>
  renewSecret(corpId: string, clientId: string, overlapHours: number): Promise<AppSecret>
  revokeApp(corpId: string, clientId: string): Promise<unknown>
}

/** The apps of an organization by name, and all scopes that an app can have. */
export type AppList = { list: PagedList<AdministeredApp, undefined>; scopes: Readable<readonly string[]> }

export function openAppList(
  api: Pick<AppsApi, 'apps'>,
  { corpId, signedOut }: Readonly<{ corpId: string; signedOut: () => void }>,
): AppList {
  const scopes = observable<readonly string[]>([])
  const list = openPagedList<AdministeredApp, undefined>(
    async (_filter, page) => {
      const answer = await api.apps(corpId, page)
      if (answer.scopes.join() !== scopes.get().join()) scopes.set(answer.scopes)
      return { rows: answer.apps, cursor: answer.cursor }
    },
    { first: undefined, signedOut },
  )
  return { list, scopes }
}

/** The rows with `app` in place of its former self. */
export function withApp(rows: readonly AdministeredApp[], app: AdministeredApp): readonly AdministeredApp[] {
  return rows.map((row) => (row.clientId === app.clientId ? app : row))
}
