import type { EpochMs, OrganizationId } from '../../conference/identity.ts'
import type { CacheTrust } from '../cache-trust.ts'

/** An access token as it is stored: without the token itself. */
export type TokenRecord = Readonly<{
  tokenHash: string
  /** Makes the same token again from the client's secret. */
  nonce: string
  /** Empty for a token of an organization. */
  clientId: string
  kind: 'app' | 'suite' | 'organization'
  organizationId: OrganizationId
  expiresAt: EpochMs
  /** Changes with the secret of the client. Absent for a token that an earlier version issued. */
  secretMark?: string
}>

export interface TokenStore {
  readonly cacheTrust: CacheTrust
  /** Inserts, or replaces the one with the same `tokenHash`. */
  save(token: TokenRecord): Promise<void>
  /** By the hash of the token, expired or not. */
  find(tokenHash: string): Promise<TokenRecord | undefined>
  /** The newest token of this client in this organization. */
  findLatest(clientId: string, organizationId: OrganizationId): Promise<TokenRecord | undefined>
  deleteExpiredBefore(instant: EpochMs): Promise<void>
}
