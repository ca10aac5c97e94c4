import { actorKey, type Actor } from './actor.ts'
import type { Command, Control } from './command.ts'
import { ConferenceError } from './conference-error.ts'
import { userKey, type PersonKey } from './identity.ts'
import type { Running } from './state.ts'

type Role = 'host' | 'co-host' | 'attendee'

/** Which roles may do what. Apps and administrators of the organization that owns the conference, and the system, may do everything. */
const MAY: Record<Control['type'] | 'record' | 'lift-ban', readonly Role[]> = {
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
  'set-waiting-room': ['host', 'co-host'],
  'set-mute-on-join': ['host', 'co-host'],
  'set-chat': ['host', 'co-host'],
  'lower-hands': ['host', 'co-host'],
  'stop-video': ['host', 'co-host'],
  'stop-screen': ['host', 'co-host'],
  'cancel-ring': ['host', 'co-host'],
  invite: ['host', 'co-host', 'attendee'],
  'lift-ban': ['host', 'co-host'],
  'change-settings': ['host'],
  record: ['host'],
}

/**
 * Checks that the actor of a control command may give it. Other commands pass.
 *
 * @throws ConferenceError `not-permitted`
 */
export function requirePermission(state: Running, command: Command): void {
  if (!isControl(command)) return
  const key = personToCheck(command)
  if (key === undefined) return
  // People may rename themselves, unless the booking forbids it.
  if (command.type === 'rename' && command.member === key && state.booked?.renaming !== false) return
  if (!MAY[command.type].includes(roleOf(state, key))) throw new ConferenceError('not-permitted')
}

/** @throws ConferenceError `not-permitted` if the actor may not invite somebody who is banned */
export function requireBanLift(state: Running, by: Actor): void {
  const key = actorKey(by)
  if (key !== undefined && !MAY['lift-ban'].includes(roleOf(state, key))) throw new ConferenceError('not-permitted')
}

/** @throws ConferenceError `not-permitted` if this person may not record the conference */
export function requireRecorder(state: Running, key: PersonKey): void {
  if (!MAY.record.includes(roleOf(state, key))) throw new ConferenceError('not-permitted')
}

function isControl(command: Command): command is Extract<Command, Control> {
  return command.type in MAY
}

/** The person whose role is checked; `undefined` if none is. An app closes a conference with the role of its operator. */
function personToCheck({ type, by }: Extract<Command, Control>): PersonKey | undefined {
  if (type === 'close' && by.kind === 'app' && by.operator !== undefined) return userKey(by.operator)
  return actorKey(by)
}

function roleOf(state: Running, key: PersonKey): Role {
  if (state.host === key) return 'host'
  return state.members.get(key)?.coHost ? 'co-host' : 'attendee'
}
