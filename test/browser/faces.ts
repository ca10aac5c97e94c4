import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser } from '@playwright/test'

/** How somebody in front of a camera looks, and where they sit. Colors are CSS colors. */
export type Look = Readonly<{
  skin: string
  hair: string
  hairStyle: 'short' | 'long' | 'bun' | 'curly' | 'bald'
  shirt: string
  wall: string
  behind: 'window' | 'shelf' | 'plant' | 'picture'
  glasses?: boolean
  beard?: boolean
}>

export const LOOKS: readonly Look[] = [
  { skin: '#e9b892', hair: '#3b2416', hairStyle: 'long', shirt: '#2f6f8f', wall: '#d8cfc2', behind: 'shelf' },
  {
    skin: '#8d5a3a',
    hair: '#16110e',
    hairStyle: 'short',
    shirt: '#b2543a',
    wall: '#c3ccc4',
    behind: 'plant',
    beard: true,
  },
  {
    skin: '#f1c9a8',
    hair: '#1a1a1f',
    hairStyle: 'bun',
    shirt: '#5a4a86',
    wall: '#cfd6dd',
    behind: 'window',
    glasses: true,
  },
  { skin: '#f0c6a4', hair: '#a8763e', hairStyle: 'curly', shirt: '#3d7a54', wall: '#dccfc6', behind: 'picture' },
  { skin: '#c98f66', hair: '#23170f', hairStyle: 'curly', shirt: '#c49a3a', wall: '#bfc8d2', behind: 'window' },
  {
    skin: '#f3d0b5',
    hair: '#8a8a8a',
    hairStyle: 'bald',
    shirt: '#4b5563',
    wall: '#d2d4c9',
    behind: 'shelf',
    glasses: true,
    beard: true,
  },
]

const WIDTH = 640
const HEIGHT = 360
/** Chromium shows 30 frames of such a file per second, again and again. */
const FRAMES = 60

/** Draws a film for each look, for `--use-file-for-fake-video-capture`. @returns the files */
export async function writeFaces(browser: Browser, folder: string, looks = LOOKS): Promise<readonly string[]> {
  const page = await browser.newPage()
  const files: string[] = []
  for (const [at, look] of looks.entries()) {
    const pictures = await page.evaluate(drawFilm, {
      look,
      width: WIDTH,
      height: HEIGHT,
      frames: FRAMES,
      offset: at * 1.7,
    })
    const file = join(folder, `face-${at}.mjpeg`)
    await writeFile(file, Buffer.concat(pictures.map((picture) => Buffer.from(picture, 'base64'))))
    files.push(file)
  }
  await page.close()
  return files
}

type Film = { look: Look; width: number; height: number; frames: number; offset: number }

/** Runs in the page. Gives the frames as JPEG in base64. */
function drawFilm({ look, width, height, frames, offset }: Film): string[] {
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const c = canvas.getContext('2d') as CanvasRenderingContext2D

  const shade = (color: string, by: number) =>
    by < 0 ? `color-mix(in srgb, ${color}, #000 ${-by}%)` : `color-mix(in srgb, ${color}, #fff ${by}%)`
  const blob = (x: number, y: number, rx: number, ry: number, color: string | CanvasGradient, turn = 0) => {
    c.fillStyle = color
    c.beginPath()
    c.ellipse(x, y, rx, ry, turn, 0, Math.PI * 2)
    c.fill()
  }
  const box = (x: number, y: number, w: number, h: number, color: string, radius = 4) => {
    c.fillStyle = color
    c.beginPath()
    c.roundRect(x, y, w, h, radius)
    c.fill()
  }
  const light = (x: number, y: number, radius: number, color: string) => {
    const gradient = c.createRadialGradient(x - radius * 0.35, y - radius * 0.4, radius * 0.15, x, y, radius * 1.15)
    gradient.addColorStop(0, shade(color, 14))
    gradient.addColorStop(0.6, color)
    gradient.addColorStop(1, shade(color, -22))
    return gradient
  }

  function drawPlace() {
    const wall = c.createLinearGradient(0, 0, width, height)
    wall.addColorStop(0, shade(look.wall, 12))
    wall.addColorStop(1, shade(look.wall, -22))
    c.fillStyle = wall
    c.fillRect(0, 0, width, height)
    c.filter = 'blur(3px)'
    if (look.behind === 'window') {
      box(410, 26, 190, 210, '#f7f6f1')
      box(420, 36, 170, 190, '#a9cbe3')
      box(420, 150, 170, 76, '#8fae8a')
      box(500, 36, 10, 190, '#f7f6f1')
    } else if (look.behind === 'shelf') {
      for (const y of [70, 160, 250]) {
        box(20, y, 180, 8, '#7a5a3c')
        for (let book = 0; book < 9; book += 1) {
          const tall = 34 + ((book * 37 + y) % 26)
          const colors = ['#a8483c', '#3c6e8f', '#d0a544', '#4b7f5c', '#6d5a8c', '#c9c2b4']
          box(28 + book * 18, y - tall, 13, tall, colors[(book + y) % 6] ?? '#888', 2)
        }
      }
    } else if (look.behind === 'plant') {
      box(520, 262, 62, 80, '#a2674a', 10)
      for (let leaf = -4; leaf <= 4; leaf += 1)
        blob(551 + leaf * 17, 190 + Math.abs(leaf) * 15, 13, 72, leaf % 2 === 0 ? '#4c7d55' : '#3b6a47', leaf * 0.28)
    } else {
      box(60, 46, 130, 96, '#5b4a3a')
      box(70, 56, 110, 76, '#e7dcc3')
      blob(110, 104, 34, 20, '#7f9c86')
      blob(146, 92, 16, 16, '#d98b5f')
    }
    c.filter = 'none'
  }

  function drawPerson(time: number) {
    const sway = Math.sin(time * 1.1 + offset) * 7
    const nod = Math.sin(time * 1.9 + offset * 2) * 4
    const tilt = Math.sin(time * 0.9 + offset) * 0.035
    const x = width / 2 + sway
    const y = 158 + nod
    const speaks = Math.max(0, Math.sin(time * 9 + offset) * Math.sin(time * 2.3 + offset))
    const isBlinking = (time + offset) % 2.6 < 0.12

    // Shoulders and neck.
    const shirt = c.createLinearGradient(x - 160, 240, x + 160, 360)
    shirt.addColorStop(0, shade(look.shirt, 10))
    shirt.addColorStop(1, shade(look.shirt, -28))
    c.fillStyle = shirt
    c.beginPath()
    c.moveTo(x - 190 + sway * 0.4, 370)
    c.bezierCurveTo(x - 176, 286, x - 92, 274, x - 44, 256)
    c.lineTo(x + 44, 256)
    c.bezierCurveTo(x + 92, 274, x + 176, 286, x + 190 + sway * 0.4, 370)
    c.fill()
    if (look.hairStyle === 'long') {
      box(x - 90, y - 30, 180, 150, shade(look.hair, -10), 70)
    }
    box(x - 32, y + 50, 64, 66, shade(look.skin, -16), 24)
    blob(x, 262, 46, 17, shade(look.skin, -8))

    c.save()
    c.translate(x, y)
    c.rotate(tilt)
    if (look.hairStyle === 'curly')
      for (let curl = 0; curl < 15; curl += 1) {
        const turn = Math.PI * (0.86 + (curl / 14) * 1.28)
        blob(Math.cos(turn) * 78, Math.sin(turn) * 88 - 8, 28, 27, curl % 2 === 0 ? look.hair : shade(look.hair, 8))
      }
    if (look.hairStyle === 'bun') blob(0, -112, 34, 30, look.hair)
    if (look.hairStyle !== 'bald') blob(0, -22, 83, 92, look.hair)
    blob(-76, 6, 13, 20, shade(look.skin, -12))
    blob(76, 6, 13, 20, shade(look.skin, -12))
    blob(0, 4, 74, 92, light(0, 0, 92, look.skin))
    // Cheeks.
    c.globalAlpha = 0.16
    blob(-42, 32, 19, 13, '#d05a4a')
    blob(42, 32, 19, 13, '#d05a4a')
    c.globalAlpha = 1
    if (look.hairStyle !== 'bald') {
      c.fillStyle = shade(look.hair, 6)
      c.beginPath()
      c.moveTo(-76, -16)
      c.bezierCurveTo(-88, -140, 88, -142, 76, -16)
      c.bezierCurveTo(58, -52, 18, -60, -14, -54)
      c.bezierCurveTo(-44, -50, -62, -40, -76, -16)
      c.fill()
    }
    if (look.beard) {
      c.fillStyle = shade(look.hair, 4)
      c.beginPath()
      c.moveTo(-72, 22)
      c.bezierCurveTo(-66, 108, 66, 108, 72, 22)
      c.bezierCurveTo(52, 44, 34, 40, 0, 42)
      c.bezierCurveTo(-34, 40, -52, 44, -72, 22)
      c.fill()
    }
    for (const side of [-1, 1]) {
      c.strokeStyle = look.hairStyle === 'bald' ? '#777' : shade(look.hair, -6)
      c.lineWidth = 6
      c.lineCap = 'round'
      c.beginPath()
      c.moveTo(side * 17, -25)
      c.quadraticCurveTo(side * 32, -33 - speaks * 3, side * 46, -24)
      c.stroke()
      if (isBlinking) {
        c.lineWidth = 4
        c.strokeStyle = shade(look.skin, -40)
        c.beginPath()
        c.moveTo(side * 20, -3)
        c.quadraticCurveTo(side * 31, 2, side * 42, -3)
        c.stroke()
      } else {
        blob(side * 31, -4, 13, 8.5, '#fdfcf9')
        blob(side * 31 + Math.sin(time * 0.7 + offset) * 2.5, -4, 6.5, 6.5, '#3a2a20')
        blob(side * 31 + 2, -6, 2, 2, '#fff')
      }
    }
    if (look.glasses) {
      c.strokeStyle = '#2b2b30'
      c.lineWidth = 4
      for (const side of [-1, 1]) {
        c.beginPath()
        c.roundRect(side * 31 - 21, -20, 42, 33, 13)
        c.stroke()
      }
      c.beginPath()
      c.moveTo(-10, -7)
      c.lineTo(10, -7)
      c.stroke()
    }
    c.strokeStyle = shade(look.skin, -26)
    c.lineWidth = 4
    c.beginPath()
    c.moveTo(-3, 4)
    c.quadraticCurveTo(-10, 26, 5, 27)
    c.stroke()
    blob(0, 53 + speaks * 2, 22 - speaks * 4, 3 + speaks * 9, '#7c2f2f')
    if (speaks < 0.25) {
      c.strokeStyle = '#8a3b38'
      c.lineWidth = 4
      c.beginPath()
      c.moveTo(-24, 50)
      c.quadraticCurveTo(0, 64, 24, 50)
      c.stroke()
    } else box(-12, 46, 24, 5, '#fff', 2)
    c.restore()
  }

  drawPlace()
  const place = c.getImageData(0, 0, width, height)
  return Array.from({ length: frames }, (_, frame) => {
    c.putImageData(place, 0, 0)
    drawPerson((frame / frames) * Math.PI * 2)
    return canvas.toDataURL('image/jpeg', 0.86).slice('data:image/jpeg;base64,'.length)
  })
}
