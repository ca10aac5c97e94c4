import type { RequestedAuthorization, AuthorizationRequest } from '../../../contract/web/types.ts'
import { observable, type Readable } from '../../../client/observable.ts'
import { codeOf, type Api } from '../api.ts'

type AuthorizationView =
  | { phase: 'loading' }
  | { phase: 'loaded'; requested: RequestedAuthorization; host: string; isBusy: boolean; error?: string }
  /** `code`: of the server. `address`: where the app wants to send the person. */
  | { phase: 'refused'; code: string; address: string }

/** The page on which a person lets an app know who they are. */
export type Authorization = {
  view: Readable<AuthorizationView>
  /** Reads which app asks, and for what. */
  load(): Promise<void>
  /** Lets the app know, or not. Does nothing while an earlier answer is under way. */
  answer(allow: boolean): Promise<void>
}

/** `go` leaves the pages for an address of the app. */
export function openAuthorization(
  api: Pick<Api, 'readAuthorization' | 'answerAuthorization'>,
  { request, go }: { request: AuthorizationRequest; go: (url: string) => void },
): Authorization {
  const view = observable<AuthorizationView>({ phase: 'loading' })
  const refused = (error: unknown) => view.set({ phase: 'refused', code: codeOf(error), address: request.redirectUri })
  return {
    view,
    async load() {
      view.set({ phase: 'loading' })
      try {
        const requested = await api.readAuthorization(request)
        view.set({ phase: 'loaded', requested, host: new URL(request.redirectUri).host, isBusy: false })
      } catch (error) {
        refused(error)
      }
    },
    async answer(allow) {
      const now = view.get()
      if (now.phase !== 'loaded' || now.isBusy) return
      const { requested, host } = now
      view.set({ phase: 'loaded', requested, host, isBusy: true })
      try {
        go((await api.answerAuthorization({ request, allow })).url)
      } catch (error) {
        view.set({ phase: 'loaded', requested, host, isBusy: false, error: codeOf(error) })
      }
    },
  }
}
