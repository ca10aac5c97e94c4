import { toActor, type Actor } from './actor.ts'
import type { CommandBody, Intent } from './command.ts'
import { newConference, type Conference } from './state.ts'
import { evolve } from './evolve.ts'
import { decide } from './decide.ts'
import type { Event, CreationDetails, Newcomer } from './event.ts'
import type { EpochMs, OrganizationId, ParticipantId, PersonKey, UnionId } from './identity.ts'
import type { Member } from './member.ts'

/** A command in a test. Its time is missing, and its actor may be; see `withActor`. */
export type TestIntent = CommandBody & Readonly<{ by?: Actor }>

export const APP: Actor = { kind: 'app', clientId: 'app' }

export const ann = user('ann')
export const bob = user('bob')
export const cat = user('cat')
export const guest: Newcomer = { person: { kind: 'guest', guestId: 'g1' }, nick: 'Guest', outside: true }
export const phone: Newcomer = { person: { kind: 'phone', number: '1380' }, nick: 'Desk', outside: true }

const DETAILS: CreationDetails = {
  organizationId: 'acme' as OrganizationId,
  title: 'Weekly sync',
  creator: { unionId: 'ann' as UnionId, nick: 'Ann' },
  roomCode: '42731905566',
  linkToken: '1_token',
  passcode: '4820517736',
  hostPasscode: '9073315542',
  autoTransferHost: true,
}

export function user(name: string): Newcomer {
  return { person: { kind: 'user', unionId: name as UnionId }, nick: name, outside: false }
}

/** Adds a missing actor: people join and knock themselves, and an app does everything else. */
export function withActor(ask: TestIntent): Intent {
  return { ...ask, by: ask.by ?? ('person' in ask ? toActor(ask.person) : APP) }
}

/** A person with an account, who does something. */
export function person(name: string): Actor {
  return { kind: 'person', unionId: name as UnionId }
}

export function keyOf(name: string): PersonKey {
  return `user:${name}` as PersonKey
}

export const at = (instant: number) => instant as EpochMs
export const session = (name: string) => name as ParticipantId

/** A conference that a test drives by commands. */
export class Scenario {
  state: Conference = newConference()
  readonly log: Event[] = []

  /** Applies the events that `ask` leads to at `instant`. @returns them without their actor, which `log` has */
  when(instant: number, ask: TestIntent): readonly Event[] {
    const events = decide(this.state, { ...withActor(ask), at: at(instant) })
    for (const event of events) {
      this.state = evolve(this.state, event)
      this.log.push(event)
    }
    return events.map((event) => {
      const { by: _, ...rest } = event
      return rest
    })
  }

  create(
    instant: number,
    options: { details?: Partial<CreationDetails>; inviteCreator?: boolean; invitees?: Newcomer[] } = {},
  ): this {
    const { details = {}, inviteCreator = false, invitees = [] } = options
    this.when(instant, { type: 'create', details: { ...DETAILS, ...details }, inviteCreator, invitees })
    return this
  }

  join(instant: number, who: Newcomer, participantId: string, device: Member['device'] = 'Win'): this {
    this.when(instant, { type: 'join', ...who, participantId: session(participantId), device })
    return this
  }

  leave(instant: number, participantId: string): this {
    this.when(instant, { type: 'leave', participantId: session(participantId) })
    return this
  }

  member(key: PersonKey): Member {
    const member = this.state.phase === 'absent' ? undefined : this.state.members.get(key)
    if (!member) throw new RangeError(`${key} is not on the roster`)
    return member
  }
}

/** A conference that Ann created at 0. */
export function meeting(options?: Parameters<Scenario['create']>[1]): Scenario {
  return new Scenario().create(0, options)
}
