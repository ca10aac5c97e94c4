const LEAST_WIDTH = 240
const LEAST_HEIGHT = 135

/** How many tiles fit that are still large enough to show a face; at least 1. Sizes in CSS pixels. */
export function fitTiles(place: { width: number; height: number; layout: 'grid' | 'speaker' }): number {
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
