import type { Change, ConferenceView, MemberView, Snapshot } from '../contract/signaling/types.ts'

/** The roster as it stands after change `seq`, by `key`. */
export type Roster = Readonly<{ seq: number; conference: ConferenceView; members: ReadonlyMap<string, MemberView> }>

/** An open session, with its member. */
export type Seat = Readonly<{ member: MemberView; session: MemberView['sessions'][number] }>

/** The roster of a snapshot. */
export function toRoster({ seq, conference, members }: Snapshot): Roster {
  return { seq, conference, members: new Map(members.map((member) => [member.key, member])) }
}

/**
 * The roster after a change. It stays the same object if it already contains the change.
 *
 * @returns `undefined` if an earlier change is missing
 */
export function applyChange(roster: Roster, change: Change): Roster | undefined {
  if (change.seq <= roster.seq) return roster
  if (change.previous !== roster.seq) return undefined
  const members = new Map(roster.members)
  for (const member of change.members) members.set(member.key, member)
  return { seq: change.seq, conference: change.conference, members }
}

/** Lists over one roster. A roster never changes, so each is made once. */
type Lists = Readonly<{
  members: readonly MemberView[]
  seats: readonly Seat[]
  seatById: ReadonlyMap<string, Seat>
}>

const listsOfRosters = new WeakMap<Roster, Lists>()

/** Open sessions, ordered by the first appearance of their members. The sessions of one member come oldest first. */
export function seatsOf(roster: Roster): readonly Seat[] {
  return listsOf(roster).seats
}

/** Members in order of their first appearance. */
export function byAppearance(roster: Roster): readonly MemberView[] {
  return listsOf(roster).members
}

/** The open session with this id, if there is one. */
export function seatOf(roster: Roster, participantId: string): Seat | undefined {
  return listsOf(roster).seatById.get(participantId)
}

function listsOf(roster: Roster): Lists {
  const known = listsOfRosters.get(roster)
  if (known) return known
  const members = Array.from(roster.members.values()).sort((a, b) => a.seq - b.seq)
  const seats = members.flatMap((member) => member.sessions.map((session) => ({ member, session })))
  const seatById = new Map(seats.map((seat) => [seat.session.participantId, seat]))
  const lists = { members, seats, seatById }
  listsOfRosters.set(roster, lists)
  return lists
}
