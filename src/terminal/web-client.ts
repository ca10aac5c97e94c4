import type { DeviceName } from '../../contract/text/device-name.ts'
import { WEB } from '../../contract/web/paths.ts'
import type {
  AdmissionRefusal,
  AdmitAnswer,
  AdmitRequest,
  SignInAnswer,
  SignInRequest,
} from '../../contract/web/types.ts'
import { pathBelow, SHORT_LINK_PATH } from '../../contract/text/link.ts'
import { markUnshowable } from '../../contract/text/shown.ts'
import { readMeetingLink, readShortLink, type MeetingLink, type ShortLink } from './meeting-link.ts'
import { ProgramError } from './program-io.ts'

/** The server refused the request. */
export class RefusedByServer extends ProgramError {
  readonly refusal: AdmissionRefusal

  constructor(refusal: AdmissionRefusal) {
    super(markUnshowable(refusal.message))
    this.refusal = refusal
  }
}

/** A proxy may lead to another address of the server first. */
const MOST_REDIRECTS = 5

/**
 * Asks the server where a short link leads to. The server stays that of the short link: the link that it redirects to begins
 * with the public address, which this machine may not be able to reach.
 *
 * @throws ProgramError if it leads to no meeting, or without an answer
 */
export async function resolveShortLink(link: ShortLink): Promise<MeetingLink> {
  let { server, code } = link
  for (let redirects = 0; redirects < MOST_REDIRECTS; redirects += 1) {
    const response = await send(server, SHORT_LINK_PATH + code, { redirect: 'manual' })
    const location = URL.parse(response.headers.get('location') ?? '', server.href)?.href ?? ''
    const found = readMeetingLink(location)
    if (found) return { ...found, server }
    if (response.status === 404) throw new ProgramError('The link leads to no meeting. Check that it is complete.')
    const next = readShortLink(location)
    if (!next) throw notRollcall(server, response)
    ;({ server, code } = next)
  }
  throw new ProgramError(`${link.server.origin} redirects the link again and again.`)
}

/** Gets a ticket into the conference that the link leads to. @throws RefusedByServer; ProgramError without an answer */
export function admit(
  { server, ...proof }: MeetingLink,
  newcomer: { nick: string; device: DeviceName; guest?: string; waits?: boolean },
): Promise<AdmitAnswer> {
  return post<AdmitRequest, AdmitAnswer>(server, WEB.admission, { ...proof, ...newcomer })
}

/** Gets the token with which the person connects to the lobby. @throws ProgramError with the server's reason */
export function signIn(server: URL, request: SignInRequest): Promise<SignInAnswer> {
  return post<SignInRequest, SignInAnswer>(server, WEB.signIn, request)
}

async function post<Request, Answer>(server: URL, path: string, request: Request): Promise<Answer> {
  const headers = { 'content-type': 'application/json', accept: 'application/json' }
  const response = await send(server, path, { method: 'POST', headers, body: JSON.stringify(request) })
  // A proxy in front of the server may answer with something else.
  const answer: unknown = await response.json().catch(() => undefined)
  if (response.ok && answer !== undefined) return answer as Answer
  const { code = '', message, guest, login } = (answer ?? {}) as Partial<AdmissionRefusal>
  if (typeof message !== 'string') throw notRollcall(server, response)
  throw new RefusedByServer({ code, message, ...(guest && { guest }), ...(login && { login }) })
}

/** @throws ProgramError without an answer */
async function send(server: URL, path: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(pathBelow(server, path), request)
  } catch (error) {
    const { cause } = error as Error & { cause?: Error }
    throw new ProgramError(`Cannot reach ${server.origin}: ${cause?.message || (error as Error).message}`)
  }
}

function notRollcall({ origin }: URL, { status }: Response): ProgramError {
  return new ProgramError(`${origin} answered with status ${status}. Is it a Rollcall server?`)
}
