import { observable, type Readable } from '../../../client/observable.ts'
import { codeOf } from '../api.ts'

/** `error`: the code of the refusal of the latest attempt. */
type AttemptView = Readonly<{ isBusy: boolean; error?: string }>

/** Something that a person does in a dialog, with a request. */
export type Attempt = {
  view: Readable<AttemptView>
  /** Runs `work`, unless it is running already. @returns whether it succeeded; never throws */
  run(work: () => Promise<void>): Promise<boolean>
}

/** Calls `signedOut` if the sign-in of the person has ended. @returns the code of the refusal */
export function handleRefusal(error: unknown, signedOut: () => void): string {
  const code = codeOf(error)
  if (code === 'signed-out') signedOut()
  return code
}

export function openAttempt(signedOut: () => void): Attempt {
  const view = observable<AttemptView>({ isBusy: false })
  return {
    view,
    async run(work) {
      if (view.get().isBusy) return false
      view.set({ isBusy: true })
      try {
        await work()
        view.set({ isBusy: false })
        return true
      } catch (error) {
        view.set({ isBusy: false, error: handleRefusal(error, signedOut) })
        return false
      }
    },
  }
}
