import type { HomeAnswer, Me, SignedInDevice } from '../../contract/home.ts'

/** Why a question to our server was not answered: a code of the server, or `offline` if it could not be asked. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly code: string

  constructor(code: string, options?: ErrorOptions) {
    super(code, options)
    this.code = code
  }
}

export type SignInOptionsAnswer = { organizations: { corpId: string; name: string }[]; sso?: { name: string } }

/** What the pages around a meeting ask of our server; each throws `ApiError`. */
export type Api = {
  signInOptions(): Promise<SignInOptionsAnswer>
  session(): Promise<Me>
  signIn(given: { corpId: string; userId: string; password: string }): Promise<Me>
  signOut(): Promise<unknown>
  changePassword(given: { current: string; next: string }): Promise<Me>
  home(): Promise<HomeAnswer>
  startConference(given: { title?: string }): Promise<{ roomCode: string }>
  devices(): Promise<{ devices: SignedInDevice[] }>
  signOutDevice(id: string): Promise<unknown>
}

/** The code of what was thrown; whatever is not the server's answer is a `fault` of ours. */
export function codeOf(error: unknown): string {
  return error instanceof ApiError ? error.code : 'fault'
}
