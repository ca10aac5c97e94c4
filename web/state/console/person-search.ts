import type { Clock } from '../../../client/clock.ts'
import { observable, type Readable } from '../../../client/observable.ts'
import type { AdministeredPerson } from '../../../contract/web/administration-types.ts'

/** The search is sent when the person has not typed for this long. */
const TYPING_PAUSE_MS = 250

/** `people`: those that what was typed last finds. */
type PersonSearchView = Readonly<{
  isSearching: boolean
  hasFailed: boolean
  people: readonly AdministeredPerson[]
}>

/** Finds people of the organization to choose one of them. No method throws. */
export type PersonSearch = Readonly<{ view: Readable<PersonSearchView>; search(text: string): void }>

/** `find`: a few people by what was typed. It throws `ApiError`. */
export function openPersonSearch(
  find: (text: string) => Promise<readonly AdministeredPerson[]>,
  clock: Pick<Clock, 'wait'>,
): PersonSearch {
  const view = observable<PersonSearchView>({ isSearching: false, hasFailed: false, people: [] })
  let stopWaiting: (() => void) | undefined
  /** Changes with every search, so that a late answer is not shown. */
  let turn = 0
  return {
    view,
    search(text) {
      stopWaiting?.()
      const own = (turn += 1)
      view.update((now) => ({ ...now, isSearching: true }))
      stopWaiting = clock.wait(TYPING_PAUSE_MS, async () => {
        const people = await find(text.trim()).catch(() => undefined)
        if (own === turn) view.set({ isSearching: false, hasFailed: people === undefined, people: people ?? [] })
      })
    },
  }
}
