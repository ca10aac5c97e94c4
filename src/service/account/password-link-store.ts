import type { EpochMs, OrganizationId } from '../../conference/identity.ts'
import type { Account } from './directory-entries.ts'

/** A link with which a person chooses a new password. Its token is not stored. */
export type PasswordLink = Account &
  Readonly<{
    tokenHash: string
    /** Of the password that the person had when the link was made. It differs as soon as they have another one. */
    passwordMark: string
    /** Whether the person asked for it and got it by mail. Otherwise an administrator made it. */
    byMail: boolean
    expiresAt: EpochMs
  }>

/** Stored links. They are written within `Directory.change`. */
export interface PasswordLinkStore {
  findByTokenHash(tokenHash: string): Promise<PasswordLink | undefined>
  /** Those of the people, in no order. At most 500 are asked for. */
  listOf(organizationId: OrganizationId, userIds: readonly string[]): Promise<readonly PasswordLink[]>
  deleteExpiredBefore(instant: EpochMs): Promise<void>
}
