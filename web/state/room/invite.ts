import type { Control } from '../../../contract/signaling/control.ts'
import type { Colleague } from '../../../contract/web/types.ts'
import { observable } from '../../../client/observable.ts'
import { isSameView } from '../same-view.ts'
import type { Clock } from '../../../client/clock.ts'
import type { ConferenceState } from '../../../client/conference.ts'
import { isJoined, isHostOrCoHost, ownSeat } from './facts.ts'
import type { InviteView } from './views.ts'

/** The search is sent when the person has not typed for this long. */
const TYPING_PAUSE_MS = 250

/** Ways to invite others: a link to pass on, and colleagues to call. */
export class Invite {
  readonly view = observable<InviteView>({ locked: false, query: '', searching: false, found: [], failed: false })
  readonly #findPeople: (query: string) => Promise<readonly Colleague[]>
  readonly #clock: Clock
  readonly #act: (control: Control) => void
  #state: ConferenceState | undefined
  #query = ''
  #people: readonly Colleague[] = []
  #searching = false
  #failed = false
  #stopResting: (() => void) | undefined

  constructor(deps: {
    findPeople: (query: string) => Promise<readonly Colleague[]>
    clock: Clock
    act: (control: Control) => void
  }) {
    this.#findPeople = deps.findPeople
    this.#clock = deps.clock
    this.#act = deps.act
  }

  /** Call it after each change of the conference. */
  follow(state: ConferenceState): void {
    this.#state = state
    this.#show()
  }

  #search(query: string): void {
    this.#query = query
    this.#stopResting?.()
    this.#searching = query.trim() !== ''
    if (this.#searching) this.#stopResting = this.#clock.wait(TYPING_PAUSE_MS, () => void this.#find(query.trim()))
    else this.#people = []
    this.#show()
  }

  async #find(query: string): Promise<void> {
    const people = await this.#findPeople(query).catch(() => undefined)
    if (query !== this.#query.trim()) return // the person has typed on
    this.#searching = false
    this.#failed = people === undefined
    this.#people = people ?? []
    this.#show()
  }

  #show(): void {
    const state = this.#state
    const self = state && ownSeat(state)?.member
    const { roster, invitation } = state ?? {}
    // Only members of the organization may search its directory or call its people.
    const mayCall = state !== undefined && isJoined(state) && self?.unionId !== undefined && !self.outside
    const memberOf = new Map(
      this.#people.length === 0 ? [] : Array.from(roster?.present.values() ?? [], (member) => [member.unionId, member]),
    )
    const locked = roster?.conference.locked ?? false
    const view: InviteView = {
      ...(invitation && roster && { invitation: { ...invitation, roomCode: roster.conference.roomCode } }),
      locked,
      query: this.#query,
      ...(mayCall && { search: (query: string) => this.#search(query) }),
      searching: this.#searching,
      failed: this.#failed,
      found: this.#people.map(({ unionId, name }) => {
        const member = memberOf.get(unionId)
        const status = member?.status
        if (status === 3) return { unionId, name, state: 'in-meeting' }
        if (status === 1 || status === 2) return { unionId, name, state: 'called' }
        if (locked && !isHostOrCoHost(member)) return { unionId, name, state: 'locked' }
        const ring = () => this.#act({ type: 'invite', unionIds: [unionId] })
        return { unionId, name, state: 'free', ...(mayCall && { ring }) }
      }),
    }
    if (!isSameView(this.view.get(), view)) this.view.set(view)
  }
}
