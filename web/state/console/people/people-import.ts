import type { ImportAnswer } from '../../../../contract/web/administration-types.ts'
import { observable, type Readable } from '../../../../client/observable.ts'
import { handleRefusal } from '../attempt.ts'

/** The requests of an import. They throw `ApiError`. */
export type PeopleImportApi = {
  importPeople(
    corpId: string,
    file: Blob,
    options: Readonly<{ dryRun: boolean; withPasswords: boolean }>,
  ): Promise<ImportAnswer>
}

/**
 * `preview`: what the import would do; `isBusy` while it is done. `done`: what it did. `error`: why the latest request failed;
 * `too-large` for a file that the server does not take.
 */
type ImportView = Readonly<
  { error?: string; isBusy: boolean } & (
    | { phase: 'choose' }
    | { phase: 'preview'; fileName: string; answer: ImportAnswer }
    | { phase: 'done'; answer: ImportAnswer }
  )
>

/** An import of people from a file, step by step. No method throws. */
export type PeopleImport = {
  view: Readable<ImportView>
  withPasswords: Readable<boolean>
  setWithPasswords(withPasswords: boolean): Promise<void>
  /** Previews a file. */
  choose(file: File): Promise<void>
  /** Does what the preview says. */
  apply(): Promise<void>
}

const MAX_BYTES = 8_000_000

export function openPeopleImport(
  api: PeopleImportApi,
  { corpId, applied, signedOut }: Readonly<{ corpId: string; applied: () => void; signedOut: () => void }>,
): PeopleImport {
  const view = observable<ImportView>({ phase: 'choose', isBusy: false })
  const withPasswords = observable(true)
  let chosen: File | undefined

  const request = async (dryRun: boolean) => {
    const file = chosen
    if (!file || view.get().isBusy) return
    view.update((now) => ({ ...without(now), isBusy: true }))
    try {
      const answer = await api.importPeople(corpId, file, { dryRun, withPasswords: withPasswords.get() })
      if (answer.applied) {
        view.set({ phase: 'done', answer, isBusy: false })
        applied()
      } else {
        view.set({ phase: 'preview', fileName: file.name, answer, isBusy: false })
      }
    } catch (error) {
      const code = handleRefusal(error, signedOut)
      view.update((now) => ({ ...now, isBusy: false, error: code }))
    }
  }

  return {
    view,
    withPasswords,
    async setWithPasswords(wanted) {
      withPasswords.set(wanted)
      // Passwords have a limit of their own, which the preview has to name.
      if (view.get().phase === 'preview') await request(true)
    },
    async choose(file) {
      chosen = file
      if (file.size > MAX_BYTES) {
        view.set({ phase: 'choose', isBusy: false, error: 'too-large' })
        return
      }
      await request(true)
    },
    apply: () => request(false),
  }
}

function without({ error: _error, ...view }: ImportView): ImportView {
  return view
}
