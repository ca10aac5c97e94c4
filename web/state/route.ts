import { LINK_PATH } from '../../contract/text/link.ts'
import type { Arrival } from './meeting/arrival.ts'

/** The pages by their addresses. `refused`: the identity provider sent the person back without a sign-in. */
export type Route =
  | { page: 'home'; refused?: 'unknown' | 'unavailable' | 'failed' }
  | { page: 'settings' }
  | { page: 'keys' }
  | { page: 'meeting'; arrival: Arrival }
  | { page: 'nowhere' }

/** The page at an address. `path` is the part after the address where the server is mounted. */
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

/** The address of a meeting, with a proof if there is one. */
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
  // Only the most personal proof, since the server refuses two.
  if (login !== undefined) return { kind: 'link', roomCode, login }
  if (token !== undefined) return { kind: 'link', roomCode, token }
  return { kind: 'link', roomCode, ...(passcode !== undefined && { passcode }) }
}
