import type { Running } from './conference.ts'
import type { Newcomer, Sharing } from './event.ts'
import { personKey, type BookingId, type EpochMs, type Person, type UnionId } from './identity.ts'
import { hasRole, type Member } from './member.ts'

/** When a booking is to be held. */
export type Plan = Readonly<{ startsAt: EpochMs; endsAt: EpochMs; cancelledAt?: EpochMs }>

/** What holds in every conference of a booking from its first moment on. */
export type BookingTerms = Readonly<{
  host: UnionId
  coHosts: readonly UnionId[]
  /** It begins locked: host and co-hosts come in, and nobody else until one of them unlocks it. */
  locked: boolean
  insidersOnly: boolean
  /** People without an account come in. */
  guests: boolean
  /** People come in before host and co-hosts. */
  beforeHost: boolean
  /** Nobody but host and co-hosts comes in who was not let in, called, or in before. */
  waitingRoom: boolean
  /** `crowd`: only who comes when more than six are inside with him. */
  muteOnJoin: 'never' | 'always' | 'crowd'
  /** People who are muted may unmute themselves. */
  selfUnmuting: boolean
  sharing: Sharing
  /** People may rename themselves. */
  renaming: boolean
  /** Lines of chat, and reactions. */
  chat: boolean
}>

export type Booked = BookingTerms & Readonly<{ bookingId: BookingId }>

/** Every conference of a booking that says nothing of it is as open as one that was not booked. */
export function defaultTerms(creator: UnionId): BookingTerms {
  return {
    host: creator,
    coHosts: [],
    locked: false,
    insidersOnly: false,
    guests: true,
    beforeHost: true,
    waitingRoom: false,
    muteOnJoin: 'never',
    selfUnmuting: true,
    sharing: 'everybody',
    renaming: true,
    chat: true,
  }
}

/**
 * Whether the way into a booking is open at `at`: from the booking on until its planned end, and after that for as long
 * as the conference `goesOn`. A cancelled one is shut for good.
 */
export function isOpenAt(plan: Plan, at: EpochMs, { goesOn }: { goesOn: boolean }): boolean {
  return plan.cancelledAt === undefined && (at < plan.endsAt || goesOn)
}

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

export function isBookedCoHost(booked: Booked | undefined, person: Person): boolean {
  return person.kind === 'user' && booked !== undefined && booked.coHosts.includes(person.unionId)
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
