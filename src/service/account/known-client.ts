import type { OrganizationId } from '../../conference/identity.ts'
import type { Scope } from './caller.ts'
import type { AppProof } from './token-issuer.ts'

/** An app of either kind, and for which organizations it works. */
export type KnownClient = Readonly<{
  clientId: string
  kind: 'app' | 'suite'
  name: string
  organizationIds: readonly OrganizationId[]
  scopes: readonly Scope[]
  /** Of the secret that the app has shown, or of its latest one. */
  secretMark: string
  /** Of all secrets that are valid now. What was issued for another one is not. */
  secretMarks: readonly string[]
}>

/** The apps, and how they prove themselves. */
export interface Clients {
  findClient(clientId: string): Promise<KnownClient | undefined>
  /** The app whose secret it is. */
  proveClient(clientId: string, proof: AppProof): Promise<KnownClient | 'client-unknown' | 'too-many-tries'>
}
