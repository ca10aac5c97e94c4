import { writeFile } from 'node:fs/promises'

/** A color as red, green and blue, each 0 to 255. */
export type Color = readonly [number, number, number]

export const WIDTH = 640
export const HEIGHT = 360
const FRAMES = 24
const SKIN: Color = [222, 170, 140]
const HAIR: Color = [58, 40, 32]
const SHIRT: Color = [44, 84, 120]
const EYES: Color = [40, 34, 32]
const MOUTH: Color = [165, 82, 80]

/**
 * Writes a video for `--use-file-for-fake-video-capture`: a drawn person who moves a little, in front of a wall in one
 * color. The format is YUV4MPEG2, 24 frames a second, which the browser repeats.
 */
export async function writeDrawnCamera(path: string, wall: Color): Promise<void> {
  const header = Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F24:1 Ip A1:1 C420jpeg\n`)
  const frames = Array.from({ length: FRAMES }, (_, at) => drawnFrame(wall, Math.sin((at / FRAMES) * 2 * Math.PI)))
  await writeFile(path, Buffer.concat([header, ...frames.flatMap((frame) => [Buffer.from('FRAME\n'), frame])]))
}

/** A picture in the format I420. @param sway -1 to 1: how far the person leans to the side */
export function drawnFrame(wall: Color, sway: number): Buffer {
  const quarter = (WIDTH / 2) * (HEIGHT / 2)
  const frame = Buffer.alloc(WIDTH * HEIGHT + 2 * quarter)
  for (let y = 0; y < HEIGHT; y += 1)
    for (let x = 0; x < WIDTH; x += 1) {
      const [light, blue, red] = toYuv(colorAt(x, y, wall, sway))
      frame[y * WIDTH + x] = light
      if (x % 2 === 1 || y % 2 === 1) continue
      const at = (y / 2) * (WIDTH / 2) + x / 2
      frame[WIDTH * HEIGHT + at] = blue
      frame[WIDTH * HEIGHT + quarter + at] = red
    }
  return frame
}

function colorAt(x: number, y: number, wall: Color, sway: number): Color {
  const middle = WIDTH / 2 + sway * 8
  const isIn = (centerX: number, centerY: number, radiusX: number, radiusY: number) =>
    ((x - centerX) / radiusX) ** 2 + ((y - centerY) / radiusY) ** 2 < 1
  if (isIn(middle - 24, 138, 6, 4) || isIn(middle + 24, 138, 6, 4)) return EYES
  if (isIn(middle, 190, 22, 5)) return MOUTH
  if (isIn(middle, 92, 70, 52) && y < 112) return HAIR
  if (isIn(middle, 150, 62, 82)) return shaded(SKIN, (x - middle) / 62)
  if (Math.abs(x - middle) < 26 && y > 200 && y < 265) return shaded(SKIN, 0.6)
  if (isIn(middle, 400, 170, 155)) return shaded(SHIRT, (x - middle) / 170)
  return wall
}

/** Darker toward the sides, as a rounded body is. */
function shaded([red, green, blue]: Color, side: number): Color {
  const light = 1 - 0.35 * side * side
  return [red * light, green * light, blue * light]
}

function toYuv([red, green, blue]: Color): readonly [number, number, number] {
  return [
    0.299 * red + 0.587 * green + 0.114 * blue,
    128 - 0.168_736 * red - 0.331_264 * green + 0.5 * blue,
    128 + 0.5 * red - 0.418_688 * green - 0.081_312 * blue,
  ]
}
