import { observable, type Readable } from '../../../client/observable.ts'
import { codeOf } from '../api.ts'

/** `error`: the code of the refusal of the latest attempt. */
type ActView = Readonly<{ isBusy: boolean; error?: string }>

/** Something that a person does in a dialog, with a request. */
export type Act = {
  view: Readable<ActView>
  /** Runs `work`, unless it is running already. @returns whether it succeeded; never throws */
  run(work: () => Promise<void>): Promise<boolean>
}

export function openAct(signedOut: () => void): Act {
  const view = observable<ActView>({ isBusy: false })
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
        const code = codeOf(error)
        if (code === 'signed-out') signedOut()
        view.set({ isBusy: false, error: code })
        return false
      }
    },
  }
}
