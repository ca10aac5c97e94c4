import type { DeviceName } from '../../contract/text/device-name.ts'
import { WEB } from '../../contract/web/paths.ts'
import type {
  AdmissionRefusal,
  AdmitAnswer,
  AdmitRequest,
  SignInAnswer,
  SignInRequest,
} from '../../contract/web/types.ts'
import { pathBelow } from '../../contract/text/link.ts'
import type { MeetingLink } from './meeting-link.ts'
import { ProgramError } from './program-io.ts'

/** The server refused the request. */
export class RefusedByServer extends ProgramError {
  readonly refusal: AdmissionRefusal

  constructor(refusal: AdmissionRefusal) {
    super(refusal.message)
    this.refusal = refusal
  }
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
  let response: Response
  try {
    const headers = { 'content-type': 'application/json', accept: 'application/json' }
    response = await fetch(pathBelow(server, path), { method: 'POST', headers, body: JSON.stringify(request) })
  } catch (error) {
    const { cause } = error as Error & { cause?: Error }
    throw new ProgramError(`Cannot reach ${server.origin}: ${cause?.message || (error as Error).message}`)
  }
  // A proxy in front of the server may answer with something else.
  const answer: unknown = await response.json().catch(() => undefined)
  if (response.ok && answer !== undefined) return answer as Answer
  const { code = '', message, guest, login } = (answer ?? {}) as Partial<AdmissionRefusal>
  if (typeof message !== 'string') {
    throw new ProgramError(`${server.origin} answered with status ${response.status}. Is it a Rollcall server?`)
  }
  throw new RefusedByServer({ code, message, ...(guest && { guest }), ...(login && { login }) })
}
