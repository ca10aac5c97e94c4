import { LINK_PATH } from '../contract/text/link.ts'
import type { Arrival } from './state/entry/arrival.ts'
import { observable, type Readable } from './state/observable.ts'
import { readRoute, type Route } from './state/route.ts'

/** Where this server is mounted: ends in a slash. */
const BASE = new URL('.', document.baseURI).pathname

export type Navigation = {
  route: Readable<Route>
  /** Opens a page of ours, by its path below the server's own. */
  go: (path: string) => void
  /** As `go`, without a way back to the page that is left. */
  replace: (path: string) => void
  /** Into a meeting with the ticket of an accepted call, which stands in no address. */
  enter: (arrival: Extract<Arrival, { kind: 'ticket' }>) => void
  /** Asks the server for an address that is no page of ours, and goes where that leads. */
  follow: (path: string) => void
  /** The path as a link needs it. */
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
