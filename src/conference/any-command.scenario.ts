import fc from 'fast-check'
import type { Command, Settings } from './command.ts'
import type { Conference } from './state.ts'
import type { Newcomer } from './event.ts'
import { personKey, type EpochMs, type ParticipantId } from './identity.ts'
import { at, type Unstamped } from './scenario.ts'

/** How often each command is asked among all; every one there is has its number. */
const WEIGHTS: Record<Exclude<Command['type'], 'create'>, number> = {
  join: 10,
  leave: 3,
  'fall-silent': 2,
  resume: 2,
  'lose-session': 2,
  invite: 4,
  knock: 2,
  'let-in': 2,
  'give-up-waiting': 1,
  'reach-ring': 2,
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
  close: 1,
  'end-if-empty': 1,
}
const TYPES = Object.entries(WEIGHTS).flatMap(([type, weight]) => Array.from({ length: weight }, () => type))

/** What a command is made of; its numbers choose among whatever there is. */
export type Throw = Readonly<{ type: keyof typeof WEIGHTS; who: number; id: number; flag: boolean; byApp: boolean }>

export const anyThrow: fc.Arbitrary<Throw> = fc.record({
  type: fc.constantFrom(...(TYPES as Throw['type'][])),
  who: fc.nat(9),
  id: fc.nat(40),
  flag: fc.boolean(),
  // Of what a member asks on his own word most would be refused.
  byApp: fc.oneof({ weight: 4, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
})

/** Whom and what the numbers choose among. */
export type Cast = Readonly<{
  state: Conference
  people: readonly Newcomer[]
  /** One of its sessions, or one that there is not; of a join, one that is new now and then. */
  session(id: number): ParticipantId
}>

/** The command that a throw comes to. */
export function askOf({ type, who, id, flag, byApp }: Throw, { state, people, session }: Cast): Unstamped {
  const person = people[who % people.length] as Newcomer
  const member = personKey(person.person)
  const other = personKey((people[id % people.length] as Newcomer).person)
  const authority = byApp ? ({ kind: 'app' } as const) : ({ kind: 'member', key: other } as const)
  const participantId = session(id)
  const row = state.phase === 'absent' ? undefined : state.members.get(member)
  switch (type) {
    case 'join':
      return { type, ...person, participantId, device: flag ? 'Mac' : 'other' }
    case 'leave':
    case 'fall-silent':
    case 'resume':
    case 'unmute-self':
      return { type, participantId }
    case 'lose-session':
      return { type, participantId, lastSeenAt: at(id * 50) }
    case 'invite':
      return { type, authority, invitees: flag ? [person] : people.slice(0, 2), ...(byApp && { telephony: true }) }
    case 'knock':
      return { type, ...person, ...(flag && { waits: true }) }
    case 'give-up-waiting':
      return { type, member, since: row?.wait.state === 'waiting' ? row.wait.askedAt : at(id) }
    case 'time-out-ring':
      return { type, member, since: row && 'since' in row.call ? row.call.since : at(id) }
    case 'reach-ring':
    case 'accept-ring':
    case 'decline-ring':
    case 'fail-ring':
      return { type, member }
    case 'cancel-ring':
      return { type, authority, member }
    case 'remove':
      return { type, authority, targets: [{ member, ...(flag && { participantId }) }], forbidRejoin: id % 3 === 0 }
    case 'hand-over-host':
      return { type, authority, to: member }
    case 'add-co-hosts':
    case 'remove-co-hosts':
    case 'let-in':
      return { type, authority, members: [member] }
    case 'mute':
    case 'unmute':
      return { type, authority, member, ...(flag && { participantId }) }
    case 'mute-all':
      return { type, authority, force: flag }
    case 'rename':
      return { type, authority, member, nick: `${member} ${id % 2}` }
    case 'set-focus':
      return { type, authority, ...(flag && { member }), ...(id % 3 === 0 && { insteadOf: other }) }
    case 'set-sharing':
      return { type, authority, who: flag ? 'hosts' : 'everybody' }
    case 'change-settings':
      return { type, authority, settings: settingsOf(id, flag) }
    case 'lock':
    case 'unlock':
    case 'unmute-all':
    case 'close':
      return { type, authority }
    case 'succeed-host':
      return { type }
    case 'end-if-empty':
      return { type, since: state.phase === 'absent' || id % 2 === 0 ? (0 as EpochMs) : state.emptySince }
  }
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
