import type { ConferenceOrder, ScriptedPerson } from '../../contract/sandbox/types.ts'
import { titleOr } from '../../contract/text/title.ts'
import { ConferenceError } from '../conference/conference-error.ts'
import type { Timeouts } from '../conference/due.ts'
import type { Newcomer } from '../conference/event.ts'
import type { ConferenceId, EpochMs, ParticipantId, UnionId } from '../conference/identity.ts'
import type { Conference } from '../conference/state.ts'
import { appOf, type Caller } from '../service/account/caller.ts'
import { toCreator, type User } from '../service/account/directory-entries.ts'
import type { Directory } from '../service/account/directory.ts'
import type { Clock, Ids } from '../service/clock-and-ids.ts'
import type { CommittedChange } from '../service/conduct/committed.ts'
import type { ConferenceHead } from '../service/conduct/conference-head.ts'
import type { Conductor } from '../service/conduct/conductor.ts'
import type { Follower } from '../service/conduct/feed.ts'
import type { Presence } from '../service/conduct/presence.ts'
import { engineDetail, type Media } from '../service/live/media.ts'
import { rehearse, requireStatuses } from './rehearsal.ts'
import { SandboxError } from './sandbox-error.ts'
import { toScript, type CastMember, type Step } from './script.ts'

/** How long a call, an empty conference and one that nobody joins stay as they are, unless somebody changes them. */
const LASTING_MS = 10 * 365 * 24 * 3_600_000
/** Conferences that one app may have made since it last ended them. */
const MAX_PER_APP = 1_000

/** A step of a timetable that its conference refused. */
type RefusedStep = Readonly<{ at: EpochMs; step: string; reason: string }>

type Scripted = {
  readonly id: ConferenceId
  readonly title: string
  readonly owner: Caller
  /** The rest of the timetable. */
  steps: readonly Step[]
  readonly refused: RefusedStep[]
}

/** A conference that was made, and everybody in it. */
export type Made = Readonly<{
  head: ConferenceHead
  state: Conference
  cast: readonly CastMember[]
  stepsLeft: number
}>

/**
 * Conferences that an app makes in one call, with their past, and the timetables of their people. The people stay until
 * their timetable, a person or an app changes that: they need no device.
 */
export class ScriptedConferences implements Follower {
  readonly #conductor: Pick<Conductor, 'writePast' | 'execute' | 'loadCommitted'>
  readonly #presence: Pick<Presence, 'beat'>
  readonly #directory: Pick<Directory, 'findUserByUnionId' | 'toNewcomer' | 'pagePeople'>
  readonly #media: Pick<Media, 'engine'>
  readonly #clock: Clock
  readonly #ids: Ids
  readonly #timeouts: Timeouts
  readonly #scripted = new Map<ConferenceId, Scripted>()
  /** The open sessions of scripted people. */
  readonly #inside = new Map<ParticipantId, ConferenceId>()

  constructor(deps: {
    conductor: Pick<Conductor, 'writePast' | 'execute' | 'loadCommitted'>
    presence: Pick<Presence, 'beat'>
    directory: Pick<Directory, 'findUserByUnionId' | 'toNewcomer' | 'pagePeople'>
    media: Pick<Media, 'engine'>
    clock: Clock
    ids: Ids
    leaveWindowMs: number
  }) {
    this.#conductor = deps.conductor
    this.#presence = deps.presence
    this.#directory = deps.directory
    this.#media = deps.media
    this.#clock = deps.clock
    this.#ids = deps.ids
    this.#timeouts = {
      leaveWindowMs: deps.leaveWindowMs,
      ringTimeoutMs: LASTING_MS,
      emptyMs: LASTING_MS,
      neverEnteredMs: LASTING_MS,
    }
  }

  /**
   * Makes a conference of the caller's organization. What is in the future happens when `act` is called then.
   *
   * @throws SandboxError if it is impossible; then nothing is made
   */
  async make(caller: Caller, order: ConferenceOrder): Promise<Made> {
    if (this.#of(caller).length >= MAX_PER_APP) {
      throw new SandboxError(`the app has made ${MAX_PER_APP} conferences: end them with DELETE /sandbox/conferences`)
    }
    const creator = await this.#loadCreator(caller, order)
    const people: Newcomer[] = []
    for (const [index, person] of order.people.entries()) people.push(await this.#toNewcomer(caller, person, index))
    const now = this.#clock.now()
    const script = toScript(order, {
      now,
      by: appOf(caller),
      people,
      newParticipantId: (at) => this.#ids.object(at) as ParticipantId,
      details: {
        organizationId: caller.organizationId,
        title: titleOr({ title: order.title ?? '', otherwise: creator.name }),
        creator: toCreator(creator),
        roomCode: this.#ids.digits(11),
        linkToken: `1_${this.#ids.uuid()}`,
        passcode: this.#ids.digits(10),
        hostPasscode: this.#ids.digits(10),
        autoTransferHost: true,
        ...engineDetail(this.#media),
      },
    })
    const id = this.#ids.object(script.startsAt) as ConferenceId
    const { events, state } = rehearse(script.steps.filter(({ at }) => at <= now))
    requireStatuses(state, script.cast)
    const steps = script.steps.filter(({ at }) => at > now)
    const members = state.phase === 'absent' ? [] : [...state.members.values()]
    // Before the conference exists: a session without a heartbeat would be shown as silent.
    const inside = members.flatMap(({ sessions }) => sessions.map(({ participantId }) => participantId))
    for (const participantId of inside) this.#enter(id, participantId)
    try {
      await this.#conductor.writePast(id, events, this.#timeouts)
    } catch (error) {
      for (const participantId of inside) this.#inside.delete(participantId)
      throw error
    }
    const { head } = await this.#conductor.loadCommitted(id)
    this.#scripted.set(id, { id, title: head.title, owner: caller, steps, refused: [] })
    return { head, state, cast: script.cast, stepsLeft: steps.length }
  }

  /** The conferences that the caller has made, oldest first. */
  list(caller: Caller): readonly Readonly<Pick<Scripted, 'id' | 'title' | 'steps' | 'refused'>>[] {
    return this.#of(caller)
  }

  /** Ends the conferences that the caller has made, and forgets their timetables. @returns how many were in progress */
  async end(caller: Caller): Promise<number> {
    let ended = 0
    for (const { id } of this.#of(caller)) {
      this.#scripted.delete(id)
      try {
        if (await this.#conductor.execute(id, { type: 'close', by: appOf(caller) })) ended += 1
      } catch (error) {
        if (!(error instanceof ConferenceError)) throw error // it is over already
      }
    }
    return ended
  }

  /** Does what the timetables say for now, and keeps the people inside. Call it several times a second. */
  async act(): Promise<void> {
    for (const [participantId, conferenceId] of this.#inside) this.#presence.beat(conferenceId, participantId)
    const now = this.#clock.now()
    for (const scripted of this.#scripted.values()) {
      const due = scripted.steps.filter(({ at }) => at <= now)
      scripted.steps = scripted.steps.slice(due.length)
      for (const step of due) await this.#take(scripted, step)
    }
  }

  /** Forgets the people who are not inside any more. */
  follow({ events }: CommittedChange): void {
    for (const { event } of events) if (event.type === 'session-closed') this.#inside.delete(event.participantId)
  }

  #of({ clientId, organizationId }: Caller): readonly Scripted[] {
    return [...this.#scripted.values()].filter(
      ({ owner }) => owner.clientId === clientId && owner.organizationId === organizationId,
    )
  }

  async #take({ id, refused }: Scripted, { at, intent, what }: Step): Promise<void> {
    const joining = intent.type === 'join' ? intent.participantId : undefined
    try {
      if (joining !== undefined) this.#enter(id, joining)
      await this.#conductor.execute(id, intent)
    } catch (error) {
      if (joining !== undefined) this.#inside.delete(joining)
      if (!(error instanceof ConferenceError)) throw error
      refused.push({ at, step: what, reason: error.code })
    }
  }

  #enter(id: ConferenceId, participantId: ParticipantId): void {
    this.#inside.set(participantId, id)
    this.#presence.beat(id, participantId)
  }

  async #loadCreator(caller: Caller, { creator, people }: ConferenceOrder): Promise<User> {
    const named = creator ?? (people.find(({ host, unionId }) => host && unionId) ?? people.find(isInsider))?.unionId
    if (named === undefined) {
      const [anybody] = (await this.#directory.pagePeople(caller.organizationId, { query: '', from: 0, limit: 1 }))
        .people
      if (anybody) return anybody
      throw new SandboxError('the organization of the app has nobody who could create the conference')
    }
    const user = await this.#directory.findUserByUnionId(caller.organizationId, named as UnionId)
    if (!user) throw new SandboxError(`the creator ${named} is not in the organization of the app`)
    return user
  }

  async #toNewcomer(caller: Caller, person: ScriptedPerson, index: number): Promise<Newcomer> {
    const { unionId, guest, phone, name, outside } = person
    if ([unionId, guest, phone].filter((one) => one !== undefined).length !== 1) {
      throw new SandboxError(`people.${index} needs exactly one of unionId, guest and phone`)
    }
    if (guest !== undefined) {
      return { person: { kind: 'guest', guestId: this.#ids.uuid() }, nick: name ?? guest, outside: true }
    }
    if (phone !== undefined) return { person: { kind: 'phone', number: phone }, nick: name ?? phone, outside: true }
    if (outside) {
      if (name === undefined) throw new SandboxError(`people.${index} is outside and needs a name`)
      return { person: { kind: 'user', unionId: unionId as UnionId }, nick: name, outside: true }
    }
    const user = await this.#directory.findUserByUnionId(caller.organizationId, unionId as UnionId)
    if (!user) {
      throw new SandboxError(`people.${index} is not in the organization of the app: use outside for people elsewhere`)
    }
    return {
      ...(await this.#directory.toNewcomer(user, caller.organizationId)),
      ...(name !== undefined && { nick: name }),
    }
  }
}

function isInsider({ unionId, outside }: ScriptedPerson): boolean {
  return unionId !== undefined && !outside
}
