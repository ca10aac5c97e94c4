import { observable, type Readable } from '../../../client/observable.ts'
import type { Language } from '../../i18n/languages.ts'
import { codeOf, type Api, type SignInOptionsAnswer } from '../api.ts'

type ForgottenPasswordView =
  /** The server sends no mail, so the person has to ask somebody. */
  | { phase: 'help' }
  | { phase: 'form'; corpId: string | undefined; isBusy: boolean; error?: string }
  /** The server has taken the request. It does not say whether it sends a mail. */
  | { phase: 'sent'; userId: string }

/** What a person can do who has forgotten their password. */
export type ForgottenPassword = {
  view: Readable<ForgottenPasswordView>
  chooseOrganization(corpId: string): void
  /** Asks for a link. Does nothing while an earlier request is under way. */
  submit(input: { userId: string; language: Language }): Promise<void>
}

/** `corpId`: the organization that is chosen on the sign-in page. */
export function openForgottenPassword(
  api: Pick<Api, 'mailPasswordLink'>,
  { options, corpId }: { options: Pick<SignInOptionsAnswer, 'mailsPasswords'>; corpId: string | undefined },
): ForgottenPassword {
  const view = observable<ForgottenPasswordView>(
    options.mailsPasswords ? { phase: 'form', corpId, isBusy: false } : { phase: 'help' },
  )
  return {
    view,
    chooseOrganization: (chosen) => view.set({ phase: 'form', corpId: chosen, isBusy: false }),
    async submit(input) {
      const now = view.get()
      if (now.phase !== 'form' || now.isBusy) return
      const userId = input.userId.trim()
      if (userId === '' || now.corpId === undefined) return view.set({ ...now, error: 'incomplete' })
      view.set({ phase: 'form', corpId: now.corpId, isBusy: true })
      try {
        await api.mailPasswordLink({ corpId: now.corpId, userId, language: input.language })
        view.set({ phase: 'sent', userId })
      } catch (error) {
        view.set({ phase: 'form', corpId: now.corpId, isBusy: false, error: codeOf(error) })
      }
    },
  }
}
