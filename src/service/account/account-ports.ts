import type { EpochMs, OrganizationId } from '../../conference/identity.ts'
import type { User } from './directory-model.ts'

/** Whose account is meant. */
export type Account = Pick<User, 'organizationId' | 'userId'>

/** A browser in which a person is signed in. The token itself is kept nowhere. */
export type WebSession = Readonly<{
  id: string
  tokenHash: string
  organizationId: OrganizationId
  userId: string
  /** What he was let in for: his password, or the word of the identity provider. */
  proof: 'password' | 'provider'
  browser: string
  openedAt: EpochMs
  /** Within a minute. */
  lastSeenAt: EpochMs
}>

export interface WebSessionStore {
  /** Keeps it, and of the others of this person as many as were seen last, `most` with it. */
  insert(session: WebSession, most: number): Promise<void>
  findByTokenHash(tokenHash: string): Promise<WebSession | undefined>
  touch(id: string, lastSeenAt: EpochMs): Promise<void>
  /** Newest first. */
  listOf(account: Account): Promise<readonly WebSession[]>
  /** @returns whether there was one of that person */
  delete(account: Account, id: string): Promise<boolean>
  /** All of that person but the one. */
  deleteOthers(account: Account, id: string): Promise<void>
  deleteSeenBefore(instant: EpochMs): Promise<void>
}

/** Unguessable tokens, of which only hashes are kept. */
export interface OpaqueTokens {
  make(): string
  hashOf(token: string): string
}

/** What must be known again when a browser comes back from the identity provider. */
export type Departure = Readonly<{ state: string; nonce: string; verifier: string }>

/** Who knows people's identities in our place. */
export interface IdentityProvider {
  /** Where to send a browser that is to come back to `back`. @throws ProviderError if the provider does not answer */
  depart(back: URL): Promise<Readonly<{ url: URL; departure: Departure }>>
  /**
   * The userId that the provider vouches for, if it names one.
   *
   * @param arrived the address of `depart`, with what the provider has added to it
   * @throws ProviderError for anything that does not prove who it is
   */
  identify(arrived: URL, departure: Departure): Promise<string | undefined>
}

/** The identity provider does not answer, or what came from it proves nothing. `cause` is for the log alone. */
export class ProviderError extends Error {
  override readonly name = 'ProviderError'
}
