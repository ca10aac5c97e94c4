import { isInside, type Running } from './state.ts'
import type { EpochMs, PersonKey } from './identity.ts'
import type { Member } from './member.ts'

/**
 * The person who becomes host when the host has left: of the people in the conference who have an account, a co-host
 * first, then the one who joined first. `undefined` while the host is in the conference, if `autoTransferHost` is off, or
 * if nobody can become host. The page names the same person in web/state/room/meeting.ts; a test compares the two.
 */
export function successor(conference: Running): PersonKey | undefined {
  if (!conference.autoTransferHost || isInside(conference, conference.host)) return undefined
  let best: Member | undefined
  for (const member of conference.members.values()) {
    if (member.sessions.length === 0 || member.person.kind !== 'user') continue
    if (!best || precedes(member, best)) best = member
  }
  return best?.key
}

function precedes(a: Member, b: Member): boolean {
  if (a.coHost !== b.coHost) return a.coHost
  return (a.joinedAt as EpochMs) < (b.joinedAt as EpochMs)
}
