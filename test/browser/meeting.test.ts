import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { ADA } from '../worlds/tester.ts'
import { expect } from './expect.ts'
import { openBrowser } from './chromium.ts'
import { expectToHear, expectToSee } from './audio-checks.ts'
import { openMeeting } from './meeting.ts'
import { enter, newPerson } from './browser-person.ts'

const browser = await openBrowser()
after(() => browser.close())

test('[BR1] two people who join see and hear each other, and both rosters show them in the meeting', async () => {
  await using meeting = await openMeeting()
  await using ada = await newPerson(browser, 'Ada')
  await using bob = await newPerson(browser, 'Bob')
  await enter(ada, await meeting.personalLink(ADA.unionId))
  await enter(bob, meeting.link)
  await Promise.all([expectToSee(ada, 1), expectToSee(bob, 1), expectToHear(ada), expectToHear(bob)])
  await expect(ada.tile('Bob')).toBeVisible()
  await meeting.expectRoster({ Ada: 3, Bob: 3 })
  await bob.page.getByTestId('leave').click()
  await expect(bob.page.getByTestId('end-page')).toHaveAttribute('data-reason', 'left')
  await expect(ada.tile('Bob')).toHaveCount(0)
  await meeting.expectRoster({ Ada: 3, Bob: 6 })
})

test('[BR2] a guest joins by the link with a name, and is marked as a guest', async () => {
  await using meeting = await openMeeting()
  await using ada = await newPerson(browser, 'Ada')
  await using gil = await newPerson(browser, 'Gil')
  await enter(ada, await meeting.personalLink(ADA.unionId))
  await gil.page.goto(meeting.link)
  await expect(gil.page.getByTestId('participants')).toContainText('Ada')
  await enter(gil, meeting.link)
  await expect(await ada.row('Gil')).toContainText('Guest')
  await expect(await ada.row('Ada')).not.toContainText('Guest')
  await meeting.expectRoster({ Ada: 3, Gil: 3 })
})

test('[BR3] a reloaded page continues with the same session, role and microphone', async () => {
  await using meeting = await openMeeting()
  await using ada = await newPerson(browser, 'Ada')
  await using bob = await newPerson(browser, 'Bob')
  await enter(ada, await meeting.personalLink(ADA.unionId))
  await enter(bob, meeting.link)
  await expectToSee(bob, 1)
  await ada.page.getByTestId('toggle-microphone').click()
  const tile = await ada.tile('Ada').getAttribute('data-testid')
  await ada.page.reload()
  await expect(ada.tile('Ada')).toHaveAttribute('data-testid', String(tile))
  await expect(await ada.row('Ada')).toContainText('Host')
  await expect(ada.page.getByTestId('toggle-microphone')).toHaveAttribute('aria-pressed', 'false')
  await Promise.all([expectToSee(ada, 1), expectToSee(bob, 1)])
  await meeting.expectRoster({ Ada: 3, Bob: 3 })
})

test('[BR4] a shared screen is seen by the others, and its owner sees a notice and can stop it', async () => {
  await using meeting = await openMeeting()
  await using ada = await newPerson(browser, 'Ada')
  await using bob = await newPerson(browser, 'Bob')
  await enter(ada, await meeting.personalLink(ADA.unionId))
  await enter(bob, meeting.link)
  await expectToSee(bob, 1)
  await ada.page.getByTestId('toggle-share').click()
  await expect(bob.page.locator('[data-screen="true"]')).toBeVisible()
  await expectToSee(bob, 2)
  const bar = ada.page.getByTestId('sharing-bar')
  await expect(bar.getByRole('status')).toHaveText('You’re sharing your screen and its sound.')
  await bar.getByRole('button', { name: 'Stop sharing' }).click()
  await expect(bar.getByRole('status')).toHaveText('')
  await expect(bob.page.locator('[data-screen="true"]')).toHaveCount(0)
  await meeting.expectRoster({ Ada: 3, Bob: 3 })
})

test('[BR5] on a phone the meeting fits the screen, and panels fill it', async () => {
  await using meeting = await openMeeting()
  await using ada = await newPerson(browser, 'Ada', { width: 360, height: 640, hasTouch: true, isMobile: true })
  await using bob = await newPerson(browser, 'Bob')
  await enter(ada, await meeting.personalLink(ADA.unionId))
  await enter(bob, meeting.link)
  await expectToSee(ada, 1)
  const overflow = () => ada.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  assert.equal(await overflow(), 0)
  for (const control of ['toggle-microphone', 'toggle-camera', 'leave']) {
    await expect(ada.page.getByTestId(control)).toBeInViewport({ ratio: 1 })
  }
  await ada.page.getByTestId('open-people').click()
  const box = await ada.page.getByTestId('panel-people').boundingBox()
  assert.equal(box?.width, 360)
  assert.equal(await overflow(), 0)
  for (const panel of ['people', 'chat']) {
    if (panel === 'chat') await ada.page.getByTestId('open-chat').click()
    await ada.page.getByTestId('close-panel').click()
    await expect(ada.page.getByTestId(`panel-${panel}`)).toHaveCount(0)
  }
  await ada.page.getByTestId('open-more').click()
  for (const name of ['Thumbs up', 'Invite', 'Devices'])
    await expect(ada.page.getByRole('menuitem', { name })).toBeInViewport({ ratio: 1 })
  await expect(ada.page.getByTestId('keys')).toHaveCount(0)
  await ada.page.getByTestId('invite').click()
  const dialog = ada.page.getByRole('dialog')
  await expect(dialog).toBeInViewport({ ratio: 1 })
  const search = dialog.getByLabel('Colleague’s name')
  await search.scrollIntoViewIfNeeded()
  await expect(search).toBeInViewport({ ratio: 1 })
  await dialog.getByRole('button', { name: 'Close' }).click()
  await expect(dialog).toHaveCount(0)
  await meeting.expectRoster({ Ada: 3, Bob: 3 })
})
