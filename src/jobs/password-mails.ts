import type { EpochMs } from '../conference/identity.ts'
import { MailRefusedError } from '../service/account/mailer.ts'
import type { PasswordMailStore, TakenMail } from '../service/account/password-mail-store.ts'
import type { PasswordMails } from '../service/account/password-mails.ts'
import type { Clock } from '../service/clock-and-ids.ts'
import { retryDelayMs } from './retries.ts'

/** Mails that one run sends together. */
const MAX_AT_ONCE = 10
/** Longer than the mail server may take for an attempt. */
const LEASE_MS = 90_000
/** A mail that could not be sent for so long is not awaited anymore. */
const GIVE_UP_MS = 3_600_000

type Deps = Readonly<{
  passwordMails: Pick<PasswordMails, 'send'>
  mails: PasswordMailStore
  clock: Clock
  /** Called with the error of each attempt that fails. */
  onError: (error: unknown, mail: TakenMail) => void
}>

/**
 * Sends the mails that people have asked for. One that fails is sent again later, for an hour, with a new link.
 *
 * @throws the error of the store if no mails can be taken from it
 */
export async function sendPasswordMails(deps: Deps): Promise<void> {
  let taken: readonly TakenMail[]
  do {
    taken = await deps.mails.take({ now: deps.clock.now(), leaseMs: LEASE_MS, limit: MAX_AT_ONCE })
    await Promise.all(taken.map((mail) => sendOne(mail, deps)))
  } while (taken.length === MAX_AT_ONCE)
}

async function sendOne(mail: TakenMail, { passwordMails, mails, clock, onError }: Deps): Promise<void> {
  try {
    await passwordMails.send(mail)
    await mails.markDone(mail)
  } catch (error) {
    onError(error, mail)
    const next = (clock.now() + retryDelayMs(mail.attempt)) as EpochMs
    const isOver = error instanceof MailRefusedError || next > mail.requestedAt + GIVE_UP_MS
    // If the store fails here too, the mail is taken again when its lease ends.
    await (isOver ? mails.markDone(mail) : mails.postpone(mail, next)).catch(() => {})
  }
}
