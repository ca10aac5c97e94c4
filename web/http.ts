import { WEB } from '../contract/web/paths.ts'
import type { AdmissionRefusal } from '../contract/web/types.ts'
import { ApiError, type Api } from './state/api.ts'
import { serverClock } from './state/server-clock.ts'
import type { FindPeople } from './state/people/colleague-search.ts'

/** Longer than a healthy server takes for any answer. */
const TIMEOUT_MS = 20_000

/** One page of the colleagues of the signed-in person. @throws ApiError */
export const findPeople: FindPeople = ({ query, from }) =>
  send('GET', `${WEB.colleagues}?${new URLSearchParams({ q: query, from: String(from) }).toString()}`)

/** Requests to our own server; the cookie says who makes them. */
export const api: Api = {
  signInOptions: () => send('GET', WEB.signInOptions),
  session: () => send('GET', WEB.session),
  signIn: (body) => send('POST', WEB.session, body),
  signOut: () => send('DELETE', WEB.session),
  changePassword: (body) => send('POST', WEB.password, body),
  mailPasswordLink: (body) => send('POST', WEB.passwordMail, body),
  readPasswordLink: (body) => send('POST', `${WEB.passwordLink}/owner`, body),
  usePasswordLink: (body) => send('POST', WEB.passwordLink, body),
  home: () => send('GET', WEB.home),
  startConference: (body) => send('POST', WEB.conferences, body),
  bookMeeting: (body) => send('POST', WEB.bookings, body),
  booking: (id) => send('GET', `${WEB.bookings}/${encodeURIComponent(id)}`),
  changeBooking: (id, body) => send('PUT', `${WEB.bookings}/${encodeURIComponent(id)}`, body),
  cancelBooking: (id) => send('DELETE', `${WEB.bookings}/${encodeURIComponent(id)}`),
  room: () => send('GET', WEB.room),
  openRoom: (body) => send('POST', WEB.room, body),
  changeRoom: (body) => send('PUT', WEB.room, body),
  renewRoom: () => send('POST', `${WEB.room}/link`),
  cancelDate: (id, date) => send('DELETE', `${WEB.bookings}/${encodeURIComponent(id)}/dates/${date}`),
  findPeople,
  readAuthorization: (request) => send('POST', `${WEB.authorization}/request`, request),
  answerAuthorization: (body) => send('POST', WEB.authorization, body),
  attendance: (id, { own }) =>
    send('GET', `${WEB.conferences}/${encodeURIComponent(id)}/attendance${own ? '?own' : ''}`),
  devices: () => send('GET', WEB.devices),
  signOutDevice: (id) => send('DELETE', `${WEB.devices}/${encodeURIComponent(id)}`),
}

/**
 * Sends a request to our server. `path` is one of the contract, and the answer is assumed to have the contract's shape. A
 * `Blob` is sent as it is, with its own type, and anything else as JSON.
 *
 * @throws ApiError
 */
export async function send<T>(
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
  timeoutMs = TIMEOUT_MS,
): Promise<T> {
  let response: Response
  const sentAt = Date.now()
  try {
    response = await fetch(new URL(path.slice(1), new URL('.', document.baseURI)), {
      method,
      credentials: 'same-origin',
      cache: 'no-store',
      signal: AbortSignal.timeout(timeoutMs),
      ...(body instanceof Blob
        ? { body }
        : body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    })
  } catch (cause) {
    throw new ApiError('offline', { cause })
  }
  serverClock.learn(response.headers.get('date'), sentAt)
  if (response.status === 204) return undefined as T // no content
  const answer: unknown = await response.json().catch(() => undefined)
  if (response.ok && answer !== undefined) return answer as T
  const { code, message, guest, login, closedTo, hasHostPassword } = (answer ?? {}) as Partial<AdmissionRefusal>
  const retryPasses = { ...(guest !== undefined && { guest }), ...(login !== undefined && { login }) }
  throw new ApiError(typeof code === 'string' ? code : 'fault', {
    retryPasses,
    closedTo,
    hasHostPassword: hasHostPassword === true,
    reason: message,
  })
}
