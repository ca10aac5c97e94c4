import type { Me } from '../../../contract/web/types.ts'
import { codeOf, type Api } from '../api.ts'
import { observable, type Readable } from '../../../client/observable.ts'

/** The server's minimum. */
export const PASSWORD_CHARACTERS = 10

type NewPasswordView = {
  isBusy: boolean
  /** Which field is wrong, and how. */
  fault: { field: 'current' | 'next' | 'again' | 'form'; code: string } | undefined
  /** How often the password was changed on this page. The form is empty again after each change. */
  changes: number
}

export type NewPasswordForm = {
  view: Readable<NewPasswordView>
  submit(given: { current: string; next: string; again: string }): Promise<void>
}

/** The form for a new password. */
export function openNewPassword(api: Pick<Api, 'changePassword'>, changed: (me: Me) => void): NewPasswordForm {
  const view = observable<NewPasswordView>({ isBusy: false, fault: undefined, changes: 0 })
  return {
    view,
    async submit(given) {
      if (view.get().isBusy) return
      const fault = faultOf(given)
      view.update((now) => ({ ...now, fault, isBusy: fault === undefined }))
      if (fault) return
      try {
        const me = await api.changePassword({ current: given.current, next: given.next })
        view.update((now) => ({ ...now, isBusy: false, changes: now.changes + 1 }))
        changed(me)
      } catch (error) {
        view.update((now) => ({ ...now, isBusy: false, fault: placeOf(codeOf(error)) }))
      }
    },
  }
}

function faultOf(given: { current: string; next: string; again: string }): NewPasswordView['fault'] {
  if (given.current === '') return { field: 'current', code: 'incomplete' }
  if ([...given.next].length < PASSWORD_CHARACTERS) return { field: 'next', code: 'password-short' }
  if (given.next === given.current) return { field: 'next', code: 'password-same' }
  return given.next === given.again ? undefined : { field: 'again', code: 'password-differs' }
}

function placeOf(code: string): NewPasswordView['fault'] {
  if (code === 'not-signed-in') return { field: 'current', code: 'password-wrong' }
  if (code === 'password-weak') return { field: 'next', code }
  return { field: 'form', code }
}
