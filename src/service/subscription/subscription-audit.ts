import type { AuditAction, NewAuditEntry } from '../account/audit-entry.ts'
import type { Directory } from '../account/directory.ts'
import type { Principal } from '../account/principal.ts'
import { findSubscribedApp } from './subscribed-app.ts'
import type { Subscription } from './subscription.ts'

/** An act on a subscription as the audit log keeps it, with the name of its app unless the app is gone. */
export async function toAct(
  directory: Pick<Directory, 'findApp' | 'findSuite'>,
  by: Principal,
  { organizationId, clientId, types, route }: Subscription,
  action: AuditAction,
  further: NewAuditEntry['details'] = {},
): Promise<NewAuditEntry> {
  const app = await findSubscribedApp(directory, organizationId, clientId)
  const details = {
    way: route.way,
    types,
    // Many receivers have a secret in the rest of their address.
    ...(route.way !== 'stream' && { url: new URL(route.url).origin }),
    ...further,
  }
  const target = { kind: 'app', id: clientId, ...(app && { name: app.name }) } as const
  return { organizationId, by, action, target, details }
}
