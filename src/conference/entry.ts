import type { Running } from './state.ts'
import type { Newcomer } from './event.ts'
import { personKey, type Person } from './identity.ts'
import { hasRole, type Member } from './member.ts'
import { isBookedCoHost } from './terms.ts'

/**
 * What keeps this person out, for now; whether he was banned is not asked here. `waiting-room`: nothing but that host or
 * co-hosts have not let him in.
 */
export function keptOutBy(
  now: Running,
  { person, outside }: Pick<Newcomer, 'person' | 'outside'>,
): 'conference-locked' | 'host-absent' | 'waiting-room' | undefined {
  const { booked } = now
  if (outside && now.insidersOnly) return 'conference-locked'
  if (!now.members.get(personKey(person))?.removed && hasRoleIn(now, person)) return undefined
  if (now.locked) return 'conference-locked'
  if (!booked) return undefined
  if (person.kind === 'guest' && !booked.guests) return 'conference-locked'
  if (!booked.beforeHost && !hasBegun(now)) return 'host-absent'
  return booked.waitingRoom && !isLetIn(now.members.get(personKey(person))) ? 'waiting-room' : undefined
}

/** His role may have gone to others while he was out: what he was booked as lets him in all the same. */
function hasRoleIn(now: Running, person: Person): boolean {
  const member = now.members.get(personKey(person))
  if (member && hasRole(now, member)) return true
  if (now.host === personKey(person) || (person.kind === 'user' && now.booked?.host === person.unionId)) return true
  return !member && isBookedCoHost(now.booked, person)
}

function hasBegun(now: Running): boolean {
  for (const member of now.members.values()) {
    if (member.joinedAt !== undefined && hasRoleIn(now, member.person)) return true
  }
  return false
}

/** Whether he need not wait: he was let in, called, or in before. Whoever was removed after that waits again. */
export function isLetIn(member: Member | undefined): boolean {
  if (!member) return false
  return member.wait.state === 'let-in' || (!member.removed && (member.invited || member.joinedAt !== undefined))
}
