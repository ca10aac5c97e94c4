import type { AttendanceAnswer } from '../../contract/web/attendance-types.ts'
import type {
  AdmissionRefusal,
  RequestedAuthorization,
  PasswordLinkOwner,
  AuthorizationRequest,
  BookingDetails,
  BookingOrder,
  HomeAnswer,
  Look,
  Me,
  OwnRoom,
  SignedInDevice,
} from '../../contract/web/types.ts'
import type { Language } from '../i18n/languages.ts'
import type { FindPeople } from './people/colleague-search.ts'

/** What to send with the next attempt to join. */
export type RetryPasses = Readonly<Pick<AdmissionRefusal, 'guest' | 'login'>>

type ApiErrorOptions = ErrorOptions & Partial<Pick<ApiError, 'retryPasses' | 'closedTo' | 'hasHostPassword' | 'reason'>>

/** Why a request to our server failed: a code of the server, or `offline` if the server could not be reached. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly code: string
  readonly retryPasses: RetryPasses
  readonly closedTo: AdmissionRefusal['closedTo']
  readonly hasHostPassword: boolean
  /** What the server says about it, in English. For developers. */
  readonly reason: string | undefined

  constructor(
    code: string,
    { retryPasses = {}, closedTo, hasHostPassword = false, reason, ...options }: ApiErrorOptions = {},
  ) {
    super(code, options)
    this.code = code
    this.retryPasses = retryPasses
    this.closedTo = closedTo
    this.hasHostPassword = hasHostPassword
    this.reason = reason
  }
}

/** The organizations that can be chosen, and the identity provider if there is one. */
export type SignInOptionsAnswer = {
  organizations: { corpId: string; name: string; look?: Look }[]
  sso?: { name: string }
  /** Who can give a new password, in the words of the server. */
  passwordHelp?: string
  /** People can ask for a link by mail. */
  mailsPasswords: boolean
}

/** The requests of all pages except that of a meeting. If one fails, it throws `ApiError`. */
export type Api = {
  signInOptions(): Promise<SignInOptionsAnswer>
  /** `undefined` if nobody is signed in. */
  session(): Promise<Me | undefined>
  signIn(body: { corpId: string; userId: string; password: string }): Promise<Me>
  signOut(): Promise<unknown>
  changePassword(body: { current: string; next: string }): Promise<Me>
  /** Asks for a link for a new password. The answer does not say whether there is such a person. */
  mailPasswordLink(body: { corpId: string; userId: string; language: Language }): Promise<unknown>
  /** Whose password a link changes. */
  readPasswordLink(body: { token: string }): Promise<PasswordLinkOwner>
  /** Chooses a new password by a link, and signs in. */
  usePasswordLink(body: { token: string; password: string }): Promise<Me>
  home(): Promise<HomeAnswer>
  startConference(body: { title?: string }): Promise<{ roomCode: string }>
  bookMeeting(body: BookingOrder): Promise<unknown>
  booking(id: string): Promise<BookingDetails>
  changeBooking(id: string, body: BookingOrder): Promise<unknown>
  cancelBooking(id: string): Promise<unknown>
  room(): Promise<{ room?: OwnRoom }>
  openRoom(body: { title: string }): Promise<OwnRoom>
  changeRoom(body: { waitingRoom: boolean }): Promise<OwnRoom>
  renewRoom(): Promise<OwnRoom>
  /** Leaves out one date, such as `2026-03-29`, of a booking that repeats. */
  cancelDate(id: string, date: string): Promise<unknown>
  findPeople: FindPeople
  /** Who asks a person to let it know them, and for what. */
  readAuthorization(request: AuthorizationRequest): Promise<RequestedAuthorization>
  answerAuthorization(body: { request: AuthorizationRequest; allow: boolean }): Promise<{ url: string }>
  /** `own`: only the person’s own part. */
  attendance(conferenceId: string, wanted: { own: boolean }): Promise<AttendanceAnswer>
  devices(): Promise<{ devices: SignedInDevice[] }>
  signOutDevice(id: string): Promise<unknown>
}

/** The code of a thrown error; `fault` for everything that is not an answer of the server. */
export function codeOf(error: unknown): string {
  return error instanceof ApiError ? error.code : 'fault'
}
