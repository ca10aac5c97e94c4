import type { MemberView } from '../../../contract/signaling/types.ts'
import { isJoined, isHostOrCoHost, mediaStateOf, type RoomFacts } from './facts.ts'
import type { PeopleView, PersonView } from './people-views.ts'
import { isSameView } from '../same-view.ts'
import { toPerson, type SendControl, type Subject, type Viewer } from './person.ts'
import { NOBODY, PastPeople, toWanted } from './past-people.ts'
import { byAppearance, type Roster } from '../../../client/roster.ts'

/** The most members that one `let-in` control may name. */
const MAX_LET_IN = 100

type Row = Readonly<{ subject: Subject; viewer: Viewer; person: PersonView }>

/**
 * The roster as the panel groups it, each person with what the viewer may do to them. A row stays the same object until
 * something that it shows changes, so a change of one person costs one new row.
 */
export class PeopleList {
  readonly #act: SendControl
  #viewer: Viewer | undefined
  #rows = new Map<string, Row>()
  readonly #past: PastPeople
  /** Keys of the members who ask to be let in, if the viewer may let them in. */
  #asking: readonly string[] = []

  constructor(act: SendControl) {
    this.#act = act
    this.#past = new PastPeople(act)
  }

  /** @param search what the names must contain; empty for everybody */
  show(facts: RoomFacts, search: string): Omit<PeopleView, 'search' | 'setSearch' | 'loadAll'> {
    const { roster } = facts.conference
    const present = roster ? byAppearance(roster.present) : []
    this.#viewer = toViewer(facts, this.#viewer)
    const viewer = this.#viewer
    const namesakes = namesakesOf(present)
    const rows = new Map(
      present.map((member) => [
        member.key,
        this.#rowOf(member, facts, { viewer, namesake: namesakes.get(member.key) }),
      ]),
    )
    this.#rows = rows
    const wanted = toWanted(search)
    const found = present.filter(wanted)
    const peopleWith = (...statuses: MemberView['status'][]) =>
      found
        .filter(({ status, waiting }) => !waiting && statuses.includes(status))
        .flatMap(({ key }) => rows.get(key)?.person ?? [])
    const mayLetIn = viewer.isJoined && isHostOrCoHost(viewer.self)
    this.#asking = mayLetIn ? present.filter(({ waiting }) => waiting).map(({ key }) => key) : []
    const past = roster ? this.#past.show(roster.past, viewer, search) : NOBODY
    return {
      count: countInside(roster, present),
      waiting: found.filter(({ waiting }) => waiting).flatMap(({ key }) => rows.get(key)?.person ?? []),
      waitingCount: this.#asking.length,
      ...(this.#asking.length > 0 && { letAllIn: () => this.#letAllIn() }),
      ...(mayLetIn && facts.hands.size > 0 && { lowerHands: () => this.#act({ type: 'lower-hands' }) }),
      notJoined: joined(peopleWith(1, 2, 4), past.notJoined),
      inMeeting: peopleWith(3).sort((a, b) => rank(a) - rank(b)),
      left: joined(peopleWith(5, 6), past.left),
      ...(roster && loadedOf(roster)),
    }
  }

  #letAllIn(): void {
    for (let from = 0; from < this.#asking.length; from += MAX_LET_IN) {
      this.#act({ type: 'let-in', members: this.#asking.slice(from, from + MAX_LET_IN) })
    }
  }

  #rowOf(
    member: MemberView,
    facts: RoomFacts,
    { viewer, namesake }: { viewer: Viewer; namesake: PersonView['namesake'] },
  ): Row {
    const mediaStates = member.sessions.map((session) => mediaStateOf(facts, { member, session }))
    const subject = { member, mediaStates, hand: facts.hands.get(member.key), ...(namesake && { namesake }) }
    const before = this.#rows.get(member.key)
    if (before && before.viewer === viewer && isSameSubject(before.subject, subject)) return before
    return { subject, viewer, person: toPerson(subject, viewer, this.#act) }
  }
}

/** The viewer as before, if nothing about them is different. */
function toViewer({ conference, self }: RoomFacts, before: Viewer | undefined): Viewer {
  const viewer: Viewer = {
    self: self?.member,
    participantId: conference.self,
    isJoined: isJoined(conference),
    focus: conference.roster?.conference.focus,
    isLocked: conference.roster?.conference.locked ?? false,
  }
  return before && isSameView(before, viewer) ? before : viewer
}

/** The server counts, until everybody who is there is loaded. */
function countInside(roster: Roster | undefined, present: readonly MemberView[]): number {
  if (roster?.more.present !== undefined) return roster.conference.insideCount
  return present.filter(({ status }) => status === 3).length
}

function loadedOf({ present, past, more, conference }: Roster): Pick<PeopleView, 'loaded'> {
  if (more.present === undefined && more.past === undefined) return {}
  return { loaded: { count: present.size + past.size, of: conference.memberCount } }
}

/** The very list `past` if nobody comes before it, so that a long list is compared at once. */
function joined(present: readonly PersonView[], past: readonly PersonView[]): readonly PersonView[] {
  return present.length === 0 ? past : [...present, ...past]
}

function isSameSubject(a: Subject, b: Subject): boolean {
  const isSame = a.member === b.member && a.hand === b.hand && isSameView(a.namesake, b.namesake)
  return isSame && isSameView(a.mediaStates, b.mediaStates)
}

/** The people who are here or wait, and share their name with another of them. */
function namesakesOf(present: readonly MemberView[]): ReadonlyMap<string, NonNullable<PersonView['namesake']>> {
  const keys = new Map<string, string[]>()
  for (const { key, nick, status, waiting } of present) {
    if (status !== 3 && !waiting) continue
    const name = nick.toLocaleLowerCase()
    const others = keys.get(name)
    if (others) others.push(key)
    else keys.set(name, [key])
  }
  const shared = Array.from(keys.values()).filter(({ length }) => length > 1)
  return new Map(shared.flatMap((same) => same.map((key, at) => [key, { place: at + 1, of: same.length }] as const)))
}

function rank({ hand, tags }: PersonView): number {
  if (hand !== undefined) return hand - 1_000_000
  const place = (['self', 'host', 'co-host'] as const).findIndex((tag) => tags.includes(tag))
  return place === -1 ? 3 : place
}
