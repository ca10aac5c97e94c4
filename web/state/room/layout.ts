import type { Speaking } from './speaker.ts'
import type { LayoutName, StageView } from './stage-views.ts'
import type { Placed, TileOrder } from './tile-order.ts'

/** What the person has chosen, and how many tiles fit. */
export type Arrangement = Readonly<{ chosen: LayoutName; fit: number; page: number }>
/** What `arrange` decides: the large tile, and the tiles of the page. */
export type Arranged<Tile> = Pick<StageView, 'chosen' | 'layout' | 'largeFor' | 'page' | 'pages' | 'alone'> &
  Readonly<{ large?: Tile; tiles: readonly Tile[] }>

/**
 * Which tile is large, and which tiles are on the page. The person's own pin comes first, then a screen that somebody else
 * shares, then the member in the host's focus, then, in the speaker view, the person who spoke last.
 *
 * @param order remembers where the tiles stand
 */
export function arrange<Tile extends Placed>(
  tiles: readonly Tile[],
  { chosen, fit, page }: Arrangement,
  { speaking, order }: Readonly<{ speaking: Speaking; order: TileOrder }>,
): Arranged<Tile> {
  const { large, largeFor } = findLarge(tiles, chosen, speaking.active)
  const pages = Math.max(1, Math.ceil((tiles.length - (large ? 1 : 0)) / fit))
  const current = Math.min(Math.max(1, page), pages)
  const rest = order.arrange(tiles, {
    fit,
    isFirstPage: current === 1,
    speaking: speaking.speaking,
    active: speaking.active,
    large,
    isLargeSpeaker: largeFor === 'speaker',
  })
  return {
    chosen,
    layout: large ? 'speaker' : 'grid',
    ...(large && { large }),
    ...(largeFor && { largeFor }),
    tiles: rest.slice((current - 1) * fit, current * fit),
    page: current,
    pages,
    alone: tiles.every(({ isSelf }) => isSelf),
  }
}

function findLarge<Tile extends Placed>(
  tiles: readonly Tile[],
  chosen: LayoutName,
  active: string | undefined,
): Readonly<{ large?: Tile; largeFor?: NonNullable<StageView['largeFor']> }> {
  const pinned = tiles.find((tile) => tile.pinned)
  if (pinned) return { large: pinned, largeFor: 'pin' }
  // The person's own screen, shown large, would show itself.
  const screen = tiles.findLast(({ kind, isSelf }) => kind === 'screen' && !isSelf)
  if (screen) return { large: screen, largeFor: 'screen' }
  const cameras = tiles.filter(({ kind }) => kind === 'camera')
  const focused = cameras.filter((tile) => tile.focused)
  // If a person has several devices, the one with a picture.
  const inFocus = focused.find(({ video }) => video) ?? focused[0]
  if (inFocus) return { large: inFocus, largeFor: 'focus' }
  if (chosen === 'grid') return {}
  const speaker =
    cameras.find(({ participantId, isSelf }) => participantId === active && !isSelf) ??
    cameras.find(({ isSelf }) => !isSelf) ??
    cameras[0]
  return speaker ? { large: speaker, largeFor: 'speaker' } : {}
}
