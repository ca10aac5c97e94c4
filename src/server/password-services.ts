import type { Audit } from '../service/account/audit.ts'
import type { Directory } from '../service/account/directory.ts'
import { PasswordLinks } from '../service/account/password-links.ts'
import type { SignInEnds } from '../service/account/sign-in-ends.ts'
import type { WebSessions } from '../service/account/web-sessions.ts'
import type { Adapters } from './adapters.ts'

/** The services for people who have forgotten their password. `sessions`: where they are signed in with a new one. */
export function createPasswordLinks(
  { store, clock, secrets, opaqueTokens: tokens, wideTryLimiter: limiter }: Adapters,
  deps: { directory: Directory; audit: Audit; sessions: WebSessions; ends: SignInEnds; publicUrl: () => URL },
) {
  return { passwordLinks: new PasswordLinks({ ...deps, store: store.passwordLinks, secrets, tokens, limiter, clock }) }
}
