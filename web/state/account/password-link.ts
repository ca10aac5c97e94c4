import type { PasswordLinkOwner, Me } from '../../../contract/web/types.ts'
import { observable, type Readable } from '../../../client/observable.ts'
import { codeOf, type Api } from '../api.ts'
import { openNewPassword, type NewPasswordModel } from './new-password.ts'

type PasswordLinkView =
  | { phase: 'loading' }
  /** `code`: of the server, if the link may still be valid. */
  | { phase: 'failed'; code: string }
  | { phase: 'invalid' }
  | { phase: 'loaded'; owner: PasswordLinkOwner; form: NewPasswordModel }

/** The page on which a person chooses a new password by a link. */
export type PasswordLinkModel = {
  view: Readable<PasswordLinkView>
  /** Reads whose link it is. */
  load(): Promise<void>
}

/** `token`: what follows the `#` in the link. `changed` is called once the person is signed in with the new password. */
export function openPasswordLink(
  api: Pick<Api, 'readPasswordLink' | 'usePasswordLink'>,
  { token, changed }: { token: string; changed: (me: Me) => void },
): PasswordLinkModel {
  const view = observable<PasswordLinkView>({ phase: 'loading' })
  const isInvalid = (code: string) => code === 'password-link-invalid' || code === 'malformed'
  const form = openNewPassword(
    async ({ next }) => {
      try {
        return await api.usePasswordLink({ token, password: next })
      } catch (error) {
        if (isInvalid(codeOf(error))) view.set({ phase: 'invalid' })
        throw error
      }
    },
    { changed, needsCurrent: false },
  )
  return {
    view,
    async load() {
      view.set({ phase: 'loading' })
      try {
        const owner = await api.readPasswordLink({ token })
        view.set({ phase: 'loaded', owner, form })
      } catch (error) {
        const code = codeOf(error)
        view.set(isInvalid(code) ? { phase: 'invalid' } : { phase: 'failed', code })
      }
    },
  }
}
