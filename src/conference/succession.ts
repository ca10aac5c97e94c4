import { isInside, type Running } from './state.ts'
import type { EpochMs, PersonKey } from './identity.ts'
import type { Member } from './member.ts'

/**
 * Who becomes host when the host has gone: a co-host first, then whoever joined first, of the people inside who have
 * an account. `undefined` while the host is inside, where hosts do not pass on by themselves, or with nobody to take it.
 */
export function successor(now: Running): PersonKey | undefined {
  if (!now.autoTransferHost || isInside(now, now.host)) return undefined
  let best: Member | undefined
  for (const member of now.members.values()) {
    if (member.sessions.length === 0 || member.person.kind !== 'user') continue
    if (!best || precedes(member, best)) best = member
  }
  return best?.key
}

function precedes(a: Member, b: Member): boolean {
  if (a.coHost !== b.coHost) return a.coHost
  return (a.joinedAt as EpochMs) < (b.joinedAt as EpochMs)
}
