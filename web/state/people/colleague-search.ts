import type { Clock } from '../../../client/clock.ts'
import { observable, type Readable } from '../../../client/observable.ts'
import type { Colleague, FoundPeople } from '../../../contract/web/types.ts'

/** The search is sent when the person has not typed for this long. */
const TYPING_PAUSE_MS = 250

export type ColleagueSearchView = Readonly<{
  query: string
  isSearching: boolean
  hasFailed: boolean
  /** Colleagues found; everybody, by name, as long as nothing is typed. */
  people: readonly Colleague[]
  /** The server has more than these. */
  hasMore: boolean
}>

/** Finds colleagues. The list of all of them is there before anything is typed. */
export type ColleagueSearch = Readonly<{
  view: Readable<ColleagueSearchView>
  /** Loads the first page, unless it is there. */
  open(): void
  /** Searches when typing pauses. */
  search(query: string): void
  /** Loads the next page. */
  more(): void
}>

/** One page of colleagues, in the form of `GET /api/colleagues`. `from`: how many come before it. */
export type FindPeople = (search: Readonly<{ query: string; from: number }>) => Promise<FoundPeople>

/** Opens a list of colleagues. It loads nothing before `open`. */
export function openColleagueSearch(findPeople: FindPeople, clock: Clock): ColleagueSearch {
  const view = observable<ColleagueSearchView>({
    query: '',
    isSearching: false,
    hasFailed: false,
    people: [],
    hasMore: false,
  })
  const change = (part: Partial<ColleagueSearchView>) => view.set({ ...view.get(), ...part })
  let isOpen = false
  let stopWaiting: (() => void) | undefined
  /** Changes with every search, so that an answer to an earlier one is not shown. */
  let turn = 0
  const load = async (before: readonly Colleague[]) => {
    const mine = ++turn
    change({ isSearching: true, hasFailed: false })
    const found = await findPeople({ query: view.get().query.trim(), from: before.length }).catch(() => undefined)
    if (mine !== turn) return
    change({
      isSearching: false,
      ...(found ? { people: merge(before, found.people), hasMore: found.hasMore } : { hasFailed: true }),
    })
  }
  return {
    view,
    open() {
      if (isOpen && !view.get().hasFailed) return
      isOpen = true
      void load([])
    },
    search(query) {
      stopWaiting?.()
      turn += 1
      change({ query, isSearching: true })
      stopWaiting = clock.wait(TYPING_PAUSE_MS, () => void load([]))
    },
    more() {
      if (!view.get().isSearching) void load(view.get().people)
    },
  }
}

/** Both lists, each person once: people may have been added or removed between two pages. */
function merge(before: readonly Colleague[], after: readonly Colleague[]): readonly Colleague[] {
  const known = new Set(before.map(({ unionId }) => unionId))
  return [...before, ...after.filter(({ unionId }) => !known.has(unionId))]
}
