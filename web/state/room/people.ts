import type { MemberView } from '../../../contract/signaling/types.ts'
import { isJoined, isHostOrCoHost, mediaStateOf, type RoomFacts } from './facts.ts'
import type { PeopleView, PersonView } from './people-views.ts'
import { isSameView } from '../same-view.ts'
import { toPerson, type Act, type Subject, type Viewer } from './person.ts'
import { byAppearance } from '../../../client/roster.ts'

/** The most members that one `let-in` control may name. */
const MAX_LET_IN = 100

type Row = Readonly<{ subject: Subject; viewer: Viewer; person: PersonView }>

/**
 * The roster as the panel groups it, each person with what the viewer may do to them. A row stays the same object until
 * something that it shows changes, so a change of one person costs one new row.
 */
export class PeopleList {
  readonly #act: Act
  #viewer: Viewer | undefined
  #rows = new Map<string, Row>()
  /** Keys of the members who ask to be let in, if the viewer may let them in. */
  #asking: readonly string[] = []

  constructor(act: Act) {
    this.#act = act
  }

  /** @param search what the names must contain; empty for everybody */
  show(facts: RoomFacts, search: string): Omit<PeopleView, 'search' | 'setSearch'> {
    const { roster } = facts.conference
    const members = roster ? byAppearance(roster) : []
    this.#viewer = toViewer(facts, this.#viewer)
    const viewer = this.#viewer
    const rows = new Map(members.map((member) => [member.key, this.#rowOf(member, facts, viewer)]))
    this.#rows = rows
    const wanted = search.trim().toLocaleLowerCase()
    const found = members.filter(({ nick }) => wanted === '' || nick.toLocaleLowerCase().includes(wanted))
    const peopleWith = (...statuses: MemberView['status'][]) =>
      found
        .filter(({ status, waiting }) => !waiting && statuses.includes(status))
        .flatMap(({ key }) => rows.get(key)?.person ?? [])
    const mayLetIn = viewer.isJoined && isHostOrCoHost(viewer.self)
    this.#asking = mayLetIn ? members.filter(({ waiting }) => waiting).map(({ key }) => key) : []
    return {
      count: members.filter(({ status }) => status === 3).length,
      waiting: found.filter(({ waiting }) => waiting).flatMap(({ key }) => rows.get(key)?.person ?? []),
      waitingCount: this.#asking.length,
      ...(this.#asking.length > 0 && { letAllIn: () => this.#letAllIn() }),
      notJoined: peopleWith(1, 2, 4),
      inMeeting: peopleWith(3).sort((a, b) => rank(a) - rank(b)),
      left: peopleWith(5, 6),
    }
  }

  #letAllIn(): void {
    for (let from = 0; from < this.#asking.length; from += MAX_LET_IN) {
      this.#act({ type: 'let-in', members: this.#asking.slice(from, from + MAX_LET_IN) })
    }
  }

  #rowOf(member: MemberView, facts: RoomFacts, viewer: Viewer): Row {
    const mediaStates = member.sessions.map((session) => mediaStateOf(facts, { member, session }))
    const subject = { member, mediaStates, hand: facts.hands.get(member.key) }
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

function isSameSubject(a: Subject, b: Subject): boolean {
  return a.member === b.member && a.hand === b.hand && isSameView(a.mediaStates, b.mediaStates)
}

function rank({ hand, tags }: PersonView): number {
  if (hand !== undefined) return hand - 1_000_000
  const place = (['self', 'host', 'co-host'] as const).findIndex((tag) => tags.includes(tag))
  return place === -1 ? 3 : place
}
