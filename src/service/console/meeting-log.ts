import type { Actor } from '../../conference/actor.ts'
import { actorKey } from '../../conference/actor.ts'
import type { Event, LoggedEvent } from '../../conference/event.ts'
import {
  personKey,
  toPerson,
  type ConferenceId,
  type OrganizationId,
  type ParticipantId,
  type PersonKey,
} from '../../conference/identity.ts'
import type { Directory } from '../account/directory.ts'
import type { Principal } from '../account/principal.ts'
import type { ConferenceStore } from '../conduct/conference-store.ts'
import { byCause } from './by-cause.ts'
import type { MeetingPeopleStore, NamedMember } from './meeting-people-store.ts'
import type { MeetingSearch } from './meeting-search.ts'

/** Who did something, by name. `name` is absent if it is not known anymore. */
export type NamedActor = Readonly<
  | { kind: 'person'; name?: string }
  | { kind: 'app'; id: string; name?: string }
  | { kind: 'administrator'; id: string; name?: string }
  | { kind: 'terminal'; user: string }
  | { kind: 'system'; reason: Extract<Actor, { kind: 'system' }>['reason'] }
>

/** One event, with the names of the people in it. `member`: the person it is about. `other`: the second person. */
export type NamedEvent = Readonly<{
  seq: number
  event: Event
  by?: NamedActor
  /** The actor is the person it is about. */
  isOwn: boolean
  member?: NamedMember
  other?: NamedMember
}>

/** What happened in a conference, for administrators of its organization. */
export class MeetingLog {
  readonly #meetings: Pick<MeetingSearch, 'loadHead'>
  readonly #conferences: Pick<ConferenceStore, 'readLog'>
  readonly #people: Pick<MeetingPeopleStore, 'findNames'>
  readonly #directory: Pick<Directory, 'findApp' | 'findUserById' | 'listUsersByUnionId'>

  constructor(deps: {
    meetings: Pick<MeetingSearch, 'loadHead'>
    conferences: Pick<ConferenceStore, 'readLog'>
    people: Pick<MeetingPeopleStore, 'findNames'>
    directory: Pick<Directory, 'findApp' | 'findUserById' | 'listUsersByUnionId'>
  }) {
    this.#meetings = deps.meetings
    this.#conferences = deps.conferences
    this.#people = deps.people
    this.#directory = deps.directory
  }

  /**
   * The events after the one with the number `after`, oldest first; of one moment the cause first. `next`: the number after which the next page begins.
   *
   * @throws AccountError `not-administrator`; ConferenceError `conference-not-found`
   */
  async page(
    by: Principal,
    { organizationId, id }: Readonly<{ organizationId: OrganizationId; id: ConferenceId }>,
    { after, limit }: Readonly<{ after: number; limit: number }>,
  ): Promise<Readonly<{ entries: readonly NamedEvent[]; next?: number }>> {
    await this.#meetings.loadHead(by, organizationId, id)
    const found = await this.#conferences.readLog(id, after, limit + 1)
    const shown = found.slice(0, limit)
    const entries = await this.#withNames({ organizationId, id }, byCause(shown))
    const last = shown.at(-1)
    return { entries, ...(found.length > limit && last && { next: last.seq }) }
  }

  async #withNames(
    of: Readonly<{ organizationId: OrganizationId; id: ConferenceId }>,
    logged: readonly LoggedEvent[],
  ): Promise<readonly NamedEvent[]> {
    const subjects = logged.map(({ event }) => subjectsOf(event))
    const actors = logged.flatMap(({ event }) => (event.by && actorKey(event.by)) ?? [])
    const names = await this.#people.findNames(of.id, {
      keys: [...new Set([...actors, ...subjects.flatMap(({ keys }) => keys)])],
      sessions: [...new Set(subjects.flatMap(({ session }) => session ?? []))],
    })
    const nameActor = this.#actorNames(of.organizationId, names.byKey)
    const entries: NamedEvent[] = []
    for (const [index, { seq, event }] of logged.entries()) {
      const { keys = [], session } = subjects[index] ?? {}
      const [first, second] = keys.map((key) => names.byKey.get(key) ?? unknownMember(key))
      const member = session === undefined ? first : names.bySession.get(session)
      const by = event.by && (await nameActor(event.by))
      entries.push({
        seq,
        event,
        ...(by && { by }),
        isOwn: event.by !== undefined && member !== undefined && actorKey(event.by) === member.key,
        ...(member && { member }),
        ...(second && { other: second }),
      })
    }
    return entries
  }

  /** Names actors, each of them looked up once. */
  #actorNames(organizationId: OrganizationId, byKey: ReadonlyMap<PersonKey, NamedMember>) {
    const known = new Map<string, NamedActor>()
    return async (actor: Actor): Promise<NamedActor> => {
      const id = JSON.stringify(actor)
      const named = known.get(id) ?? (await this.#nameActor(actor, organizationId, byKey))
      known.set(id, named)
      return named
    }
  }

  async #nameActor(
    actor: Actor,
    organizationId: OrganizationId,
    byKey: ReadonlyMap<PersonKey, NamedMember>,
  ): Promise<NamedActor> {
    switch (actor.kind) {
      case 'system':
        return { kind: 'system', reason: actor.reason }
      case 'app': {
        const app = await this.#directory.findApp(actor.clientId)
        return { kind: 'app', id: actor.clientId, ...(app && { name: app.name }) }
      }
      case 'administrator': {
        if ('terminal' in actor) return { kind: 'terminal', user: actor.terminal }
        const user = await this.#directory.findUserById(actor.organizationId, actor.userId)
        return { kind: 'administrator', id: actor.userId, ...(user && { name: user.name }) }
      }
      case 'person': {
        const key = actorKey(actor)
        const member = key && byKey.get(key)
        if (member) return { kind: 'person', name: member.nick }
        if (!('unionId' in actor)) return { kind: 'person' }
        const [user] = await this.#directory.listUsersByUnionId(organizationId, [actor.unionId])
        return { kind: 'person', ...(user && { name: user.name }) }
      }
    }
  }
}

/** The people that an event is about: members by key, or one session. */
function subjectsOf(event: Event): Readonly<{ keys: readonly PersonKey[]; session?: ParticipantId }> {
  switch (event.type) {
    case 'member-invited':
    case 'member-knocked':
    case 'session-opened':
      return { keys: [personKey(event.person)] }
    case 'host-changed':
      return { keys: [event.to, event.from] }
    case 'session-silent':
    case 'session-resumed':
    case 'session-closed':
      return { keys: [], session: event.participantId }
    default:
      return { keys: 'member' in event && event.member !== undefined ? [event.member] : [] }
  }
}

/** Somebody without a row, such as a booked host who never came. */
function unknownMember(key: PersonKey): NamedMember {
  const person = toPerson(key)
  return { key, nick: '', ...(person.kind === 'user' && { unionId: person.unionId }) }
}
