/** What one sender may use toward one other page. Bit rates in bit/s; `scale` divides width and height. */
export type Budget = Readonly<{
  audio: number
  camera: Readonly<{ bitRate: number; scale: number; frames: number }>
  screen: Readonly<{ bitRate: number; frames: number }>
}>

/**
 * By the number of other people. A page in a mesh encodes and sends to each of them separately, so the budget for one falls
 * with their number. All together stay below 2.5 Mbit/s for a camera and 4 Mbit/s for a screen.
 */
const BUDGETS: readonly Budget[] = [
  { audio: 40_000, camera: { bitRate: 1_200_000, scale: 1, frames: 30 }, screen: { bitRate: 2_500_000, frames: 15 } },
  { audio: 40_000, camera: { bitRate: 800_000, scale: 1, frames: 24 }, screen: { bitRate: 1_500_000, frames: 10 } },
  { audio: 32_000, camera: { bitRate: 500_000, scale: 1.5, frames: 20 }, screen: { bitRate: 1_000_000, frames: 8 } },
  { audio: 32_000, camera: { bitRate: 250_000, scale: 2, frames: 15 }, screen: { bitRate: 800_000, frames: 5 } },
  { audio: 24_000, camera: { bitRate: 200_000, scale: 2, frames: 15 }, screen: { bitRate: 600_000, frames: 5 } },
]

/** @param others how many pages receive; the last row is for its number and every larger one */
export function budgetFor(others: number): Budget {
  return BUDGETS[Math.min(Math.max(others, 1), BUDGETS.length) - 1] as Budget
}
