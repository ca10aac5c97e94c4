import { observable, type Readable } from '../../../../client/observable.ts'
import type { AppsApi } from './apps.ts'

/** `text`: one address per line. Nothing can be saved before what is stored has been loaded. */
type RedirectsView = Readonly<{ text: string; isLoaded: boolean }>

/** Where an app may send people who sign in with it. */
export type Redirects = {
  view: Readable<RedirectsView>
  setText(text: string): void
  /** @throws ApiError */
  load(): Promise<void>
  /** Saves the lines that are not empty. @throws ApiError */
  save(): Promise<void>
}

export function openRedirects(
  api: Pick<AppsApi, 'redirectUris' | 'setRedirectUris'>,
  { corpId, clientId }: Readonly<{ corpId: string; clientId: string }>,
): Redirects {
  const view = observable<RedirectsView>({ text: '', isLoaded: false })
  return {
    view,
    setText: (text) => view.update((now) => ({ ...now, text })),
    async load() {
      const { redirectUris } = await api.redirectUris(corpId, clientId)
      view.set({ text: redirectUris.join('\n'), isLoaded: true })
    },
    async save() {
      const lines = view.get().text.split('\n')
      await api.setRedirectUris(
        corpId,
        clientId,
        lines.flatMap((line) => line.trim() || []),
      )
    },
  }
}
