import type { DirectoryChange } from '../../../contract/event/organization-events.ts'
import type { NewOutboxEvent } from '../outbox/outbox-event.ts'
import { toDirectoryEvents } from '../outbox/organization-events.ts'
import type { AuditAction, AuditEntry } from './audit-entry.ts'
import type { User } from './directory-entries.ts'

/** What others are told of an act. The other acts concern nobody outside. */
const SCENES: Readonly<Partial<Record<AuditAction, DirectoryChange['changeScene']>>> = {
  'user-added': 'user_added',
  'user-changed': 'user_changed',
  'user-disabled': 'user_disabled',
  'user-enabled': 'user_enabled',
  'user-deleted': 'user_deleted',
}

/** What others are told of an act on a person. `user`: the person before it. */
export function outboxEventsOf(user: User, { action, at, details }: AuditEntry): readonly NewOutboxEvent[] {
  const scene = SCENES[action]
  return scene ? toDirectoryEvents(user.organizationId, [toTold(user, details)], { scene, at }) : []
}

/** The person after a change with these details. */
function toTold(user: User, { name, department }: NonNullable<AuditEntry['details']> = {}) {
  const told = { ...user, ...(typeof name === 'string' && { name }) }
  return department === undefined ? told : { ...told, department: typeof department === 'string' ? department : null }
}
