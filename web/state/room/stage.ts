import type { Picture } from '../../media/engine.ts'
import { observable } from '../observable.ts'
import type { RoomFacts } from './facts.ts'
import { arrange, type Arrangement } from './layout.ts'
import { tilesOf } from './tiles.ts'
import type { StageView } from './views.ts'

/** Tiles on a page until the view has told how many fit. */
const FIT = 9

export type StageActs = Readonly<{
  picture: (track: MediaStreamTrack) => Picture
  /** Without a `key` nobody in particular. */
  focus: (member: string | undefined) => void
  changed: () => void
}>

/** What is seen: everybody's tiles in the layout that the person has chosen. */
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
  })
  readonly #deps: StageActs
  /** One picture a track, so that a view is not attached anew each time. */
  readonly #pictures = new WeakMap<MediaStreamTrack, Picture>()
  #arrangement: Arrangement = { chosen: 'grid', fit: FIT, page: 1 }
  #pinned: string | undefined

  constructor(deps: StageActs) {
    this.#deps = deps
  }

  follow(facts: RoomFacts): void {
    const tiles = tilesOf(facts, {
      pinned: this.#pinned,
      togglePin: (key) => {
        this.#pinned = this.#pinned === key ? undefined : key
        this.#deps.changed()
      },
      focus: this.#deps.focus,
      picture: (track) => this.#pictureOf(track),
    })
    const arranged = arrange(tiles, this.#arrangement, facts.speaking.active)
    const { choose, fit } = this.view.get()
    this.view.set({
      ...arranged,
      ...(arranged.page > 1 && { previousPage: () => this.#arrange({ page: arranged.page - 1 }) }),
      ...(arranged.page < arranged.pages && { nextPage: () => this.#arrange({ page: arranged.page + 1 }) }),
      choose,
      fit,
    })
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
