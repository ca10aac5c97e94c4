import type { EpochMs, OrganizationId } from '../../conference/identity.ts'
import type { Account } from './directory-entries.ts'

/** A browser in which a person is signed in. Its token is not stored. */
export type WebSession = Readonly<{
  id: string
  tokenHash: string
  organizationId: OrganizationId
  userId: string
  /** How the person signed in: with a password, or at the identity provider. */
  proof: 'password' | 'provider'
  browser: string
  openedAt: EpochMs
  /** Exact to a minute. */
  lastSeenAt: EpochMs
}>

export interface WebSessionStore {
  /** Inserts it. If the person then has more than `max` sessions, those seen longest ago are deleted. */
  insert(session: WebSession, max: number): Promise<void>
  find(account: Account, id: string): Promise<WebSession | undefined>
  findByTokenHash(tokenHash: string): Promise<WebSession | undefined>
  touch(id: string, lastSeenAt: EpochMs): Promise<void>
  /** All of this person, newest first. */
  listOf(account: Account): Promise<readonly WebSession[]>
  /** @returns whether this person had such a session */
  delete(account: Account, id: string): Promise<boolean>
  /** All of this person except one. */
  deleteOthers(account: Account, id: string): Promise<void>
  deleteSeenBefore(instant: EpochMs): Promise<void>
}
