import { hasRole } from './audio-events.ts'
import type { Running } from './conference.ts'
import type { Newcomer, Sharing } from './event.ts'
import { personKey, type BookingId, type EpochMs, type Person, type UnionId } from './identity.ts'
import type { Member } from './member.ts'

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
  /** Nobody but host and co-hosts comes in who was not called, or in before. */
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

/** Whether what was booked keeps this person out, for now; what else is locked or forbidden is not asked here. */
export function isKeptOut(now: Running, newcomer: Pick<Newcomer, 'person'>): boolean {
  const { booked } = now
  if (!booked) return now.locked
  const { person } = newcomer
  const member = now.members.get(personKey(person))
  if (hasRoleIn(now, person)) return false
  if (now.locked || (person.kind === 'guest' && !booked.guests)) return true
  if (!booked.beforeHost && !hasBegun(now)) return true
  return booked.waitingRoom && !isLetIn(member)
}

/** Whether nothing but the waiting room, or the absence of the host, keeps this person out; guests do not wait. */
export function mayWait(now: Running, { person, outside }: Pick<Newcomer, 'person' | 'outside'>): boolean {
  if (!now.booked?.waitingRoom || now.locked || (outside && now.insidersOnly) || person.kind !== 'user') return false
  const member = now.members.get(personKey(person))
  return !member?.banned && !isLetIn(member) && !hasRoleIn(now, person)
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

function isLetIn(member: Member | undefined): boolean {
  return member !== undefined && !member.removed && (member.invited || member.joinedAt !== undefined)
}
