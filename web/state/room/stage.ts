import type { Picture } from '../../media/engine.ts'
import { observable } from '../../../client/observable.ts'
import { isSameView } from '../same-view.ts'
import type { StoredText } from '../stored-text.ts'
import type { RoomFacts } from './facts.ts'
import { arrange, type Arrangement } from './layout.ts'
import { slotsOf, toTile, type TileActs, type TileSlot } from './tiles.ts'
import { SELF_VIEWS, type SelfView, type StageView, type TileView } from './stage-views.ts'
import { TileOrder } from './tile-order.ts'

/** Tiles on a page until the view reports how many fit. */
const FIT = 9

/** What the tiles need from the room. */
export type StageActs = Readonly<{
  picture: (track: MediaStreamTrack) => Picture
  /** Shows a member large to everybody, by `key`; `undefined` ends that. */
  focus: (member: string | undefined) => void
  /** The last choice of this browser. */
  selfView: StoredText
  changed: () => void
}>

/** Everybody's tiles in the layout that the person has chosen. */
export class StageModel {
  readonly view = observable<StageView>({
    chosen: 'grid',
    layout: 'grid',
    tiles: [],
    page: 1,
    pages: 1,
    alone: true,
    choose: (chosen) => this.#arrange({ chosen, page: 1 }),
    fit: (fit) => this.#arrange({ fit: Math.max(1, fit) }),
    selfView: 'normal',
    chooseSelfView: (selfView) => this.#chooseSelfView(selfView),
  })
  readonly #deps: StageActs
  /** One stream per track, so that a view does not attach a new one each time. */
  readonly #pictures = new WeakMap<MediaStreamTrack, Picture>()
  #arrangement: Arrangement = { chosen: 'grid', fit: FIT, page: 1 }
  readonly #order = new TileOrder()
  #pinned: string | undefined
  #selfView: SelfView
  readonly #tileActs: TileActs

  constructor(deps: StageActs) {
    this.#deps = deps
    this.#selfView = SELF_VIEWS.find((each) => each === deps.selfView.read()) ?? 'normal'
    this.#tileActs = {
      togglePin: (key) => {
        this.#pinned = this.#pinned === key ? undefined : key
        deps.changed()
      },
      focus: deps.focus,
      picture: (track) => this.#pictureOf(track),
    }
  }

  /** Call it after each change of the facts. */
  follow(facts: RoomFacts): void {
    const slots = slotsOf(facts, this.#pinned)
    const own = this.#apart(slots)
    const { large, tiles, ...arranged } = arrange(
      own ? slots.filter((slot) => slot !== own) : slots,
      this.#arrangement,
      { speaking: facts.speaking, order: this.#order },
    )
    const { choose, fit, chooseSelfView } = this.view.get()
    const view: StageView = {
      ...arranged,
      ...(large && { large: this.#tileOf(facts, large) }),
      tiles: tiles.map((slot) => this.#tileOf(facts, slot)),
      ...(arranged.page > 1 && { previousPage: () => this.#turnPage(-1) }),
      ...(arranged.page < arranged.pages && { nextPage: () => this.#turnPage(1) }),
      selfView: this.#selfView,
      ...(own && this.#selfView === 'small' && { small: this.#tileOf(facts, own) }),
      choose,
      fit,
      chooseSelfView,
    }
    if (!isSameView(this.view.get(), view)) this.view.set(view)
  }

  /** The tile as before, if it would look the same. */
  #tileOf(facts: RoomFacts, slot: TileSlot): TileView {
    const { large, small, tiles } = this.view.get()
    const before = [large, small, ...tiles].find((each) => each?.key === slot.key)
    const tile = toTile(facts, slot, this.#tileActs)
    return before && isSameView(before, tile) ? before : tile
  }

  /** The own camera if it is not among the tiles. It is there while nobody else is, or the person has pinned it. */
  #apart(slots: readonly TileSlot[]): TileSlot | undefined {
    if (this.#selfView === 'normal' || slots.every(({ isSelf }) => isSelf)) return undefined
    return slots.find(({ isSelf, kind, pinned }) => isSelf && kind === 'camera' && !pinned)
  }

  #chooseSelfView(selfView: SelfView): void {
    this.#selfView = selfView
    this.#deps.selfView.write(selfView)
    this.#deps.changed()
  }

  /** Counts from the page that is shown, which may be an earlier one than the person chose. */
  #turnPage(by: number): void {
    this.#arrange({ page: this.view.get().page + by })
  }

  #arrange(part: Partial<Arrangement>): void {
    const next = { ...this.#arrangement, ...part }
    const { chosen, fit, page } = this.#arrangement
    if (next.chosen === chosen && next.fit === fit && next.page === page) return
    this.#arrangement = next
    this.#deps.changed()
  }

  #pictureOf(track: MediaStreamTrack): Picture {
    const known = this.#pictures.get(track)
    if (known) return known
    const picture = this.#deps.picture(track)
    this.#pictures.set(track, picture)
    return picture
  }
}
