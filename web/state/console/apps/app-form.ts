import type { AdministeredApp, AppSecret } from '../../../../contract/web/administration-types.ts'
import { problemsOfNamed, type TextProblem } from '../form-texts.ts'
import type { AppsApi } from './apps.ts'

/** What is typed and chosen about an app. */
export type AppDraft = Readonly<{ name: string; clientId: string; scopes: ReadonlySet<string> }>

/** The draft of a new app, or of one that is there, whose id does not change. */
export function toAppDraft(app?: AdministeredApp): AppDraft {
  return { name: app?.name ?? '', clientId: '', scopes: new Set(app?.scopes) }
}

/** What is wrong with a draft, by field. Without an id, the server makes one. */
export function problemsOfApp(draft: AppDraft): Readonly<Partial<Record<'name' | 'clientId', TextProblem>>> {
  const { name, id } = problemsOfNamed(draft.name, draft.clientId)
  return { ...(name && { name }), ...(id && { clientId: id }) }
}

export function withScope(draft: AppDraft, scope: string, isOn: boolean): AppDraft {
  const scopes = new Set(draft.scopes)
  if (isOn) scopes.add(scope)
  else scopes.delete(scope)
  return { ...draft, scopes }
}

/**
 * Adds an app, or changes `app`. Of the chosen scopes, it is given those that exist (`scopes`), in their order.
 * @throws ApiError
 */
export async function saveApp(
  api: Pick<AppsApi, 'addApp' | 'changeApp'>,
  draft: AppDraft,
  { corpId, scopes, app }: Readonly<{ corpId: string; scopes: readonly string[]; app?: AdministeredApp | undefined }>,
): Promise<{ app: AdministeredApp; secret?: AppSecret['secret'] }> {
  const wanted = { name: draft.name.trim(), scopes: scopes.filter((scope) => draft.scopes.has(scope)) }
  if (app) return api.changeApp(corpId, app.clientId, wanted)
  const clientId = draft.clientId.trim()
  return api.addApp(corpId, { ...wanted, ...(clientId !== '' && { clientId }) })
}
