import type { Conference } from '../../conference/state.ts'

/** A conference without its people, one person in it, and one session that was ever opened. */
const CONFERENCE_BYTES = 1_500
const MEMBER_BYTES = 640
const SESSION_BYTES = 170

/** The memory that a conference takes. Its texts count with a usual length: to look at each one would take too long. */
export function bytesOfConference(state: Conference): number {
  if (state.phase === 'absent') return CONFERENCE_BYTES
  return CONFERENCE_BYTES + state.members.size * MEMBER_BYTES + state.sessions.size * SESSION_BYTES
}
