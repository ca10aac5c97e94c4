import { useDeferredValue, useEffect, useRef, useState, type CSSProperties, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Readable } from '../../../client/observable.ts'
import type { StageView, TileView } from '../../state/room/stage-views.ts'
import { useObservable } from '../../state/use-observable.ts'
import { columnsFor, fitTiles, type Place } from './fit.ts'
import { StagePages } from './stage-pages.tsx'
import { SelfView } from './self-view.tsx'
import { Tile } from './tile.tsx'
import './stage.css'

/** What the tiles leave free, in CSS pixels: the padding, and the buttons of the pages. */
const PADDING = 24
const PAGES_HEIGHT = 56
/** Used until the size is known. */
const SOME_PLACE: Place = { width: 960, height: 540 }

/** The tiles: all the same size in pages, or one large with the rest beside it. `alone`: shown to a person without others. */
export function Stage({ stage, alone }: { stage: Readable<StageView>; alone: ReactNode }) {
  const { t } = useTranslation()
  const view = useObservable(stage)
  const main = useRef<HTMLElement>(null)
  const place = useFit(main, view)
  return (
    <main ref={main} className="stage" tabIndex={-1} aria-label={t('room.stage.label')} data-layout={view.layout}>
      {view.layout === 'speaker' && view.large ? (
        <Large large={view.large} tiles={view.tiles} />
      ) : (
        <Grid tiles={view.tiles} place={place} />
      )}
      {view.alone && alone}
      <SelfView view={view} />
      {view.pages > 1 && <StagePages view={view} />}
    </main>
  )
}

/** A page of new tiles is made in small parts, between which the page answers. */
function Grid({ tiles: latest, place }: { tiles: readonly TileView[]; place: Place }) {
  const tiles = useDeferredValue(latest)
  const columns = columnsFor(tiles.length, place)
  const inLastRow = tiles.length % columns
  // Each tile takes two columns, so that a last row that is not full can start at half a tile.
  const firstOfLastRow = inLastRow > 0 && tiles.length > columns ? tiles.length - inLastRow : undefined
  return (
    <ul className="tile-grid" style={{ '--columns': columns } as CSSProperties}>
      {tiles.map((tile, at) => (
        <li key={tile.key} style={at === firstOfLastRow ? { gridColumnStart: columns - inLastRow + 1 } : undefined}>
          <Tile tile={tile} />
        </li>
      ))}
    </ul>
  )
}

function Large({ large, tiles }: { large: TileView; tiles: readonly TileView[] }) {
  const { t } = useTranslation()
  return (
    <div className="stage-large" data-alone={tiles.length === 0}>
      <div className="stage-main" data-testid="large">
        <Tile key={large.key} tile={large} />
      </div>
      {tiles.length > 0 && (
        <ul className="tile-strip" tabIndex={0} aria-label={t('room.stage.others')}>
          {tiles.map((tile) => (
            <li key={tile.key}>
              <Tile tile={tile} />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** Reports how many tiles fit on a page when the size or the layout changes. @returns the place for them */
function useFit(main: { current: HTMLElement | null }, { layout, fit }: StageView): Place {
  const [place, setPlace] = useState(SOME_PLACE)
  const latest = useRef(fit)
  useEffect(() => {
    latest.current = fit
  }, [fit])
  useEffect(() => {
    const element = main.current
    if (!element) return
    const observer = new ResizeObserver(() => {
      const free = { width: element.clientWidth - PADDING, height: element.clientHeight - PAGES_HEIGHT }
      setPlace(free)
      latest.current(fitTiles(free, layout))
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [main, layout])
  return place
}
