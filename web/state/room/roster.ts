import type { Change, ConferenceView, MemberView, Snapshot } from '../../../contract/signaling/signaling.ts'

/** The roster as it stands after change `seq`, by `key`. */
export type Roster = Readonly<{ seq: number; conference: ConferenceView; members: ReadonlyMap<string, MemberView> }>

/** Somebody's session inside, with whose it is. */
export type Seat = Readonly<{ member: MemberView; session: MemberView['sessions'][number] }>

export function toRoster({ seq, conference, members }: Snapshot): Roster {
  return { seq, conference, members: new Map(members.map((member) => [member.key, member])) }
}

/** @returns the roster after the change, the same one if it held it already, `undefined` if something between is missing */
export function applyChange(roster: Roster, change: Change): Roster | undefined {
  if (change.seq <= roster.seq) return roster
  if (change.previous !== roster.seq) return undefined
  const members = new Map(roster.members)
  for (const member of change.members) members.set(member.key, member)
  return { seq: change.seq, conference: change.conference, members }
}

/** Open sessions by order of their members' first appearance, then oldest first. */
export function seatsOf(roster: Roster): Seat[] {
  return byAppearance(roster).flatMap((member) => member.sessions.map((session) => ({ member, session })))
}

export function byAppearance(roster: Roster): MemberView[] {
  return Array.from(roster.members.values()).sort((a, b) => a.seq - b.seq)
}

export function seatOf(roster: Roster, participantId: string): Seat | undefined {
  return seatsOf(roster).find(({ session }) => session.participantId === participantId)
}
