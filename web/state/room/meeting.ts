import type { Control } from '../../../contract/signaling/control.ts'
import type { MemberView } from '../../../contract/signaling/types.ts'
import type { Roster } from '../../../client/roster.ts'
import { isJoined, roleOf, type RoomFacts } from './facts.ts'
import type { HostSetting, HostToolsView } from './host-tools-view.ts'
import type { IfHostLeaves, MeetingView } from './views.ts'

/** The meeting itself, with the actions that the person's role allows. */
export function meetingOf(facts: RoomFacts, act: (control: Control) => void, leave: () => void): MeetingView {
  const { conference, self } = facts
  const current = conference.roster?.conference
  const role = roleOf(self?.member)
  return {
    title: current?.title ?? '',
    roomCode: current?.roomCode ?? '',
    ...(current && { startTime: current.startTime }),
    locked: current?.locked ?? false,
    role,
    ...(role !== 'member' &&
      isJoined(conference) &&
      conference.roster && { hostTools: hostToolsOf(facts, conference.roster, act) }),
    ...(role === 'host' && isJoined(conference) && { endForAll: () => act({ type: 'close' }) }),
    ...(conference.connection.phase !== 'ended' && { leave }),
    ...(self && conference.roster && role === 'host' && { ifHostLeaves: ifHostLeaves(conference.roster, self.member) }),
  }
}

function hostToolsOf(
  { hands }: RoomFacts,
  { conference, present }: Roster,
  act: (control: Control) => void,
): HostToolsView {
  const { locked, waitingRoom, muteOnJoin, sharing, chat } = conference
  const isBarred = Array.from(present.values()).some(({ audio }) => audio === 'barred')
  return {
    locked,
    waitingRoom,
    muteOnJoin: muteOnJoin !== 'never',
    sharing: sharing === 'everybody',
    chat,
    set: (setting, on) => act(toControl(setting, on)),
    muteAll: ({ force }) => act({ type: 'mute-all', force }),
    ...(isBarred && { allowUnmuting: () => act({ type: 'unmute-all' }) }),
    ...(hands.size > 0 && { lowerHands: () => act({ type: 'lower-hands' }) }),
  }
}

function toControl(setting: HostSetting, on: boolean): Control {
  switch (setting) {
    case 'locked':
      return { type: 'set-locked', locked: on }
    case 'waitingRoom':
      return { type: 'set-waiting-room', on }
    case 'muteOnJoin':
      return { type: 'set-mute-on-join', who: on ? 'always' : 'never' }
    case 'sharing':
      return { type: 'set-sharing', who: on ? 'everybody' : 'hosts' }
    case 'chat':
      return { type: 'set-chat', allowed: on }
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
