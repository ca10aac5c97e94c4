import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import type { Locator } from '@playwright/test'
import { eventually } from '../worlds/server-process.ts'
import { openBrowser } from './chromium.ts'
import { choose, colorsIn, findInTheMiddle, isLight, isNear, type Pixel } from './chosen-effects.ts'
import { writeDrawnCamera } from './drawn-camera.ts'
import { expect } from './expect.ts'
import { openMeeting } from './meeting.ts'
import { enter, newPerson } from './browser-person.ts'
import { signInAsBram } from './sign-in.ts'

/** A wall that is like none of our pictures. */
const WALL = [30, 40, 150] as const

const folder = await mkdtemp(join(tmpdir(), 'rollcall-camera-'))
const video = join(folder, 'person.y4m')
await writeDrawnCamera(video, WALL)
const browser = await openBrowser([`--use-file-for-fake-video-capture=${video}`])
after(async () => {
  await browser.close()
  await rm(folder, { recursive: true })
})

const isWall = (color: Pixel) => isNear(color, WALL)
const SKIN: Pixel = [222, 170, 140]

async function expectColors(
  place: Locator,
  isSo: (colors: { edge: Pixel; middle: Pixel }) => boolean,
  what: string,
): Promise<void> {
  const colors = await eventually(() => colorsIn(place), isSo, 20_000)
  assert.ok(isSo(colors), `${what}: ${JSON.stringify(colors)}`)
}

test('[EF10] the chosen background is behind the person in the preview, on their tile and on the pages of others', async () => {
  await using meeting = await openMeeting()
  await using ada = await newPerson(browser, 'Ada')
  await using gil = await newPerson(browser, 'Gil')
  await findInTheMiddle(gil)
  const loaded: string[] = []
  gil.page.on('request', (request) => loaded.push(new URL(request.url()).pathname))
  await enter(ada, meeting.link)
  await gil.page.goto(meeting.link)
  const preview = gil.page.getByTestId('preview')
  await expectColors(preview, ({ edge, middle }) => isWall(edge) && isNear(middle, SKIN), 'no effect at first')
  assert.deepEqual(
    loaded.filter((path) => /selfie|rnnoise|\.wasm|open-background/.test(path)),
    [],
    'nothing is loaded before it is chosen',
  )
  await gil.page.getByTestId('choose-effects').locator('summary').click()
  await choose(gil, 'paper')
  const hasPaper = ({ edge, middle }: { edge: Pixel; middle: Pixel }) => isLight(edge) && isNear(middle, SKIN)
  await expectColors(preview, hasPaper, 'paper in the preview')
  await gil.page.getByTestId('nick').fill('Gil')
  await gil.page.getByTestId('join').click()
  await expectColors(gil.tile('Gil'), hasPaper, 'paper on the own tile')
  await expectColors(ada.tile('Gil'), hasPaper, 'paper at another person')
  await gil.more('devices')
  await choose(gil, 'strong-blur')
  await expectColors(ada.tile('Gil'), ({ edge }) => !hasPaper({ edge, middle: SKIN }), 'blur')
  await choose(gil, 'none')
  await expectColors(ada.tile('Gil'), ({ edge }) => isWall(edge), 'the real wall')
})

test('[EF10] a browser without streams of frames shows the background too', async () => {
  await using meeting = await openMeeting()
  await using gil = await newPerson(browser, 'Gil')
  await findInTheMiddle(gil)
  await gil.page.addInitScript(() => Reflect.deleteProperty(globalThis, 'MediaStreamTrackProcessor'))
  await gil.page.goto(meeting.link)
  await gil.page.getByTestId('choose-effects').locator('summary').click()
  await choose(gil, 'paper')
  const preview = gil.page.getByTestId('preview')
  await expectColors(preview, ({ edge, middle }) => isLight(edge) && isNear(middle, SKIN), 'paper in the preview')
  await choose(gil, 'none')
  await expectColors(preview, ({ edge }) => isWall(edge), 'the real wall')
})

test('[EF11] the choice is remembered in the browser, and loads nothing while the camera is off', async () => {
  await using meeting = await openMeeting()
  await using gil = await newPerson(browser, 'Gil')
  await findInTheMiddle(gil)
  await gil.page.goto(meeting.link)
  await gil.page.getByTestId('choose-effects').locator('summary').click()
  await choose(gil, 'forest')
  const isForest = ({ edge }: { edge: Pixel }) => isNear(edge, [214, 228, 210])
  await expectColors(gil.page.getByTestId('preview'), isForest, 'forest')
  await gil.page.getByTestId('toggle-camera').click()
  const loaded: string[] = []
  gil.page.on('request', (request) => loaded.push(new URL(request.url()).pathname))
  await gil.page.reload()
  await expect(gil.page.getByTestId('join')).toBeVisible()
  await expect(gil.page.getByTestId('toggle-camera')).toHaveAttribute('aria-pressed', 'false')
  assert.deepEqual(
    loaded.filter((path) => /selfie|open-background/.test(path)),
    [],
  )
  await gil.page.getByTestId('toggle-camera').click()
  await expectColors(gil.page.getByTestId('preview'), isForest, 'forest after a reload')
})

test('[EF15] a picture of their own is behind the person, also after a reload; a file that is no picture is refused', async () => {
  await using meeting = await openMeeting()
  await using gil = await newPerson(browser, 'Gil')
  const { page } = gil
  await findInTheMiddle(gil)
  await page.goto(meeting.link)
  await page.getByTestId('choose-effects').locator('summary').click()
  const pick = async (file: { name: string; mimeType: string; buffer: Buffer }) => {
    const chooser = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: /picture…$/ }).click()
    await (await chooser).setFiles(file)
  }
  await pick({ name: 'notes.png', mimeType: 'image/png', buffer: Buffer.from('no picture') })
  await expect(page.getByRole('alert')).toBeVisible()
  await expect(page.getByTestId('background-own')).toHaveCount(0)
  const drawn = await page.evaluate(() => {
    const canvas = document.createElement('canvas')
    canvas.width = 320
    canvas.height = 180
    const context = canvas.getContext('2d')
    if (context) context.fillStyle = 'rgb(200, 40, 60)'
    context?.fillRect(0, 0, 320, 180)
    return canvas.toDataURL('image/png').split(',')[1] ?? ''
  })
  await pick({ name: 'red.png', mimeType: 'image/png', buffer: Buffer.from(drawn, 'base64') })
  await expect(page.getByTestId('background-own')).toHaveAttribute('data-selected', 'true')
  const isRed = ({ edge, middle }: { edge: Pixel; middle: Pixel }) =>
    isNear(edge, [200, 40, 60]) && isNear(middle, SKIN)
  await expectColors(page.getByTestId('preview'), isRed, 'the own picture')
  await page.reload()
  await expectColors(page.getByTestId('preview'), isRed, 'the own picture after a reload')
  await enter(gil)
  await expectColors(gil.tile('Gil'), isRed, 'the own picture in the meeting')
})

test('[EF14] on a device that cannot keep up, the camera goes on without the background, and a notice says so', async () => {
  await using meeting = await openMeeting()
  await using ada = await newPerson(browser, 'Ada')
  await using gil = await newPerson(browser, 'Gil')
  await findInTheMiddle(gil, 150)
  await enter(ada, meeting.link)
  await enter(gil, meeting.link)
  await gil.more('devices')
  await choose(gil, 'paper')
  await expectColors(ada.tile('Gil'), ({ edge }) => isLight(edge), 'paper')
  await expect(gil.page.getByTestId('toast').filter({ hasText: 'too slow for a background' })).toBeVisible()
  await expectColors(ada.tile('Gil'), ({ edge }) => isWall(edge), 'the real wall')
  await expect(gil.page.getByTestId('background-none')).toHaveAttribute('data-selected', 'true')
})

test('[EF12] the real library finds a person in the picture, with files of this server alone', async () => {
  await using meeting = await openMeeting()
  await using gil = await newPerson(browser, 'Gil')
  const { page } = gil
  const refused: string[] = []
  const loaded: string[] = []
  page.on('console', (line) => {
    if (/Content.Security.Policy/i.test(line.text())) refused.push(line.text())
  })
  page.on('request', (request) => loaded.push(request.url()))
  await page.goto(meeting.link)
  await page.getByTestId('choose-effects').locator('summary').click()
  await choose(gil, 'paper')
  // A machine without a graphics card takes long for the first frame, and switches the background off after some seconds.
  const colors = await eventually(
    () => colorsIn(page.getByTestId('preview')),
    ({ edge }) => isLight(edge),
    60_000,
  )
  assert.ok(isLight(colors.edge), `no background: ${JSON.stringify(colors)}`)
  assert.ok(isNear(colors.middle, SKIN), `no person: ${JSON.stringify(colors)}`)
  assert.deepEqual(refused, [])
  const { origin } = new URL(page.url())
  assert.deepEqual(
    loaded.filter((url) => !url.startsWith(origin) && !url.startsWith('data:') && !url.startsWith('blob:')),
    [],
  )
  assert.ok(loaded.some((url) => /selfie_segmentation_landscape-[\w-]+\.tflite$/.test(url)))
})

test('[EF30] in the settings a person tries their camera with a background, which the next meeting uses', async () => {
  await using meeting = await openMeeting()
  await using bram = await newPerson(browser, 'Bram')
  const { page } = bram
  await findInTheMiddle(bram)
  await signInAsBram(bram, meeting)
  await page.goto(`${meeting.tester.url}/settings`)
  await expect(page.getByTestId('own-name')).toHaveText('Bram')
  const preview = page.getByTestId('preview')
  await expect(preview).toHaveAttribute('data-on', 'false')
  await page.getByTestId('toggle-camera').click()
  await expectColors(preview, ({ edge }) => isWall(edge), 'the real wall')
  await page.getByTestId('choose-effects').locator('summary').click()
  await choose(bram, 'paper')
  await expectColors(preview, ({ edge }) => isLight(edge), 'paper in the settings')
  await enter(bram, new URL(`/app${new URL(meeting.link).search}`, meeting.tester.url).href)
  await expectColors(bram.tile('Bram'), ({ edge }) => isLight(edge), 'paper in the meeting')
})
