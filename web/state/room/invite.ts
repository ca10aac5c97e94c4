import type { Control } from '../../../contract/signaling/control.ts'
import { observable } from '../../../client/observable.ts'
import { isSameView } from '../same-view.ts'
import type { Clock } from '../../../client/clock.ts'
import type { ConferenceState } from '../../../client/conference.ts'
import { openColleagueSearch, type ColleagueSearch, type FindPeople } from '../people/colleague-search.ts'
import { isJoined, isHostOrCoHost, ownSeat } from './facts.ts'
import type { OwnCalls } from './own-calls.ts'
import type { InviteView } from './views.ts'

/** Ways to invite others: a link to pass on, and colleagues to call. */
export class Invite {
  readonly view = observable<InviteView>({ locked: false, found: [] })
  readonly #colleagues: ColleagueSearch
  readonly #act: (control: Control) => void
  readonly #calls: Pick<OwnCalls, 'outcomeOf'>
  #state: ConferenceState | undefined

  constructor(deps: {
    findPeople: FindPeople
    clock: Clock
    act: (control: Control) => void
    /** The calls of this page. */
    calls: Pick<OwnCalls, 'outcomeOf'>
  }) {
    this.#colleagues = openColleagueSearch(deps.findPeople, deps.clock)
    this.#colleagues.view.subscribe(() => this.#show())
    this.#act = deps.act
    this.#calls = deps.calls
  }

  /** Call it after each change of the conference. */
  follow(state: ConferenceState): void {
    this.#state = state
    this.#show()
  }

  #show(): void {
    const state = this.#state
    const self = state && ownSeat(state)?.member
    const { roster, invitation } = state ?? {}
    // Only members of the organization may search its directory or call its people.
    const mayCall = state !== undefined && isJoined(state) && self?.unionId !== undefined && !self.outside
    const { view: _, ...actions } = this.#colleagues
    const search = this.#colleagues.view.get()
    const memberOf = new Map(
      search.people.length === 0
        ? []
        : Array.from(roster?.present.values() ?? [], (member) => [member.unionId, member]),
    )
    const locked = roster?.conference.locked ?? false
    const view: InviteView = {
      ...(invitation && roster && { invitation: { ...invitation, roomCode: roster.conference.roomCode } }),
      locked,
      ...(mayCall && { colleagues: { view: search, actions } }),
      found: search.people.map(({ unionId, name }) => {
        const member = memberOf.get(unionId)
        const status = member?.status
        if (status === 3) return { unionId, name, state: 'in-meeting' }
        if (status === 1 || status === 2) return { unionId, name, state: status === 1 ? 'called' : 'ringing' }
        if (locked && !isHostOrCoHost(member)) return { unionId, name, state: 'locked' }
        const ring = () => this.#act({ type: 'invite', unionIds: [unionId] })
        return { unionId, name, state: this.#calls.outcomeOf(unionId) ?? 'free', ...(mayCall && { ring }) }
      }),
    }
    if (!isSameView(this.view.get(), view)) this.view.set(view)
  }
}
