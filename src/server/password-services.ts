import type { Audit } from '../service/account/audit.ts'
import type { Directory } from '../service/account/directory.ts'
import { FirstPasswords } from '../service/account/first-passwords.ts'
import { PasswordLinks } from '../service/account/password-links.ts'
import { PasswordMails } from '../service/account/password-mails.ts'
import type { SignInEnds } from '../service/account/sign-in-ends.ts'
import type { WebSessions } from '../service/account/web-sessions.ts'
import type { Adapters } from './adapters.ts'

/** The services for people who have forgotten their password. `sessions`: where they are signed in with a new one. */
export function createPasswordHelp(
  { store, clock, secrets, opaqueTokens: tokens, tryLimiter, wideTryLimiter, mailLimiter, mailer }: Adapters,
  deps: { directory: Directory; audit: Audit; sessions: WebSessions; ends: SignInEnds; publicUrl: () => URL },
) {
  const limiter = wideTryLimiter
  const links = new PasswordLinks({ ...deps, store: store.passwordLinks, secrets, tokens, limiter, clock })
  const limits = { perAddress: tryLimiter, perAccount: mailLimiter }
  const passwordMails = mailer && new PasswordMails({ store: store.passwordMails, links, mailer, ...limits, clock })
  const firstPasswords = new FirstPasswords({ ...deps, links, hasMail: mailer !== undefined, clock })
  return { passwordLinks: links, firstPasswords, ...(passwordMails && { passwordMails }) }
}
