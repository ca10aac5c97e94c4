import type { TileView } from './stage-views.ts'

/** The facts about a tile that decide where it is shown. */
export type Placed = Pick<TileView, 'kind' | 'participantId' | 'isSelf' | 'pinned' | 'focused' | 'video'>

/** What decides where the tiles stand. */
export type OrderFacts<Tile> = Readonly<{
  /** How many tiles a page has. */
  fit: number
  /** The person looks at the first page. While they look at another, nobody changes places. */
  isFirstPage: boolean
  /** `participantId`s of those who speak. */
  speaking: ReadonlySet<string>
  /** `participantId` of the session that spoke last. */
  active: string | undefined
  /** The large tile. It keeps its place in the order for later. */
  large: Tile | undefined
  /** It is large because its person speaks. */
  isLargeSpeaker: boolean
}>

/**
 * The order of the tiles: the own ones, then the others by arrival. People who speak are on the first page: someone who comes
 * there changes places with the person who was silent longest, and everybody else stays where they are.
 */
export class TileOrder {
  /** The others, by `participantId`. */
  #order: string[] = []
  /** Those who have spoken, the latest last. */
  #spoken: readonly string[] = []
  /** The session that was large because it spoke. */
  #large: string | undefined

  /**
   * @param tiles by arrival, the own ones first, a screen after its camera
   * @returns the same tiles without the large one, in their order
   */
  arrange<Tile extends Placed>(tiles: readonly Tile[], facts: OrderFacts<Tile>): readonly Tile[] {
    const others = new Set(tiles.flatMap(({ isSelf, participantId }) => (isSelf ? [] : [participantId])))
    this.#order = [...new Set([...this.#order.filter((id) => others.has(id)), ...others])]
    const silent = this.#spoken.filter((id) => others.has(id) && !facts.speaking.has(id))
    this.#spoken = [...silent, ...this.#order.filter((id) => facts.speaking.has(id))]
    const wanted = facts.isLargeSpeaker ? this.#largeBefore(facts.large?.participantId) : facts.active
    if (!facts.isLargeSpeaker) this.#large = undefined
    const arranged = this.#sort(tiles, facts.large)
    if (wanted === undefined || !facts.isFirstPage || !this.#bringForward(wanted, arranged, facts)) return arranged
    return this.#sort(tiles, facts.large)
  }

  /** The session that has just stopped being large. It takes the place of the one that is large now. */
  #largeBefore(large: string | undefined): string | undefined {
    const before = this.#large
    this.#large = large
    if (before === undefined || large === undefined || before === large || !this.#order.includes(before))
      return undefined
    this.#swap(before, large)
    return before
  }

  /** @returns whether anything has changed */
  #bringForward<Tile extends Placed>(
    id: string,
    arranged: readonly Tile[],
    { fit, speaking }: OrderFacts<Tile>,
  ): boolean {
    const at = arranged.findIndex(({ participantId, kind }) => participantId === id && kind === 'camera')
    if (at < fit) return false
    const mayGo = ({ kind, isSelf, pinned, participantId }: Tile) =>
      kind === 'camera' && !isSelf && !pinned && !speaking.has(participantId)
    const candidates = arranged
      .slice(0, fit)
      .filter(mayGo)
      .map(({ participantId }) => participantId)
    // Of those who never spoke, the last one.
    const [goes] = candidates.toReversed().sort((a, b) => this.#spoken.indexOf(a) - this.#spoken.indexOf(b))
    if (goes === undefined) return false
    this.#swap(id, goes)
    return true
  }

  #swap(a: string, b: string): void {
    this.#order = this.#order.map((id) => (id === a ? b : id === b ? a : id))
  }

  #sort<Tile extends Placed>(tiles: readonly Tile[], large: Tile | undefined): readonly Tile[] {
    const places = new Map(this.#order.map((id, at) => [id, at]))
    const placeOf = ({ participantId }: Tile) => places.get(participantId) ?? -1
    return tiles.filter((tile) => tile !== large).toSorted((a, b) => placeOf(a) - placeOf(b))
  }
}
