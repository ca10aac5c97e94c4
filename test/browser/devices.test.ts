import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Page } from '@playwright/test'
import { openBrowser } from './chromium.ts'
import { expect } from './expect.ts'
import { openMeeting } from './meeting.ts'
import { enter, newPerson } from './browser-person.ts'
import { signInAsBram } from './sign-in.ts'

const browser = await openBrowser()
after(() => browser.close())

/** Remembers every track that the pages open. @returns which of them are still live */
async function watchTracks(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(() => {
    const tracks: MediaStreamTrack[] = []
    const devices = navigator.mediaDevices
    const ask = devices.getUserMedia.bind(devices)
    devices.getUserMedia = async (wanted) => {
      const stream = await ask(wanted)
      tracks.push(...stream.getTracks())
      return stream
    }
    Object.assign(window, { rollcallTracks: tracks })
  })
  return () =>
    page.evaluate(() => {
      const { rollcallTracks } = window as unknown as { rollcallTracks: MediaStreamTrack[] }
      return rollcallTracks.filter(({ readyState }) => readyState === 'live').map(({ kind }) => kind)
    })
}

test('[BR40] no camera is open while it is off, and no device is open after leaving the meeting', async () => {
  await using meeting = await openMeeting()
  await using bram = await newPerson(browser, 'Bram')
  const { page } = bram
  // For a signed-in person, React renders the meeting more than once before it is visible.
  await signInAsBram(bram, meeting)
  let asked = 0
  page.on('request', (request) => void (asked += Number(request.url().endsWith('/api/entry'))))
  const live = await watchTracks(page)
  await page.clock.install()
  await enter(bram, new URL(`/app${new URL(meeting.link).search}`, meeting.tester.url).href)
  await expect.poll(live).toEqual(['audio', 'video'])
  assert.equal(asked, 1, 'one page asks once')
  await page.getByTestId('toggle-camera').click()
  await expect.poll(live).toEqual(['audio'])
  await page.getByTestId('leave').click()
  await page.getByTestId('leave-confirm').or(page.getByTestId('end-page')).first().waitFor()
  if (await page.getByTestId('leave-confirm').isVisible()) await page.getByTestId('leave-confirm').click()
  await expect(page.getByTestId('end-page')).toBeVisible()
  await expect.poll(live).toEqual([])
  const before = asked
  await page.clock.runFor(25_000)
  assert.deepEqual([asked, await live()], [before, []])
  await meeting.expectRoster({ Bram: 6 })
})

test('[BR41] without any device the page before joining fits, and a missing name is reported only after trying to join', async () => {
  await using meeting = await openMeeting()
  await using gil = await newPerson(browser, 'Gil', { width: 1_280, height: 800 })
  const { page } = gil
  await page.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('none', 'NotFoundError'))
  })
  await page.goto(meeting.link)
  const join = page.getByTestId('join')
  await expect(join).toHaveText('Join without mic and camera')
  const name = page.getByTestId('nick')
  for (const inside of [join, name]) {
    const [box, card] = await Promise.all([inside.boundingBox(), page.locator('.entry-way').boundingBox()])
    assert.ok(box && card)
    assert.ok(box.x >= card.x && box.x + box.width <= card.x + card.width, 'it stands out of its card')
  }
  await expect(name).not.toHaveAttribute('aria-invalid')
  await join.click()
  await expect(name).toHaveAttribute('aria-invalid', 'true')
  await expect(name).toBeFocused()
  await name.fill('Gil')
  await join.click()
  await expect(gil.tile('Gil')).toBeVisible()
  await meeting.expectRoster({ Gil: 3 })
})
