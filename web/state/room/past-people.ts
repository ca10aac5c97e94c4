import type { MemberView } from '../../../contract/signaling/types.ts'
import { byAppearance, type Roster } from '../../../client/roster.ts'
import { roleOf } from './facts.ts'
import type { PeopleView, PersonView } from './people-views.ts'
import { toPerson, type SendControl, type Viewer } from './person.ts'

type Groups = Pick<PeopleView, 'notJoined' | 'left'>
type Shown = Groups & Readonly<{ members: Roster['past']; viewer: Viewer; search: string }>

export const NOBODY: Groups = { notJoined: [], left: [] }

/**
 * The members who are not there any more or did not come. There may be tens of thousands, so their lists stay the same
 * objects until one of these members changes, and a row is made again only for a member who changed.
 */
export class PastPeople {
  readonly #act: SendControl
  #shown: Shown | undefined
  #rows = new Map<MemberView, PersonView>()

  constructor(act: SendControl) {
    this.#act = act
  }

  show(members: Roster['past'], viewer: Viewer, search: string): Groups {
    const before = this.#shown
    const same = before && isAlike(before.viewer, viewer) ? before.viewer : viewer
    if (before && before.members === members && before.viewer === same && before.search === search) return before
    if (before?.viewer !== same) this.#rows = new Map()
    const rows = new Map<MemberView, PersonView>()
    const wanted = toWanted(search)
    const groups = { notJoined: [] as PersonView[], left: [] as PersonView[] }
    for (const member of byAppearance(members)) {
      const person = this.#rows.get(member) ?? this.#toPerson(member, same)
      rows.set(member, person)
      if (wanted(member)) (member.status === 4 ? groups.notJoined : groups.left).push(person)
    }
    this.#rows = rows
    this.#shown = { ...groups, members, viewer: same, search }
    return this.#shown
  }

  #toPerson(member: MemberView, viewer: Viewer): PersonView {
    return toPerson({ member, mediaStates: [], hand: undefined }, viewer, this.#act)
  }
}

/** Whether a member has a name that was searched for. An empty search is for everybody. */
export function toWanted(search: string): (member: MemberView) => boolean {
  const wanted = search.trim().toLocaleLowerCase()
  return wanted === '' ? () => true : ({ nick }) => nick.toLocaleLowerCase().includes(wanted)
}

/** Whether both may do the same to members who are not in the meeting. */
function isAlike(one: Viewer, other: Viewer): boolean {
  return (
    one.isJoined === other.isJoined &&
    one.isLocked === other.isLocked &&
    one.self?.unionId === other.self?.unionId &&
    one.self?.outside === other.self?.outside &&
    roleOf(one.self) === roleOf(other.self)
  )
}
