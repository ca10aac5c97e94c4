import type { Locator } from '@playwright/test'
import type { Person } from './browser-person.ts'

/** Red, green and blue, 0 to 255. */
export type Pixel = readonly [number, number, number]

export const isNear = (a: Pixel, b: Pixel) => a.every((part, at) => Math.abs(part - (b[at] ?? 0)) < 40)
export const isLight = (color: Pixel) => color.every((part) => part > 170)

/**
 * Replaces the library that finds the person by one that is fast on every machine and always finds them in the middle half
 * of the picture. `tookMs`: how long it takes for each frame.
 */
export async function findInTheMiddle({ page }: Person, tookMs = 0): Promise<void> {
  await page.route(/\/selfie_segmentation-[\w-]+\.js$/, (route) =>
    route.fulfill({
      contentType: 'text/javascript',
      body: `window.SelfieSegmentation = class {
        setOptions() {}
        onResults(listener) { this.listener = listener }
        async initialize() {}
        async send() {
          const until = performance.now() + ${tookMs}
          while (performance.now() < until);
          const segmentationMask = new OffscreenCanvas(256, 144)
          segmentationMask.getContext('2d').fillRect(64, 0, 128, 144)
          this.listener({ segmentationMask })
        }
        async close() {}
      }`,
    }),
  )
}

/** The colors that a video shows at the edge and in the middle. Both are places without a person's outline. */
export async function colorsIn(place: Locator): Promise<{ edge: Pixel; middle: Pixel }> {
  return place.locator('video').evaluate((element) => {
    const canvas = new OffscreenCanvas(64, 36)
    const context = canvas.getContext('2d')
    context?.drawImage(element as HTMLVideoElement, 0, 0, 64, 36)
    const at = (x: number, y: number) => Array.from(context?.getImageData(x, y, 1, 1).data ?? []).slice(0, 3)
    return { edge: at(4, 4), middle: at(32, 15) } as unknown as { edge: Pixel; middle: Pixel }
  })
}

/** Chooses a background in an open dialog or on the page before joining. */
export async function choose({ page }: Person, background: string): Promise<void> {
  await page.getByTestId(`background-${background}`).click()
}

/** The pages of this person take their sound to be in time, so a filter stays on even on a busy machine. */
export async function hearInTime({ context }: Person): Promise<void> {
  await context.addInitScript(() => {
    Object.defineProperty(BaseAudioContext.prototype, 'currentTime', { get: () => performance.now() / 1_000 })
  })
}
