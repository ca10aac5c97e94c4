import type { AdmissionRefusal, HomeAnswer, Me, SignedInDevice } from '../../contract/web/types.ts'

export type ShownAgain = Readonly<Pick<AdmissionRefusal, 'guest' | 'login'>>

/** Why a question to our server was not answered: a code of the server, or `offline` if it could not be asked. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly code: string
  /** What is to be shown when asking again. */
  readonly shownAgain: ShownAgain

  constructor(code: string, { shownAgain = {}, ...options }: ErrorOptions & { shownAgain?: ShownAgain } = {}) {
    super(code, options)
    this.code = code
    this.shownAgain = shownAgain
  }
}

export type SignInOptionsAnswer = { organizations: { corpId: string; name: string }[]; sso?: { name: string } }

type Booking = Readonly<{
  title?: string
  startTime: number
  endTime: number
  waitingRoom: boolean
  joinBeforeHost: boolean
}>

/** What the pages around a meeting ask of our server; each throws `ApiError`. */
export type Api = {
  signInOptions(): Promise<SignInOptionsAnswer>
  /** `undefined` if nobody is signed in. */
  session(): Promise<Me | undefined>
  signIn(given: { corpId: string; userId: string; password: string }): Promise<Me>
  signOut(): Promise<unknown>
  changePassword(given: { current: string; next: string }): Promise<Me>
  home(): Promise<HomeAnswer>
  startConference(given: { title?: string }): Promise<{ roomCode: string }>
  bookMeeting(given: Booking): Promise<unknown>
  cancelBooking(id: string): Promise<unknown>
  devices(): Promise<{ devices: SignedInDevice[] }>
  signOutDevice(id: string): Promise<unknown>
}

/** The code of what was thrown; whatever is not the server's answer is a `fault` of ours. */
export function codeOf(error: unknown): string {
  return error instanceof ApiError ? error.code : 'fault'
}
