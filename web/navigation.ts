import { LINK_PATH } from '../contract/text/link.ts'
import type { Arrival } from './state/meeting/arrival.ts'
import { observable, type Readable } from '../client/observable.ts'
import { readRoute, type Route } from './state/route.ts'

/** The address where this server is mounted; it ends in a slash. */
const BASE = new URL('.', document.baseURI).pathname

/** The page that is shown, and the ways to other pages. */
export type Navigation = {
  route: Readable<Route>
  /** Opens one of our pages by its path below the server's address. */
  go: (path: string) => void
  /** Like `go`, but replaces the current page in the history. */
  replace: (path: string) => void
  /** Like `replace`, for another query of the page that is shown: it keeps its scroll position. */
  refine: (path: string) => void
  /** Whether another of our pages was shown before this one in this tab. */
  hasCome: () => boolean
  /** Enters a meeting with the ticket of an accepted call. The ticket is never part of an address. */
  enter: (arrival: Extract<Arrival, { kind: 'ticket' }>) => void
  /** Leaves the pages for another address of the server, such as a short link, which redirects. */
  follow: (path: string) => void
  /** The path as a link needs it, including the path where the server is mounted. */
  href: (path: string) => string
  /**
   * Until it is removed, the browser's Back and Forward stay on this page and call `confirm`.
   *
   * @returns a function that removes it
   */
  guard: (confirm: () => void) => () => void
}

const here = (): Route => readRoute(`/${location.pathname.slice(BASE.length)}`, location.search)

/** The place of an entry in the history of this tab, as this page counts. */
const placeOf = (state: unknown): number =>
  typeof state === 'object' && state !== null && 'place' in state && typeof state.place === 'number' ? state.place : 0

function open(): Navigation {
  const route = observable<Route>(here())
  let place = placeOf(history.state)
  let confirm: (() => void) | undefined
  addEventListener('popstate', () => {
    const to = placeOf(history.state)
    if (confirm) {
      if (to === place) return // it has come back
      history.go(place - to)
      confirm()
      return
    }
    place = to
    route.set(here())
  })
  const href = (path: string) => BASE + path.slice(1)
  const push = (url: string) => history.pushState({ place: (place += 1) }, '', url)
  const show = () => {
    route.set(here())
    scrollTo(0, 0)
  }
  return {
    route,
    href,
    go(path) {
      push(href(path))
      show()
    },
    replace(path) {
      history.replaceState({ place }, '', href(path))
      show()
    },
    refine(path) {
      history.replaceState({ place }, '', href(path))
      route.set(here())
    },
    hasCome: () => place > 0,
    follow: (path) => location.assign(href(path)),
    enter(arrival) {
      push(href(LINK_PATH))
      route.set({ page: 'meeting', arrival })
    },
    guard(newConfirm) {
      confirm = newConfirm
      return () => {
        if (confirm === newConfirm) confirm = undefined
      }
    },
  }
}

export const navigation: Navigation = open()
