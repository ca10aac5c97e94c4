import { LINK_PATH, PASSWORD_PATH } from '../../contract/text/link.ts'
import { AUTHORIZATION_PAGE } from '../../contract/web/paths.ts'
import type { AuthorizationRequest } from '../../contract/web/types.ts'
import type { Arrival } from './meeting/arrival.ts'

/**
 * The pages by their addresses. `refused`: the identity provider sent the person back without a sign-in. `to`: the page to
 * open as soon as somebody is signed in.
 */
export type Route =
  | { page: 'home'; refused?: 'unknown' | 'unavailable' | 'failed'; to?: string }
  | { page: 'settings' }
  | { page: 'keys' }
  /** Of a link for a new password. Its secret is no part of the path. */
  | { page: 'password-link' }
  | { page: 'authorization'; request: AuthorizationRequest }
  | { page: 'attendance'; conferenceId: string }
  /** Of all meetings of a booking. */
  | { page: 'booking-attendance'; bookingId: string }
  /** `web/state/console/place.ts` reads the rest of the address. */
  | { page: 'console'; path: string; search: string }
  | { page: 'meeting'; arrival: Arrival }
  /** A short link that leads to no meeting; the server redirects the others. */
  | { page: 'bad-link'; code: string }
  | { page: 'nowhere' }

/** The page at an address. `path` is the part after the address where the server is mounted. */
export function readRoute(path: string, search: string): Route {
  const code = readShortPath(path)
  if (code !== undefined) return { page: 'bad-link', code }
  const conferenceId = readAttendancePath(path)
  if (conferenceId !== undefined) return { page: 'attendance', conferenceId }
  const bookingId = readBookingAttendancePath(path)
  if (bookingId !== undefined) return { page: 'booking-attendance', bookingId }
  if (/^\/console(\/|$)/.test(path)) return { page: 'console', path, search }
  switch (path.replace(/\/+$/, '')) {
    case '':
      return readHome(search)
    case '/settings':
      return { page: 'settings' }
    case '/help/keys':
      return { page: 'keys' }
    case AUTHORIZATION_PAGE:
      return { page: 'authorization', request: readAuthorization(search) }
    case PASSWORD_PATH:
      return { page: 'password-link' }
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

/** The address of the page on which a person lets an app know who they are. */
export function authorizationPath(request: AuthorizationRequest): string {
  const { clientId, redirectUri, responseType, scope, state } = request
  const query = new URLSearchParams({
    client_id: clientId,
    redirect_uri: redirectUri,
    response_type: responseType,
    scope,
    ...(state !== undefined && { state }),
  })
  return `${AUTHORIZATION_PAGE}?${query.toString()}`
}

/** The address of the attendance of a meeting. */
export function attendancePath(conferenceId: string): string {
  return `/attendance/${encodeURIComponent(conferenceId)}`
}

/** The address of the attendance of all meetings of a booking. */
export function bookingAttendancePath(bookingId: string): string {
  return `/attendance/booking/${encodeURIComponent(bookingId)}`
}

/** The address of the sign-in page that leads to another page afterwards. */
export function signInPath(to: string): string {
  return `/?${new URLSearchParams({ to }).toString()}`
}

/** The code in the path of a short link. */
function readShortPath(path: string): string | undefined {
  const [, code] = /^\/j\/([^/]+)\/?$/.exec(path) ?? []
  return code
}

/** The meeting in the path of its attendance. */
function readAttendancePath(path: string): string | undefined {
  const [, id] = /^\/attendance\/([0-9a-f]{24})\/?$/.exec(path) ?? []
  return id
}

/** The booking in the path of its attendance. */
function readBookingAttendancePath(path: string): string | undefined {
  const [, id] = /^\/attendance\/booking\/([\w-]{1,64})\/?$/.exec(path) ?? []
  return id
}

function readHome(search: string): Route {
  const query = new URLSearchParams(search)
  const outcome = query.get('signin')
  const to = readReturnPath(query.get('to'))
  const isKnown = outcome === 'unknown' || outcome === 'unavailable' || outcome === 'failed'
  return { page: 'home', ...(isKnown && { refused: outcome }), ...(to !== undefined && { to }) }
}

/** Whether a path below the server's address leads to the page of a meeting. */
export function isMeeting(to: string): boolean {
  return readPath(to).page === 'meeting'
}

function readPath(to: string): Route {
  const [path = '', ...search] = to.split('?')
  return readRoute(path, search.join('?'))
}

const RETURNS_TO: ReadonlySet<Route['page']> = new Set([
  'meeting',
  'settings',
  'authorization',
  'attendance',
  'booking-attendance',
  'console',
])

/** Only the pages that need to know who is signed in, so that no address leads to another server. */
function readReturnPath(to: string | null): string | undefined {
  if (to === null) return undefined
  return RETURNS_TO.has(readPath(to).page) ? to : undefined
}

/** What is missing is empty, and the server refuses it. */
function readAuthorization(search: string): AuthorizationRequest {
  const query = new URLSearchParams(search)
  const read = (name: string) => query.get(name) ?? ''
  const state = query.get('state')
  return {
    clientId: read('client_id'),
    redirectUri: read('redirect_uri'),
    responseType: read('response_type'),
    scope: read('scope'),
    ...(state !== null && { state }),
  }
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
