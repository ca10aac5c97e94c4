import { LINK_PATH } from '../../contract/text/link.ts'
import type { Arrival } from './entry/arrival.ts'

/** The pages, as their addresses name them. `refused`: the provider has sent somebody back who is not signed in. */
export type Route =
  | { page: 'home'; refused?: 'unknown' | 'unavailable' | 'failed' }
  | { page: 'settings' }
  | { page: 'keys' }
  | { page: 'meeting'; arrival: Arrival }
  | { page: 'nowhere' }

/** What an address below the server's own means: `path` without the part the server is mounted at. */
export function readRoute(path: string, search: string): Route {
  switch (path.replace(/\/+$/, '')) {
    case '':
      return readHome(search)
    case '/settings':
      return { page: 'settings' }
    case '/help/keys':
      return { page: 'keys' }
    case LINK_PATH:
      return { page: 'meeting', arrival: readArrival(search) }
    default:
      return { page: 'nowhere' }
  }
}

/** The address of a meeting, with its proof, if it has one. */
export function meetingPath({ roomCode, token, passcode, login }: Extract<Arrival, { kind: 'link' }>): string {
  const query = new URLSearchParams({
    roomCode,
    ...(token !== undefined && { token }),
    ...(passcode !== undefined && { passcode }),
    ...(login !== undefined && { login }),
  })
  return `${LINK_PATH}?${query.toString()}`
}

function readHome(search: string): Route {
  const outcome = new URLSearchParams(search).get('signin')
  if (outcome === 'unknown' || outcome === 'unavailable' || outcome === 'failed')
    return { page: 'home', refused: outcome }
  return { page: 'home' }
}

function readArrival(search: string): Arrival {
  const query = new URLSearchParams(search)
  const read = (name: string) => query.get(name) || undefined
  const [roomCode, token, passcode, login] = ['roomCode', 'token', 'passcode', 'login'].map(read)
  if (roomCode === undefined) return { kind: 'unknown' }
  // One proof, the most personal one: the server refuses two.
  if (login !== undefined) return { kind: 'link', roomCode, login }
  if (token !== undefined) return { kind: 'link', roomCode, token }
  return { kind: 'link', roomCode, ...(passcode !== undefined && { passcode }) }
}
