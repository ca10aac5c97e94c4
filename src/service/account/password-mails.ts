import { ConferenceError } from '../../conference/conference-error.ts'
import type { Clock } from '../clock-and-ids.ts'
import type { Account } from './directory-entries.ts'
import type { Mailer } from './mailer.ts'
import { passwordMailText } from './password-mail-text.ts'
import type { MailLanguage, PasswordMail, PasswordMailStore } from './password-mail-store.ts'
import type { PasswordLinks } from './password-links.ts'
import { takeTries, type TryLimiter } from './try-limiter.ts'

/** Links for new passwords that people ask for themselves. They get them by mail. */
export class PasswordMails {
  readonly #store: Pick<PasswordMailStore, 'save'>
  readonly #links: Pick<PasswordLinks, 'makeForMail'>
  readonly #mailer: Mailer
  readonly #perAddress: TryLimiter
  readonly #perAccount: TryLimiter
  readonly #clock: Clock

  constructor(deps: {
    store: Pick<PasswordMailStore, 'save'>
    links: Pick<PasswordLinks, 'makeForMail'>
    mailer: Mailer
    perAddress: TryLimiter
    perAccount: TryLimiter
    clock: Clock
  }) {
    this.#store = deps.store
    this.#links = deps.links
    this.#mailer = deps.mailer
    this.#perAddress = deps.perAddress
    this.#perAccount = deps.perAccount
    this.#clock = deps.clock
  }

  /**
   * Takes a request for a link. It does the same work for every account, also for one that does not exist: who is meant is
   * looked up when the mail is sent.
   *
   * @param given `from`: where the client is, as failed tries are counted
   * @throws ConferenceError `too-many-tries`
   */
  async request(given: Account & Readonly<{ language: MailLanguage; from: string }>): Promise<void> {
    const { organizationId, userId, language, from } = given
    const isAllowed = await takeTries([
      [this.#perAddress, `password mail from ${from}`],
      [this.#perAccount, `password mail of ${organizationId} ${userId}`],
    ])
    if (!isAllowed) throw new ConferenceError('too-many-tries')
    await this.#store.save({ organizationId, userId, language, requestedAt: this.#clock.now() })
  }

  /**
   * Sends a new link to a person who signs in with a password, or is invited to, and has an email address. Does nothing for any
   * other account.
   *
   * @throws MailRefusedError if the mail will never be sent
   */
  async send({ organizationId, userId, language, invited }: PasswordMail): Promise<void> {
    const made = await this.#links.makeForMail({ organizationId, userId, ...(invited && { invited }) })
    if (!made) return
    const { to, ...about } = made
    await this.#mailer.send({ to, ...passwordMailText(language, { ...about, name: to.name }) })
  }
}
