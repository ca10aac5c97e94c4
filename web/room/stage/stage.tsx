import { useEffect, useRef, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Readable } from '../../../client/observable.ts'
import type { StageView, TileView } from '../../state/room/stage-views.ts'
import { useObservable } from '../../state/use-observable.ts'
import { StagePages } from './stage-pages.tsx'
import { SelfView } from './self-view.tsx'
import { Tile } from './tile.tsx'
import './stage.css'

/** The smallest tile of the grid, in CSS pixels. */
const LEAST_WIDTH = 240
const LEAST_HEIGHT = 135

/** The tiles: all the same size in pages, or one large with the rest beside it. `alone`: shown to a person without others. */
export function Stage({ stage, alone }: { stage: Readable<StageView>; alone: ReactNode }) {
  const { t } = useTranslation()
  const view = useObservable(stage)
  const place = useRef<HTMLElement>(null)
  useFit(place, view)
  return (
    <main ref={place} className="stage" tabIndex={-1} aria-label={t('room.stage.label')} data-layout={view.layout}>
      {view.layout === 'speaker' && view.large ? (
        <Large large={view.large} tiles={view.tiles} />
      ) : (
        <ul className="tile-grid" data-count={view.tiles.length > 9 ? 'many' : view.tiles.length}>
          {view.tiles.map((tile) => (
            <li key={tile.key}>
              <Tile tile={tile} />
            </li>
          ))}
        </ul>
      )}
      {view.alone && alone}
      <SelfView view={view} />
      {view.pages > 1 && <StagePages view={view} />}
    </main>
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

/** Reports how many tiles fit on a page when the size or the layout changes. */
function useFit(place: { current: HTMLElement | null }, { layout, fit }: StageView): void {
  const latest = useRef(fit)
  useEffect(() => {
    latest.current = fit
  }, [fit])
  useEffect(() => {
    const element = place.current
    if (!element) return
    const observer = new ResizeObserver(() =>
      latest.current(fitTiles({ width: element.clientWidth, height: element.clientHeight, layout })),
    )
    observer.observe(element)
    return () => observer.disconnect()
  }, [place, layout])
}

/** How many tiles fit that are still large enough to show a face; at least 1. Sizes in CSS pixels. */
function fitTiles(place: { width: number; height: number; layout: 'grid' | 'speaker' }): number {
  const { width, height } = place
  const upright = width <= 700 && height > width
  if (place.layout === 'speaker') {
    if (upright) return Math.max(1, Math.floor(width / 136))
    const beside = Math.max(140, width * 0.18)
    return Math.max(1, Math.floor(height / ((beside * 9) / 16 + 8)))
  }
  const columns = upright ? 2 : clamp(Math.floor(width / LEAST_WIDTH), 1, 4)
  return columns * clamp(Math.floor(height / LEAST_HEIGHT), 1, 4)
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value))
}
