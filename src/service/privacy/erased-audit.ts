import { titleWithout, type ErasedPerson } from '../../conference/erasure.ts'
import type { UnionId } from '../../conference/identity.ts'
import type { AuditEntry } from '../account/audit-entry.ts'

/** What an entry of the audit log says, apart from its place and its action. */
export type AuditContent = Pick<AuditEntry, 'organizationId' | 'by' | 'target' | 'address' | 'details'>

/**
 * The entry with the pseudonym in the place of the person: as the actor, as the target, and in what it says about meetings.
 * `isTheirs`: the target is a meeting or a booking that they created.
 */
export function auditWithout(entry: AuditContent, who: ErasedPerson, isTheirs: boolean): AuditContent {
  const { organizationId, by, target, address, details } = entry
  const { userId, name } = who.pseudonym
  const isActor = by.kind === 'person' && by.organizationId === who.organizationId && by.userId === who.userId
  const isOwn = organizationId === who.organizationId
  const isTarget = isOwn && target.kind === 'user' && target.id === who.userId
  return {
    organizationId,
    by: isActor ? { ...by, userId, name } : by,
    target: isTarget ? { kind: 'user', id: userId, name } : isTheirs ? titledWithout(target, who) : target,
    // The server acts from the address of a person who signs in for the first time.
    ...(address !== undefined && !isActor && !(isTarget && by.kind === 'server') && { address }),
    // What was changed in an account is nothing but the person.
    ...(details && !isTarget && { details: isOwn ? detailsWithout(details, who) : details }),
  }
}

type Details = NonNullable<AuditEntry['details']>

/** `details` may name the person as `unionId` with a `name`, or in `userIds` with `names` beside it. */
function detailsWithout(details: Details, who: ErasedPerson): Details {
  const { unionId, userId, name } = who.pseudonym
  const userIds = details['userIds']
  const places = Array.isArray(userIds) ? userIds.flatMap((id, place) => (id === who.userId ? [place] : [])) : []
  const isTheirs = details['unionId'] === who.unionId
  const change = (key: string, value: Details[keyof Details]): Details[keyof Details] => {
    if (value === who.unionId) return unionId
    if (Array.isArray(value)) {
      if (key === 'names') return value.map((one, place) => (places.includes(place) ? name : one))
      return value.map((one) => (one === who.userId ? userId : one === who.unionId ? unionId : one))
    }
    return key === 'name' && isTheirs ? name : value
  }
  return Object.fromEntries(Object.entries(details).map(([key, value]) => [key, change(key, value)]))
}

/** The name of a meeting or a booking is its title. */
function titledWithout(target: AuditEntry['target'], who: ErasedPerson): AuditEntry['target'] {
  if (target.name === undefined) return target
  return { ...target, name: titleWithout(target.name, undefined, who) }
}

/** Whether the entry names the person: whether an erasure would change it. */
export function isAbout(
  entry: AuditContent,
  whose: Pick<ErasedPerson, 'organizationId' | 'unionId' | 'userId'>,
): boolean {
  const nobody = '\0'
  const pseudonym = { unionId: nobody as UnionId, userId: nobody, name: nobody }
  return JSON.stringify(auditWithout(entry, { ...whose, names: [], pseudonym }, false)).includes(JSON.stringify(nobody))
}
