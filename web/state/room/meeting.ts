import type { Control } from '../../../contract/signaling/control.ts'
import { isInside, ownSeat, roleOf, type RoomFacts } from './facts.ts'
import type { MeetingView } from './views.ts'

/** The meeting itself, with what one's role may do to it. */
export function meetingOf({ conference }: RoomFacts, act: (control: Control) => void, leave: () => void): MeetingView {
  const shown = conference.roster?.conference
  const role = roleOf(ownSeat(conference)?.member)
  const presides = role !== 'member' && isInside(conference)
  const locked = shown?.locked ?? false
  const sharing = shown?.sharing ?? 'everybody'
  return {
    title: shown?.title ?? '',
    roomCode: shown?.roomCode ?? '',
    ...(shown && { startTime: shown.startTime }),
    locked,
    sharing,
    role,
    ...(presides && {
      ...(locked
        ? { unlock: () => act({ type: 'set-locked', locked: false }) }
        : { lock: () => act({ type: 'set-locked', locked: true }) }),
      muteAll: ({ force }) => act({ type: 'mute-all', force }),
      unmuteAll: () => act({ type: 'unmute-all' }),
      ...(sharing === 'everybody'
        ? { limitSharing: () => act({ type: 'set-sharing', who: 'hosts' }) }
        : { freeSharing: () => act({ type: 'set-sharing', who: 'everybody' }) }),
    }),
    ...(presides && role === 'host' && { endForAll: () => act({ type: 'close' }) }),
    ...(conference.line.phase !== 'ended' && { leave }),
  }
}
