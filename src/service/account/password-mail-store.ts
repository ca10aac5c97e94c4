import type { EpochMs } from '../../conference/identity.ts'
import type { Account } from './directory-entries.ts'

/** The languages of mails. */
export type MailLanguage = 'en' | 'zh-CN'

/** Somebody asked for a link for the account, which may not exist. `invited`: it was an administrator, for a first password. */
export type PasswordMail = Account & Readonly<{ language: MailLanguage; requestedAt: EpochMs; invited?: true }>

/** A mail that a server has taken to send it. `attempt` counts from 1. */
export type TakenMail = PasswordMail & Readonly<{ attempt: number }>

/** Mails that have to be sent. Any server may take them. */
export interface PasswordMailStore {
  /** Inserts it, or replaces the one for the same account. */
  save(mail: PasswordMail): Promise<void>
  /** Takes mails that are due. No other server takes them before the lease ends. */
  take(query: Readonly<{ now: EpochMs; leaseMs: number; limit: number }>): Promise<readonly TakenMail[]>
  /** Deletes it, unless it was asked for again meanwhile. */
  markDone(mail: TakenMail): Promise<void>
  postpone(mail: TakenMail, until: EpochMs): Promise<void>
}
