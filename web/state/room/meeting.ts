import type { Control } from '../../../contract/signaling/control.ts'
import type { MemberView } from '../../../contract/signaling/types.ts'
import type { Roster } from '../../../client/roster.ts'
import { isJoined, roleOf, type RoomFacts } from './facts.ts'
import type { IfHostLeaves, MeetingView } from './views.ts'

/** The meeting itself, with the actions that the person's role allows. */
export function meetingOf(
  { conference, self }: RoomFacts,
  act: (control: Control) => void,
  leave: () => void,
): MeetingView {
  const current = conference.roster?.conference
  const role = roleOf(self?.member)
  const mayManage = role !== 'member' && isJoined(conference)
  const locked = current?.locked ?? false
  const sharing = current?.sharing ?? 'everybody'
  return {
    title: current?.title ?? '',
    roomCode: current?.roomCode ?? '',
    ...(current && { startTime: current.startTime }),
    locked,
    sharing,
    role,
    ...(mayManage && {
      ...(locked
        ? { unlock: () => act({ type: 'set-locked', locked: false }) }
        : { lock: () => act({ type: 'set-locked', locked: true }) }),
      muteAll: ({ force }) => act({ type: 'mute-all', force }),
      unmuteAll: () => act({ type: 'unmute-all' }),
      ...(sharing === 'everybody'
        ? { limitSharing: () => act({ type: 'set-sharing', who: 'hosts' }) }
        : { freeSharing: () => act({ type: 'set-sharing', who: 'everybody' }) }),
    }),
    ...(mayManage && role === 'host' && { endForAll: () => act({ type: 'close' }) }),
    ...(conference.connection.phase !== 'ended' && { leave }),
    ...(self && conference.roster && role === 'host' && { ifHostLeaves: ifHostLeaves(conference.roster, self.member) }),
  }
}

function ifHostLeaves({ conference, present }: Roster, host: MemberView): IfHostLeaves {
  if (host.sessions.length > 1) return { kind: 'stays-host' }
  if (conference.insideCount <= 1) return { kind: 'empty' }
  const next = nextHostOf(present.values())
  return next ? { kind: 'next-host', nick: next.nick } : { kind: 'no-host' }
}

/**
 * The person who becomes host if the host leaves: of the people with an account, a co-host before others, then the one who
 * joined first. src/conference/succession.ts chooses in the same way; a test compares the two.
 */
export function nextHostOf(members: Iterable<MemberView>): MemberView | undefined {
  let next: MemberView | undefined
  for (const member of members) {
    if (member.host || member.sessions.length === 0 || member.guest || member.byPhone) continue
    if (!next || isBefore(member, next)) next = member
  }
  return next
}

function isBefore(one: MemberView, other: MemberView): boolean {
  if (one.coHost !== other.coHost) return one.coHost
  return (one.joinTime ?? 0) < (other.joinTime ?? 0)
}
