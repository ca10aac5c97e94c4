import type { OrganizationId } from '../../conference/identity.ts'
import type { Scope } from '../account/caller.ts'
import type { Directory } from '../account/directory.ts'

/** An app that works for an organization: its own, or a third-party app that it authorized. */
export async function findSubscribedApp(
  directory: Pick<Directory, 'findApp' | 'findSuite'>,
  organizationId: OrganizationId,
  clientId: string,
): Promise<Readonly<{ name: string; scopes: readonly Scope[] }> | undefined> {
  const app = await directory.findApp(clientId)
  if (app) return app.organizationId === organizationId ? app : undefined
  const suite = await directory.findSuite(clientId)
  return suite?.authorized.includes(organizationId) ? suite : undefined
}
