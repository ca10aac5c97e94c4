import { after, test } from 'node:test'
import { ADA } from '../worlds/tester.ts'
import { expect } from './expect.ts'
import { openBrowser } from './chromium.ts'
import { expectSilence, expectToHear, expectToSee } from './audio-checks.ts'
import { openMeeting } from './meeting.ts'
import { enter, newPerson } from './browser-person.ts'

const browser = await openBrowser()
after(() => browser.close())

test('[BR47] a person without an audio place is told so before and after joining, and is connected when a place is free', async () => {
  await using meeting = await openMeeting({ env: { ROLLCALL_MESH_AUDIO: '2', ROLLCALL_MESH_VIDEO: '2' } })
  await using ada = await newPerson(browser, 'Ada')
  await using bob = await newPerson(browser, 'Bob')
  await using cem = await newPerson(browser, 'Cem')
  await enter(ada, await meeting.personalLink(ADA.unionId))
  await enter(bob, meeting.link)
  await cem.page.goto(meeting.link)
  await expect(cem.page.getByTestId('missing')).toHaveAttribute('data-missing', 'sound')
  await enter(cem, meeting.link)
  const banner = cem.page.getByTestId('banner-places')
  await expect(banner).toHaveAttribute('data-cut-off', 'true')
  await expect(cem.tile('Cem').getByTestId('tile-trouble')).toBeVisible()
  await expect(cem.tile('Cem').locator('.tile-initials')).toHaveText('C')
  await expect(ada.page.getByTestId('banner-places')).toContainText('Cem')
  await expect(ada.tile('Cem').getByTestId('tile-trouble')).toBeVisible()
  await expect(ada.tile('Cem').locator('.tile-initials')).toHaveText('C')
  await expectToHear(bob)
  await expectSilence(cem)
  await expect(cem.tile('Cem')).toHaveAttribute('data-speaking', 'false')
  await bob.page.getByTestId('leave').click()
  await expect(banner).toHaveCount(0)
  await expect(ada.page.getByTestId('banner-places')).toHaveCount(0)
  await Promise.all([expectToHear(cem), expectToSee(cem, 1), expectToHear(ada)])
  await meeting.expectRoster({ Ada: 3, Bob: 6, Cem: 3 })
})

test('[BR48] a camera that is refused can come on as soon as another goes off', async () => {
  await using meeting = await openMeeting({ env: { ROLLCALL_MESH_VIDEO: '1' } })
  await using ada = await newPerson(browser, 'Ada')
  await using bob = await newPerson(browser, 'Bob')
  await enter(ada, await meeting.personalLink(ADA.unionId))
  await bob.page.goto(meeting.link)
  await expect(bob.page.getByTestId('missing')).toHaveAttribute('data-missing', 'camera')
  await enter(bob, meeting.link)
  const camera = bob.page.getByTestId('toggle-camera')
  await expect(camera).toHaveAttribute('aria-pressed', 'false')
  await expect(bob.tile('Bob').getByTestId('tile-trouble')).toContainText('camera is off')
  await ada.page.getByTestId('toggle-camera').click()
  await expect(bob.tile('Bob').getByTestId('tile-trouble')).toHaveCount(0)
  await camera.click()
  await expectToSee(ada, 1)
  await meeting.expectRoster({ Ada: 3, Bob: 3 })
})
