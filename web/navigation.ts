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
  /** Enters a meeting with the ticket of an accepted call. The ticket is never part of an address. */
  enter: (arrival: Extract<Arrival, { kind: 'ticket' }>) => void
  /** Leaves the pages for another address of the server, such as a short link, which redirects. */
  follow: (path: string) => void
  /** The path as a link needs it, including the path where the server is mounted. */
  href: (path: string) => string
}

const here = (): Route => readRoute(`/${location.pathname.slice(BASE.length)}`, location.search)

function open(): Navigation {
  const route = observable<Route>(here())
  addEventListener('popstate', () => route.set(here()))
  const href = (path: string) => BASE + path.slice(1)
  const move = (how: 'pushState' | 'replaceState') => (path: string) => {
    history[how](null, '', href(path))
    route.set(here())
    scrollTo(0, 0)
  }
  return {
    route,
    href,
    go: move('pushState'),
    replace: move('replaceState'),
    follow: (path) => location.assign(href(path)),
    enter(arrival) {
      history.pushState(null, '', href(LINK_PATH))
      route.set({ page: 'meeting', arrival })
    },
  }
}

export const navigation: Navigation = open()
