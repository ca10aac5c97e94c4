import type { EpochMs } from '../../conference/identity.ts'
import type { Account } from './directory-entries.ts'

/** A code that a person has let an app have. It is stored without the code itself. */
export type UserCode = Account &
  Readonly<{ codeHash: string; clientId: string; scopes: readonly string[]; expiresAt: EpochMs }>

/** A token as it is stored: without the token itself. The nonce makes it again from the secret of the app. */
type StoredToken = Readonly<{ hash: string; nonce: string; expiresAt: EpochMs }>

/** What an app holds for a person. */
export type UserGrant = Account &
  Readonly<{
    clientId: string
    scopes: readonly string[]
    /** Changes with the secret of the app. */
    secretMark: string
    access: StoredToken
    refresh: StoredToken
  }>

export interface UserTokenStore {
  /** Replaces the addresses to which the app may send people back. */
  saveRedirectUris(clientId: string, uris: readonly string[]): Promise<void>
  listRedirectUris(clientId: string): Promise<readonly string[]>
  insertCode(code: UserCode): Promise<void>
  /** The code, expired or not. It is not taken. */
  findCode(codeHash: string): Promise<UserCode | undefined>
  /** Gives the code of this app and deletes it, so that it is taken once. */
  takeCode(clientId: string, codeHash: string): Promise<UserCode | undefined>
  /** Inserts, or replaces what the app holds for the person. */
  saveGrant(grant: UserGrant): Promise<void>
  findGrant(of: Account & Readonly<{ clientId: string }>): Promise<UserGrant | undefined>
  /** By the hash of the access token, expired or not. */
  findGrantByAccess(hash: string): Promise<UserGrant | undefined>
  findGrantByRefresh(hash: string): Promise<UserGrant | undefined>
  /** Deletes codes and grants that can no longer be used. */
  deleteExpiredBefore(instant: EpochMs): Promise<void>
}
