import type {
  Change,
  ConferenceView,
  MemberList,
  MembersPage,
  MembersRequest,
  MemberView,
  Snapshot,
} from '../contract/signaling/types.ts'

type Members = ReadonlyMap<string, MemberView>

/** The roster after change `seq`, as far as it is loaded. Its two lists are by `key`. */
export type Roster = Readonly<{
  seq: number
  conference: ConferenceView
  /** Members who are in the meeting, wait or are called, and host and co-hosts. */
  present: Members
  /** All others. */
  past: Members
  /** For each list that is not complete: after which member it goes on. */
  more: Readonly<Partial<Record<MemberList, number>>>
  /** An administrator made change `seq`, or part of it. */
  byAdministrator?: true
}>

/** An open session, with its member. */
export type Seat = Readonly<{ member: MemberView; session: MemberView['sessions'][number] }>

/** The roster of a snapshot. */
export function toRoster({ seq, conference, members, more = {} }: Snapshot): Roster {
  const empty: Members = new Map()
  return withMembers({ seq, conference, present: empty, past: empty, more }, members)
}

/**
 * The roster after a change. It stays the same object if it already contains the change.
 *
 * @returns `undefined` if an earlier change is missing, or if the roster must be loaded again
 */
export function applyChange(roster: Roster, change: Change): Roster | undefined {
  if (change.seq <= roster.seq) return roster
  if (change.previous !== roster.seq || change.reload) return undefined
  const { byAdministrator: _, ...before } = roster
  const { seq, conference, members, byAdministrator } = change
  return withMembers({ ...before, seq, conference, ...(byAdministrator && { byAdministrator }) }, members)
}

/** The roster with one more page. The same one if the page is from before or after it, or was not the next. */
export function applyPage(roster: Roster, { list, after }: MembersRequest, page: MembersPage): Roster {
  if (page.seq !== roster.seq || roster.more[list] !== after) return roster
  const { [list]: _read, ...others } = roster.more
  const more = page.next === undefined ? others : { ...others, [list]: page.next }
  return withMembers({ ...roster, more }, page.members)
}

/** The loaded member with this `key`, whether they are in the meeting or not. */
export function findMember({ present, past }: Roster, key: string): MemberView | undefined {
  return present.get(key) ?? past.get(key)
}

/** Open sessions, ordered by the first appearance of their members. The sessions of one member come oldest first. */
export function seatsOf(roster: Roster): readonly Seat[] {
  return seatListsOf(roster.present).seats
}

/** The open session with this id, if there is one. */
export function seatOf(roster: Roster, participantId: string): Seat | undefined {
  return seatListsOf(roster.present).seatById.get(participantId)
}

/** Whether the session may send and receive media: its audio place, or its role, unless it joined without sound. */
export function hasAudioPlace({ conference }: Roster, { member, session }: Seat): boolean {
  if (session.withoutSound) return false
  return member.host || member.coHost || conference.audioPlaces.includes(session.participantId)
}

/** By order of first appearance. The same list as long as it is the same map. */
export function byAppearance(members: Members): readonly MemberView[] {
  return remembered(sorted, members, () => Array.from(members.values()).sort((a, b) => a.seq - b.seq))
}

/** The server divides the roster alike. */
function isPresent({ status, waiting, letIn, host, coHost }: MemberView): boolean {
  return status <= 3 || waiting === true || letIn === true || host || coHost
}

/** Copies a list only if it changes: the past one may be long. */
function withMembers(roster: Roster, members: readonly MemberView[]): Roster {
  if (members.length === 0) return roster
  const present = new Map(roster.present)
  let past: Map<string, MemberView> | undefined
  for (const member of members) {
    if (isPresent(member)) {
      present.set(member.key, member)
      if (roster.past.has(member.key)) (past ??= new Map(roster.past)).delete(member.key)
    } else {
      present.delete(member.key)
      past ??= new Map(roster.past)
      past.set(member.key, member)
    }
  }
  return { ...roster, present, past: past ?? roster.past }
}

type SeatLists = Readonly<{ seats: readonly Seat[]; seatById: ReadonlyMap<string, Seat> }>

/** What was made of a list. A list never changes, so each is made once. */
const sorted = new WeakMap<Members, readonly MemberView[]>()
const seated = new WeakMap<Members, SeatLists>()

function seatListsOf(present: Members): SeatLists {
  return remembered(seated, present, () => {
    const seats = byAppearance(present).flatMap((member) => member.sessions.map((session) => ({ member, session })))
    return { seats, seatById: new Map(seats.map((seat) => [seat.session.participantId, seat])) }
  })
}

function remembered<T>(known: WeakMap<Members, T>, members: Members, make: () => T): T {
  const made = known.get(members) ?? make()
  known.set(members, made)
  return made
}
