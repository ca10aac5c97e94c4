import type { BookingId, EpochMs, Person, UnionId } from './identity.ts'

/** Who may share a screen; `hosts` are host and co-hosts. */
export type Sharing = 'everybody' | 'hosts'

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

export function isBookedCoHost(booked: Booked | undefined, person: Person): boolean {
  return person.kind === 'user' && booked !== undefined && booked.coHosts.includes(person.unionId)
}
