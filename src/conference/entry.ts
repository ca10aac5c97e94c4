import type { Newcomer } from './event.ts'
import { personKey, type EpochMs, type Person } from './identity.ts'
import { hasRole, type Member } from './member.ts'
import type { Conference, Running } from './state.ts'
import { isBookedCoHost } from './terms.ts'

/** Why a person may not join yet: neither the host nor a co-host has joined, or nobody has admitted them. */
export type WaitReason = 'host-absent' | 'waiting-room'

/** Why a person may not join. For a `WaitReason` they may ask again later. */
export type EntryRefusal = 'conference-not-found' | 'conference-ended' | 'banned' | 'conference-locked' | WaitReason

/**
 * `isRefusedGuest`: they are a guest, and the organization lets no guest join. `isCalled`: the person is about to be called,
 * which lifts a ban. `asHost`: they have shown the host password. `at`: when they want to join.
 */
type Candidate = Pick<Newcomer, 'person' | 'outside'> &
  Readonly<{ isRefusedGuest?: boolean; isCalled?: true; asHost?: true; at: EpochMs }>

/** How long after their last leave a person may come back into a locked conference. */
export const RETURN_MS = 10 * 60_000

/**
 * The whole entry policy. Used for previews, tickets, joins, waiting and calls. The first check that gives an answer
 * decides.
 *
 * @returns why the person may not join now; `undefined` if they may
 */
export function entryPolicy(conference: Conference, candidate: Candidate): EntryRefusal | undefined {
  if (conference.phase === 'absent') return 'conference-not-found'
  if (conference.phase === 'ended') return 'conference-ended'
  const { person, outside, isRefusedGuest = false, isCalled = false, asHost = false, at } = candidate
  const { booked } = conference
  const member = conference.members.get(personKey(person))
  if (member?.banned && !isCalled) return 'banned'
  if (isRefusedGuest || (outside && conference.insidersOnly)) return 'conference-locked'
  if ((asHost || hasRoleIn(conference, person)) && !member?.removed) return undefined
  if (conference.locked && !isReturning(member, at)) return 'conference-locked'
  if (person.kind === 'guest' && booked?.guests === false) return 'conference-locked'
  // The first to join was the host or a co-host, no matter what they are now.
  if (booked?.beforeHost === false && conference.attendedCount === 0) return 'host-absent'
  if (conference.waitingRoom && !isAdmitted(member)) return 'waiting-room'
  return undefined
}

/** Whether the person is in the conference, or was until a short time ago, and has not been removed. */
function isReturning(member: Member | undefined, at: EpochMs): boolean {
  if (!member || member.removed || member.joinedAt === undefined) return false
  return member.sessions.length > 0 || at - (member.leftAt ?? 0) <= RETURN_MS
}

/** What a person shows to become host. `asHost`: the host password. `claimsHost`: they have just typed it. */
export type HostClaim = Readonly<{ asHost?: true; claimsHost?: true }>

/** The claim without keys that are not `true`, and without `claimsHost` if `asHost` is absent. */
export function hostClaimOf({ asHost, claimsHost }: HostClaim): HostClaim {
  return { ...(asHost && { asHost }), ...(asHost && claimsHost && { claimsHost }) }
}

/**
 * Whether a person is host after they join: the host is, and so is a person with the host password. Pages send the password
 * again each time they join. So without a claim it does not take back a role that was given to somebody else meanwhile.
 */
export function joinsAsHost(
  conference: Running,
  { person, asHost, claimsHost }: HostClaim & { person: Person },
): boolean {
  const key = personKey(person)
  if (conference.host === key) return true
  if (!asHost) return false
  return claimsHost === true || conference.members.get(key)?.gaveHost !== true
}

/** Whether somebody knows a host password of the conference. */
export function hasHostPassword(conference: Conference): boolean {
  return conference.phase === 'running' && conference.hostPasswordKnown
}

/** Who may not join a meeting that refuses with `conference-locked`. `everyone`: it is locked. */
export type ClosedTo = 'everyone' | 'guests' | 'outsiders'

/** Who may not join the conference, if `entryPolicy` refuses a person with `conference-locked`. */
export function closedTo(conference: Conference, { outside }: Pick<Candidate, 'outside'>): ClosedTo {
  if (conference.phase !== 'running') return 'everyone'
  if (outside && conference.insidersOnly) return 'outsiders'
  return conference.locked ? 'everyone' : 'guests'
}

/**
 * Whether the person may pass the waiting room. This is so if they were admitted. It is also so if they were called or have
 * joined before, unless they have been removed since.
 */
export function isAdmitted(member: Member | undefined): boolean {
  if (!member) return false
  return member.wait.state === 'let-in' || (!member.removed && (member.invited || member.joinedAt !== undefined))
}

/**
 * Whether the person is the host or a co-host now, or is named in the booking. The booked host counts even after they have
 * handed the role to another person. A booked co-host who is on the roster counts only if they are still co-host there.
 */
export function hasRoleIn(conference: Running, person: Person): boolean {
  const member = conference.members.get(personKey(person))
  if (member && hasRole(conference, member)) return true
  if (conference.host === personKey(person)) return true
  if (person.kind === 'user' && conference.booked?.host === person.unionId) return true
  return !member && isBookedCoHost(conference.booked, person)
}
