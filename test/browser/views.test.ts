import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { expectToSee } from './audio-checks.ts'
import { openBrowser } from './chromium.ts'
import { expect } from './expect.ts'
import { openMeeting } from './meeting.ts'
import { enter, newPerson } from './browser-person.ts'

const browser = await openBrowser()
after(() => browser.close())

test('[EF2] a person who hides themselves is still seen by the others, and is told so, after a reload too', async () => {
  await using meeting = await openMeeting()
  await using ada = await newPerson(browser, 'Ada')
  await using gil = await newPerson(browser, 'Gil')
  await enter(ada, meeting.link)
  await enter(gil, meeting.link)
  await gil.more('self-view-small')
  const small = gil.page.getByTestId('self-small')
  await expect(small.locator('video')).toBeVisible()
  await expect(gil.tile('Gil')).toHaveCount(1)
  await gil.more('self-view-hidden')
  await expect(gil.tile('Gil')).toHaveCount(0)
  await expect(gil.page.getByTestId('self-hidden')).toContainText('Others can still see you')
  await expectToSee(ada, 1)
  await gil.page.reload()
  await expect(gil.page.getByTestId('self-hidden')).toBeVisible()
  await gil.page.getByTestId('self-hidden').getByRole('button').click()
  await expect(gil.tile('Gil')).toHaveCount(1)
})

test('[EF5] the meeting fills the screen, with its menus and dialogs', async () => {
  await using meeting = await openMeeting()
  await using gil = await newPerson(browser, 'Gil')
  await enter(gil, meeting.link)
  await gil.more('full-screen')
  const isFull = () => gil.page.evaluate(() => document.fullscreenElement !== null)
  await expect.poll(isFull).toBe(true)
  await gil.more('devices')
  await expect(gil.page.getByRole('dialog')).toBeVisible()
  await gil.page.getByRole('dialog').getByRole('button', { name: 'Close' }).click()
  await gil.more('full-screen')
  await expect.poll(isFull).toBe(false)
})

test('[EF6] the meeting goes on in a small window with the own microphone, which closes when the person leaves', async () => {
  await using meeting = await openMeeting()
  await using ada = await newPerson(browser, 'Ada')
  await using gil = await newPerson(browser, 'Gil')
  await enter(ada, meeting.link)
  await enter(gil, meeting.link)
  await expectToSee(gil, 1)
  const opened = gil.context.waitForEvent('page')
  await gil.more('picture-in-picture')
  const small = await opened
  const view = small.getByTestId('picture-in-picture-view')
  await expect(view.locator('[data-nick="Ada"] video')).toBeVisible()
  const seen = () => view.locator('video').evaluate((video) => (video as HTMLVideoElement).currentTime)
  const before = await seen()
  await expect.poll(seen).toBeGreaterThan(before)
  const [tile, bar, page] = await Promise.all([
    view.locator('[data-nick="Ada"]').boundingBox(),
    view.getByTestId('picture-in-picture-microphone').boundingBox(),
    view.boundingBox(),
  ])
  assert.ok(tile && bar && page)
  assert.ok(tile.width > page.width * 0.9 && tile.height > page.height / 2, 'the picture fills the window')
  assert.ok(bar.y >= tile.y + tile.height, 'its buttons are below the picture')
  await view.getByTestId('picture-in-picture-microphone').click()
  await expect(gil.page.getByTestId('toggle-microphone')).toHaveAttribute('aria-pressed', 'false')
  const closed = small.waitForEvent('close')
  await gil.page.getByTestId('leave').click()
  await closed
})

test('[EF6] without small windows the browser shows a picture above others', async () => {
  await using meeting = await openMeeting()
  await using gil = await newPerson(browser, 'Gil')
  await gil.page.addInitScript(() => Reflect.deleteProperty(globalThis, 'documentPictureInPicture'))
  await enter(gil, meeting.link)
  await expect(gil.tile('Gil').locator('video')).toBeVisible()
  await gil.more('picture-in-picture')
  const isShown = () => gil.page.evaluate(() => document.pictureInPictureElement !== null)
  await expect.poll(isShown).toBe(true)
  await gil.more('picture-in-picture')
  await expect.poll(isShown).toBe(false)
})

test('[EF7] a browser without full screen, small windows and effects offers none of them', async () => {
  await using meeting = await openMeeting()
  await using gil = await newPerson(browser, 'Gil')
  await gil.page.addInitScript(() => {
    for (const name of ['documentPictureInPicture', 'AudioWorkletNode', 'WebAssembly'])
      Reflect.deleteProperty(globalThis, name)
    for (const name of ['fullscreenEnabled', 'pictureInPictureEnabled'])
      Object.defineProperty(Document.prototype, name, { get: () => false })
  })
  await gil.page.goto(meeting.link)
  await expect(gil.page.getByTestId('choose-devices')).toBeVisible()
  await expect(gil.page.getByTestId('choose-effects')).toHaveCount(0)
  await gil.page.getByTestId('nick').fill('Gil')
  await gil.page.getByTestId('join').click()
  await gil.page.getByTestId('open-more').click()
  await expect(gil.page.getByTestId('devices')).toBeVisible()
  for (const entry of ['full-screen', 'picture-in-picture']) await expect(gil.page.getByTestId(entry)).toHaveCount(0)
})
