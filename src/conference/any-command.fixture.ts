import fc from 'fast-check'
import { toActor, type Actor, type SystemReason } from './actor.ts'
import type { Command, Intent, Settings } from './command.ts'
import type { Conference } from './state.ts'
import type { Newcomer } from './event.ts'
import { personKey, type EpochMs, type ParticipantId } from './identity.ts'
import { APP, at } from './scenario.fixture.ts'

/** The relative frequency of each command. */
const WEIGHTS: Record<Exclude<Command['type'], 'create'>, number> = {
  join: 10,
  leave: 3,
  'fall-silent': 3,
  resume: 3,
  'lose-session': 2,
  invite: 4,
  knock: 2,
  'let-in': 2,
  'give-up-waiting': 1,
  'confirm-ring': 2,
  'accept-ring': 2,
  'decline-ring': 1,
  'fail-ring': 1,
  'cancel-ring': 1,
  'time-out-ring': 1,
  remove: 2,
  'hand-over-host': 1,
  'succeed-host': 1,
  'add-co-hosts': 2,
  'remove-co-hosts': 1,
  lock: 1,
  unlock: 2,
  'change-settings': 2,
  mute: 2,
  unmute: 1,
  'mute-all': 1,
  'unmute-all': 1,
  'unmute-self': 2,
  rename: 1,
  'set-focus': 2,
  'set-sharing': 1,
  'set-waiting-room': 1,
  'set-mute-on-join': 1,
  'set-chat': 1,
  'lower-hands': 1,
  'stop-video': 1,
  'stop-screen': 1,
  close: 1,
  'end-if-empty': 1,
}
const TYPES = Object.entries(WEIGHTS).flatMap(([type, weight]) => Array.from({ length: weight }, () => type))

/** The raw material of a random command. Its numbers choose among what exists. */
export type Draw = Readonly<{ type: keyof typeof WEIGHTS; who: number; id: number; flag: boolean; byApp: boolean }>

export const anyDraw: fc.Arbitrary<Draw> = fc.record({
  type: fc.constantFrom(...(TYPES as Draw['type'][])),
  who: fc.nat(9),
  id: fc.nat(40),
  flag: fc.boolean(),
  // A member's command is refused more often than an app's.
  byApp: fc.oneof({ weight: 4, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
})

/** What the numbers choose among. */
export type Cast = Readonly<{
  state: Conference
  people: readonly Newcomer[]
  /** A session id: known or unknown. For a join it is sometimes new. */
  session(id: number): ParticipantId
}>

/** The command of a draw. */
export function toIntent({ type, who, id, flag, byApp }: Draw, { state, people, session }: Cast): Intent {
  const person = people[who % people.length] as Newcomer
  const member = personKey(person.person)
  const other = people[id % people.length] as Newcomer
  const by = giverOf(type, { member: toActor(person.person), control: byApp ? APP : toActor(other.person) })
  const participantId = session(id)
  const row = state.phase === 'absent' ? undefined : state.members.get(member)
  switch (type) {
    case 'join':
      return {
        type,
        by,
        ...person,
        participantId,
        device: flag ? 'Mac' : 'other',
        ...(id % 7 === 0 && { asHost: true }),
      }
    case 'leave':
    case 'resume':
    case 'unmute-self':
      return { type, by, participantId }
    case 'fall-silent':
    case 'lose-session':
      return { type, by, participantId, lastSeenAt: at(id * 50) }
    case 'invite':
      return { type, by, invitees: flag ? [person] : people.slice(0, 2), ...(byApp && { telephony: true }) }
    case 'knock':
      return { type, by, ...person, ...(flag && { waits: true }) }
    case 'give-up-waiting':
      return { type, by, member, since: row?.wait.state === 'waiting' ? row.wait.askedAt : at(id) }
    case 'time-out-ring':
      return { type, by, member, since: row && 'since' in row.call ? row.call.since : at(id) }
    case 'confirm-ring':
    case 'accept-ring':
    case 'decline-ring':
    case 'fail-ring':
      return { type, by, member }
    case 'cancel-ring':
      return { type, by, member }
    case 'remove':
      return { type, by, targets: [{ member, ...(flag && { participantId }) }], forbidRejoin: id % 3 === 0 }
    case 'hand-over-host':
      return { type, by, to: member }
    case 'add-co-hosts':
    case 'remove-co-hosts':
    case 'let-in':
      return { type, by, members: [member] }
    case 'mute':
    case 'unmute':
      return { type, by, member, ...(flag && { participantId }) }
    case 'mute-all':
      return { type, by, force: flag }
    case 'rename':
      return { type, by, member, nick: `${member} ${id % 2}` }
    case 'set-focus':
      return { type, by, ...(flag && { member }), ...(id % 3 === 0 && { insteadOf: personKey(other.person) }) }
    case 'set-sharing':
      return { type, by, who: flag ? 'hosts' : 'everybody' }
    case 'set-waiting-room':
      return { type, by, on: flag }
    case 'set-mute-on-join':
      return { type, by, who: flag ? 'always' : 'never' }
    case 'set-chat':
      return { type, by, allowed: flag }
    case 'lower-hands':
      return { type, by, ...(flag && { member }) }
    case 'stop-video':
      return { type, by, member, ...(flag && { participantId }) }
    case 'stop-screen':
      return { type, by, member }
    case 'change-settings':
      return { type, by, settings: settingsOf(id, flag) }
    case 'lock':
    case 'unlock':
    case 'unmute-all':
    case 'close':
      return { type, by }
    case 'succeed-host':
      return { type, by }
    case 'end-if-empty':
      return { type, by, since: state.phase === 'absent' || id % 2 === 0 ? (0 as EpochMs) : state.emptySince }
  }
}

const SYSTEM: Partial<Record<Command['type'], SystemReason>> = {
  'fall-silent': 'silent',
  'lose-session': 'lost',
  'time-out-ring': 'timeout',
  'give-up-waiting': 'timeout',
  'fail-ring': 'line-failed',
  'succeed-host': 'succession',
  'end-if-empty': 'empty',
}
const OWN: ReadonlySet<Command['type']> = new Set<Command['type']>([
  'join',
  'leave',
  'resume',
  'unmute-self',
  'knock',
  'confirm-ring',
  'accept-ring',
  'decline-ring',
])

/** Who gives a command of this type. */
function giverOf(type: Command['type'], { member, control }: { member: Actor; control: Actor }): Actor {
  const reason = SYSTEM[type]
  if (reason) return { kind: 'system', reason }
  return OWN.has(type) ? member : control
}

function settingsOf(id: number, flag: boolean): Settings {
  return {
    ...(id & 1 && { muted: flag }),
    ...(id & 2 && { selfUnmuting: flag }),
    ...(id & 4 && { sharing: flag ? 'hosts' : 'everybody' }),
    ...(id & 8 && { locked: flag }),
    ...(id & 16 && { insidersOnly: flag }),
    ...(id & 32 && { autoTransferHost: flag }),
  }
}
