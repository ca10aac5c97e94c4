import type { Background, BackgroundSource } from '../effects.ts'
import { findPicture } from './pictures.ts'

/** By how much the background is reduced and enlarged again, which blurs it. Not every browser has a blur filter. */
const REDUCED: Readonly<Partial<Record<Background, number>>> = { blur: 10, 'strong-blur': 24 }

type Size = Readonly<{ width: number; height: number }>
/** A picture to draw, with its size in pixels. */
type Sized = Readonly<{ image: CanvasImageSource }> & Size

/** Paints the person from a frame onto another background. */
export class Painter {
  readonly canvas = document.createElement('canvas')
  readonly #context = contextOf(this.canvas)
  readonly #small = contextOf(document.createElement('canvas'))
  readonly #middle = contextOf(document.createElement('canvas'))
  readonly #pictures = new Map<string, HTMLImageElement>()

  /** @param mask opaque where the person is; of any size */
  paint(frame: Sized, mask: CanvasImageSource, source: BackgroundSource): void {
    const { width, height } = frame
    const context = this.#context
    resize(this.canvas, frame)
    context.globalCompositeOperation = 'copy'
    context.drawImage(mask, 0, 0, width, height)
    context.globalCompositeOperation = 'source-in'
    context.drawImage(frame.image, 0, 0, width, height)
    context.globalCompositeOperation = 'destination-over'
    const picture = this.#pictureOf(source)
    if (picture) return context.drawImage(picture, ...cover(picture, frame))
    // Until a picture has loaded, a blur hides the room.
    this.#blur(frame, REDUCED[source.background] ?? 24)
  }

  #blur(frame: Sized, by: number): void {
    const small = toSize(frame, by)
    const middle = toSize(frame, by / 4)
    // Enlarging in two steps leaves no visible squares.
    draw(this.#small, frame.image, small)
    draw(this.#middle, this.#small.canvas, middle)
    this.#context.drawImage(this.#middle.canvas, 0, 0, frame.width, frame.height)
  }

  #pictureOf({ background, ownPicture }: BackgroundSource): HTMLImageElement | undefined {
    const address = findPicture(background, ownPicture)
    if (address === undefined) return undefined
    const known = this.#pictures.get(address)
    if (known) return known.complete && known.naturalWidth > 0 ? known : undefined
    const picture = new Image()
    picture.src = address
    this.#pictures.set(address, picture)
    return undefined
  }
}

function draw(context: CanvasRenderingContext2D, image: CanvasImageSource, size: Size): void {
  resize(context.canvas, size)
  context.imageSmoothingQuality = 'high'
  context.drawImage(image, 0, 0, size.width, size.height)
}

function toSize({ width, height }: Size, by: number): Size {
  return { width: Math.max(1, Math.round(width / by)), height: Math.max(1, Math.round(height / by)) }
}

/** The largest part of the picture that has the shape of the frame, from its middle, and where it is drawn. */
function cover({ naturalWidth, naturalHeight }: HTMLImageElement, { width, height }: Size) {
  const scale = Math.min(naturalWidth / width, naturalHeight / height)
  const [cutWidth, cutHeight] = [width * scale, height * scale]
  const [x, y] = [(naturalWidth - cutWidth) / 2, (naturalHeight - cutHeight) / 2]
  return [x, y, cutWidth, cutHeight, 0, 0, width, height] as const
}

function resize(canvas: HTMLCanvasElement, { width, height }: Size): void {
  if (canvas.width !== width) canvas.width = width
  if (canvas.height !== height) canvas.height = height
}

function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext('2d', { alpha: true })
  if (!context) throw new Error('no canvas')
  return context
}
