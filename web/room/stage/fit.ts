/** The place for the tiles, in CSS pixels. */
export type Place = Readonly<{ width: number; height: number }>

/** The smallest tile of the grid, in CSS pixels: large enough for a face. */
const MIN_WIDTH = 200
const MIN_HEIGHT = 112
/** The most columns and rows of the grid. On a phone held upright there are fewer. */
const MAX_PER_SIDE = 5
const UPRIGHT_COLUMNS = 2
const UPRIGHT_ROWS = 4
/** Between two tiles, in CSS pixels: `--gap`. */
const GAP = 8

/** How many tiles fit on a page: in the grid at most 25, beside a large tile what needs no scrolling; at least 1. */
export function fitTiles(place: Place, layout: 'grid' | 'speaker'): number {
  const { width, height } = place
  if (layout === 'speaker') {
    if (isUpright(place)) return Math.max(1, Math.floor(width / 136))
    const beside = Math.max(140, width * 0.18)
    return Math.max(1, Math.floor(height / ((beside * 9) / 16 + GAP)))
  }
  if (isUpright(place)) return UPRIGHT_COLUMNS * countAlong(height, { least: MIN_HEIGHT, most: UPRIGHT_ROWS })
  const columns = countAlong(width, { least: MIN_WIDTH, most: MAX_PER_SIDE })
  return columns * countAlong(height, { least: MIN_HEIGHT, most: MAX_PER_SIDE })
}

/** The number of columns with which `count` tiles are largest. */
export function columnsFor(count: number, place: Place): number {
  const { width, height } = place
  // People with an upright phone also send an upright picture.
  const shape = isUpright(place) ? 1 : 16 / 9
  const widthOf = (columns: number) => {
    const rows = Math.ceil(count / columns)
    const tileWidth = (width - GAP * (columns - 1)) / columns
    const tileHeight = (height - GAP * (rows - 1)) / rows
    return Math.min(tileWidth, tileHeight * shape)
  }
  let best = 1
  for (let columns = 2; columns <= Math.min(count, MAX_PER_SIDE); columns += 1)
    if (widthOf(columns) > widthOf(best)) best = columns
  return best
}

function isUpright({ width, height }: Place): boolean {
  return width <= 700 && height > width
}

/** How many tiles of at least `least` pixels stand along a side: from 1 to `most`. */
function countAlong(length: number, { least, most }: Readonly<{ least: number; most: number }>): number {
  return Math.min(most, Math.max(1, Math.floor((length + GAP) / (least + GAP))))
}
