import type { Authority, Command } from './command.ts'
import { ConferenceError } from './conference-error.ts'
import type { Running } from './state.ts'
import type { PersonKey } from './identity.ts'

type Role = 'host' | 'co-host' | 'attendee'
type Controlling = Extract<Command, { authority: Authority }>
type Act = Controlling['type'] | 'record' | 'lift-ban'

/** Who may do what. An app of the owning organisation stands above this table. */
const MAY: Record<Act, readonly Role[]> = {
  close: ['host'],
  'hand-over-host': ['host'],
  'add-co-hosts': ['host'],
  'remove-co-hosts': ['host'],
  lock: ['host', 'co-host'],
  unlock: ['host', 'co-host'],
  remove: ['host', 'co-host'],
  'let-in': ['host', 'co-host'],
  mute: ['host', 'co-host'],
  unmute: ['host', 'co-host'],
  'mute-all': ['host', 'co-host'],
  'unmute-all': ['host', 'co-host'],
  rename: ['host', 'co-host'],
  'set-focus': ['host', 'co-host'],
  'set-sharing': ['host', 'co-host'],
  'cancel-ring': ['host', 'co-host'],
  invite: ['host', 'co-host', 'attendee'],
  'lift-ban': ['host', 'co-host'],
  'change-settings': ['host'],
  record: ['host'],
}

/** @throws ConferenceError `not-permitted` */
export function requirePermission(state: Running, command: Controlling): void {
  const { authority, type } = command
  if (authority.kind === 'app') return
  // Everybody names himself, unless it was booked otherwise.
  if (type === 'rename' && command.member === authority.key && state.booked?.renaming !== false) return
  if (!MAY[type].includes(roleOf(state, authority))) throw new ConferenceError('not-permitted')
}

/** @throws ConferenceError `not-permitted` for whoever may not let somebody back in who was removed for good */
export function requireLifting(state: Running, authority: Authority): void {
  if (authority.kind === 'app') return
  if (!MAY['lift-ban'].includes(roleOf(state, authority))) throw new ConferenceError('not-permitted')
}

/** @throws ConferenceError `not-permitted` for whoever may not have the conference recorded */
export function requireRecorder(state: Running, key: PersonKey): void {
  if (!MAY.record.includes(roleOf(state, { key }))) throw new ConferenceError('not-permitted')
}

function roleOf(state: Running, { key }: Readonly<{ key: PersonKey }>): Role {
  if (state.host === key) return 'host'
  return state.members.get(key)?.coHost ? 'co-host' : 'attendee'
}
