import type { Me } from '../../../contract/web/types.ts'
import { codeOf, type Api, type SignInOptionsAnswer } from '../api.ts'
import { observable, type Readable } from '../../../client/observable.ts'

type SignInView = {
  options: SignInOptionsAnswer | undefined
  /** The chosen organization. Absent until the options are loaded, and if there are no organizations. */
  corpId: string | undefined
  isBusy: boolean
  /** Code of the last failure. The page has words for it. */
  error: string | undefined
}

/** The state of the sign-in form, and its actions. */
export type SignInForm = {
  view: Readable<SignInView>
  /** Asks the server which sign-in methods it offers. */
  load(): Promise<void>
  chooseOrganization(corpId: string): void
  /** Does nothing while another attempt is in progress. */
  submit(input: { userId: string; password: string }): Promise<void>
}

/** Opens the sign-in form. `refused`: why the sign-in at an identity provider failed, if it did. */
export function openSignIn(
  api: Pick<Api, 'signInOptions' | 'signIn'>,
  { signedIn, refused }: { signedIn: (me: Me) => void; refused?: 'unknown' | 'unavailable' | 'failed' | undefined },
): SignInForm {
  const view = observable<SignInView>({
    options: undefined,
    corpId: undefined,
    isBusy: false,
    error: refused && `provider-${refused}`,
  })
  return {
    view,
    async load() {
      try {
        const options = await api.signInOptions()
        view.update(({ corpId = options.organizations[0]?.corpId, error, ...now }) => ({
          ...now,
          options,
          corpId,
          // The server has answered, so an error of an earlier attempt is over. The reason from the provider is still shown.
          error: error?.startsWith('provider-') ? error : undefined,
        }))
      } catch (error) {
        view.update((now) => ({ ...now, error: codeOf(error) }))
      }
    },
    chooseOrganization: (corpId) => view.update((now) => ({ ...now, corpId })),
    async submit({ userId, password }) {
      const { isBusy, corpId, options } = view.get()
      if (isBusy) return
      if (options === undefined || corpId === undefined) return this.load()
      if (userId.trim() === '' || password === '') {
        view.update((now) => ({ ...now, error: 'incomplete' }))
        return
      }
      view.update((now) => ({ ...now, isBusy: true, error: undefined }))
      try {
        signedIn(await api.signIn({ corpId, userId: userId.trim(), password }))
        view.update((now) => ({ ...now, isBusy: false }))
      } catch (error) {
        view.update((now) => ({ ...now, isBusy: false, error: codeOf(error) }))
      }
    },
  }
}
