import type { Newcomer } from './event.ts'
import { personKey, type PersonKey } from './identity.ts'
import type { Member } from './member.ts'
import type { ExistingConference } from './state.ts'
import { isBookedCoHost } from './terms.ts'

/** The member with the person of `newcomer`; a new one if they are not on the roster. */
export function memberFor(state: ExistingConference, newcomer: Newcomer): Member {
  const key = personKey(newcomer.person)
  const known = state.members.get(key)
  if (known) return known
  return {
    key,
    person: newcomer.person,
    seq: state.members.size + 1,
    nick: newcomer.nick,
    ...(newcomer.jobNumber !== undefined && { jobNumber: newcomer.jobNumber }),
    outside: newcomer.outside,
    coHost: isBookedCoHost(state.booked, newcomer.person),
    banned: false,
    invited: false,
    removed: false,
    audio: 'allowed',
    call: { state: 'none' },
    wait: { state: 'none' },
    sessions: [],
    stays: [],
  }
}

/** The state with this member in place of their earlier one, and with `change`. */
export function withMember(
  state: ExistingConference,
  member: Member,
  change?: Partial<Omit<ExistingConference, 'phase' | 'members'>>,
): ExistingConference {
  return { ...state, ...change, members: state.members.with(member.key, member) }
}

/** The state with `change` in the member with this key. The same state if there is none. */
export function changed(state: ExistingConference, key: PersonKey, change: Partial<Member>): ExistingConference {
  const member = state.members.get(key)
  return member ? withMember(state, { ...member, ...change }) : state
}
