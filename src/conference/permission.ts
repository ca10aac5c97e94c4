import type { Authority, Command } from './command.ts'
import { ConferenceError } from './conference-error.ts'
import type { Running } from './conference.ts'

type Role = 'host' | 'co-host' | 'attendee'
type Act = Extract<Command, { authority: Authority }>['type']

/** Who may do what. An app of the owning organisation stands above this table. */
const MAY: Record<Act, readonly Role[]> = {
  close: ['host'],
  'hand-over-host': ['host'],
  'add-co-hosts': ['host'],
  'remove-co-hosts': ['host'],
  lock: ['host', 'co-host'],
  unlock: ['host', 'co-host'],
  remove: ['host', 'co-host'],
}

/** @throws ConferenceError `not-permitted` */
export function requirePermission(state: Running, authority: Authority, act: Act): void {
  if (authority.kind === 'app') return
  if (!MAY[act].includes(roleOf(state, authority))) throw new ConferenceError('not-permitted')
}

function roleOf(state: Running, authority: Extract<Authority, { kind: 'member' }>): Role {
  if (state.host === authority.key) return 'host'
  return state.members.get(authority.key)?.coHost ? 'co-host' : 'attendee'
}
