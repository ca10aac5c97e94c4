import { newConference } from '../conference/state.ts'
import { decide } from '../conference/decide.ts'
import { DEFAULT_TIMEOUTS } from '../conference/due.ts'
import type { Newcomer } from '../conference/event.ts'
import {
  personKey,
  type BookingId,
  type ConferenceId,
  type EpochMs,
  type OrganizationId,
  type ParticipantId,
  type Person,
  type PersonKey,
  type UnionId,
} from '../conference/identity.ts'
import type { Device } from '../conference/member.ts'
import { defaultTerms } from '../conference/terms.ts'
import { withActor, type TestIntent } from '../conference/scenario.fixture.ts'
import type { Commit } from '../service/conduct/conference-store.ts'
import type { Job } from '../service/conduct/job-store.ts'
import type { Store } from './store.ts'
import { step, type VersionedState } from '../service/conduct/step.ts'

/** A database for one test, from which a store can be opened again and again. */
export type TestDatabase = AsyncDisposable & { open(): Promise<Store> }
export type NewDatabase = () => Promise<TestDatabase>

export const T0 = 1_750_000_000_000 as EpochMs
export const ACME = 'dingacme' as OrganizationId

let made = 0

/** A conference as the service would execute it: each call gives the commit to write. */
export class Meeting {
  readonly id: ConferenceId
  now: EpochMs
  #standing: VersionedState = { state: newConference(), version: 0 }
  #sessions = 0

  constructor(options: { id?: string; at?: number } = {}) {
    this.id = (options.id ?? (++made).toString(16).padStart(24, '0')) as ConferenceId
    this.now = (T0 + (options.at ?? 0)) as EpochMs
  }

  get state() {
    return this.#standing.state
  }

  /** Ada creates it and becomes its host; she is in the roster only if invited or joined. */
  create(invitees: readonly Newcomer[] = [], roomCode = '10000001', bookingId?: BookingId): Commit {
    const creator = { unionId: 'ada' as UnionId, nick: 'Ada' }
    const secrets = { roomCode, linkToken: 'link', passcode: '111111', hostPasscode: '222222' }
    const booked = bookingId && { booked: { ...defaultTerms(creator.unionId), bookingId } }
    const details = { organizationId: ACME, title: 'Weekly', creator, autoTransferHost: true, ...secrets, ...booked }
    return this.do({ type: 'create', details, invitees, inviteCreator: false })
  }

  join(name: string, device: Device = 'Win'): Commit {
    return this.do({ type: 'join', participantId: this.sessionId(++this.#sessions), device, ...user(name) })
  }

  /** Of the `n`th join, from 1. */
  sessionId(n: number): ParticipantId {
    return `${this.id.slice(-12)}${n.toString(16).padStart(12, '0')}` as ParticipantId
  }

  /** @throws ConferenceError as the domain decides; RangeError if nothing changed */
  do(ask: TestIntent): Commit {
    const events = decide(this.state, { ...withActor(ask), at: this.now })
    if (events.length === 0) throw new RangeError(`${ask.type} changes nothing`)
    const { commit, ...standing } = step({ id: this.id, ...this.#standing }, events, DEFAULT_TIMEOUTS)
    this.#standing = standing
    return commit
  }

  wait(ms: number): this {
    this.now = (this.now + ms) as EpochMs
    return this
  }
}

/** The jobs that are due at `now`, earliest first. They stay due. */
export async function listDue({ jobs }: Store, now: EpochMs, limit = 99): Promise<readonly Job[]> {
  const taken = await jobs.take({ now, leaseMs: 0, limit })
  for (const job of taken) await jobs.postpone(job, job.dueAt)
  return taken.map(({ conferenceId, kind, subject, since, dueAt }) => ({ conferenceId, kind, subject, since, dueAt }))
}

export function user(name: string): Newcomer {
  return { person: { kind: 'user', unionId: name as UnionId }, nick: name, outside: false }
}

export function keyOf(name: string): PersonKey {
  return personKey({ kind: 'user', unionId: name as UnionId } satisfies Person)
}

/** The request of an app of the organization. */
export const BY_APP = { by: { kind: 'app', clientId: 'app' } } as const
