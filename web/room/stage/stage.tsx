import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Readable } from '../../../client/observable.ts'
import type { StageView, TileView } from '../../state/room/views.ts'
import { useObservable } from '../../state/use-observable.ts'
import { fitTiles } from './fit-tiles.ts'
import { StagePages } from './stage-pages.tsx'
import { Tile } from './tile.tsx'
import './stage.css'

/** The tiles: all the same size in pages, or one large with the rest beside it. */
export function Stage({ stage }: { stage: Readable<StageView> }) {
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
      {view.alone && (
        <div className="stage-alone" data-testid="alone">
          <p>{t('room.stage.alone')}</p>
        </div>
      )}
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
