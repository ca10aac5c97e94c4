import type { DirectoryChange } from '../../../contract/event/organization-events.ts'
import type { NewOutboxEvent } from '../outbox/outbox-event.ts'
import { toDirectoryEvents } from '../outbox/organization-events.ts'
import type { AuditAction, AuditEntry } from './audit-entry.ts'
import type { User } from './directory-entries.ts'

/** The scene of the event about an act. The other acts are no events. */
const SCENES: Readonly<Partial<Record<AuditAction, DirectoryChange['changeScene']>>> = {
  'user-added': 'user_added',
  'user-changed': 'user_changed',
  'user-disabled': 'user_disabled',
  'user-enabled': 'user_enabled',
  'user-deleted': 'user_deleted',
}

/** The events about an act on a person. `user`: the person before it. */
export function outboxEventsOf(user: User, { action, at, details }: AuditEntry): readonly NewOutboxEvent[] {
  const scene = SCENES[action]
  return scene ? toDirectoryEvents(user.organizationId, [toUserAfter(user, details)], { scene, at }) : []
}

/** The person after a change with these details. */
function toUserAfter(user: User, { name, department }: NonNullable<AuditEntry['details']> = {}) {
  const after = { ...user, ...(typeof name === 'string' && { name }) }
  return department === undefined ? after : { ...after, department: typeof department === 'string' ? department : null }
}
