import type { Me } from '../../../contract/web/types.ts'
import { codeOf } from '../api.ts'
import { observable, type Readable } from '../../../client/observable.ts'

/** The server's minimum. */
export const PASSWORD_CHARACTERS = 10

type NewPasswordView = {
  isBusy: boolean
  /** Which field is wrong, and how. */
  problem: { field: 'current' | 'next' | 'again' | 'form'; code: string } | undefined
  /** How often the password was changed on this page. The form is empty again after each change. */
  changes: number
}

/** What the form for a new password shows, and what it does. */
export type NewPasswordModel = {
  view: Readable<NewPasswordView>
  /** Otherwise `current` of the input is not used. */
  needsCurrent: boolean
  submit(input: { current: string; next: string; again: string }): Promise<void>
}

/**
 * The form for a new password. `send` sends it to the server and throws `ApiError`. `needsCurrent`: the person has to prove that
 * they know the current one.
 */
export function openNewPassword(
  send: (input: { current: string; next: string }) => Promise<Me>,
  { changed, needsCurrent }: { changed: (me: Me) => void; needsCurrent: boolean },
): NewPasswordModel {
  const view = observable<NewPasswordView>({ isBusy: false, problem: undefined, changes: 0 })
  return {
    view,
    needsCurrent,
    async submit(input) {
      if (view.get().isBusy) return
      const problem = problemOf(input, needsCurrent)
      view.update((now) => ({ ...now, problem, isBusy: problem === undefined }))
      if (problem) return
      try {
        const me = await send({ current: input.current, next: input.next })
        view.update((now) => ({ ...now, isBusy: false, changes: now.changes + 1 }))
        changed(me)
      } catch (error) {
        view.update((now) => ({ ...now, isBusy: false, problem: placeOf(codeOf(error)) }))
      }
    },
  }
}

function problemOf(
  input: { current: string; next: string; again: string },
  needsCurrent: boolean,
): NewPasswordView['problem'] {
  if (needsCurrent && input.current === '') return { field: 'current', code: 'incomplete' }
  if ([...input.next].length < PASSWORD_CHARACTERS) return { field: 'next', code: 'password-short' }
  if (needsCurrent && input.next === input.current) return { field: 'next', code: 'password-same' }
  return input.next === input.again ? undefined : { field: 'again', code: 'password-differs' }
}

function placeOf(code: string): NewPasswordView['problem'] {
  if (code === 'not-signed-in') return { field: 'current', code: 'password-wrong' }
  if (code === 'password-weak') return { field: 'next', code }
  return { field: 'form', code }
}
