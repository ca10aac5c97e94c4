import { after, test } from 'node:test'
import { ADA } from '../worlds/tester.ts'
import { expectToHear } from './audio-checks.ts'
import { enter, newPerson } from './browser-person.ts'
import { openBrowser } from './chromium.ts'
import { expect } from './expect.ts'
import { openMeeting } from './meeting.ts'

const browser = await openBrowser()
after(() => browser.close())

test('[PG51] [PG52] in a second tab a person moves there, or joins without sound', async () => {
  await using meeting = await openMeeting()
  await using ada = await newPerson(browser, 'Ada')
  await using bob = await newPerson(browser, 'Bob')
  await enter(ada, await meeting.personalLink(ADA.unionId))
  await enter(bob, meeting.link)
  const second = { ...bob, page: await bob.context.newPage() }
  const { page } = second
  await page.goto(meeting.link)
  await expect(page.getByTestId('already-inside')).toBeVisible()
  await page.getByTestId('join-without-sound').click()
  await expect(page.getByTestId('banner-without-sound')).toBeVisible()
  await expect(page.getByTestId('toggle-microphone')).toHaveAttribute('aria-pressed', 'false')
  await expectToHear(ada)
  await page.reload()
  await expect(page.getByTestId('banner-without-sound')).toBeVisible()
  await page.getByTestId('turn-sound-on').click()
  await expect(page.getByTestId('already-inside')).toBeVisible()
  await page.getByTestId('join').click()
  await expect(page.getByTestId('room')).toBeVisible()
  await expect(bob.page.getByTestId('end-page')).toHaveAttribute('data-reason', 'moved')
  await expectToHear(ada)
  await bob.page.getByTestId('rejoin').click()
  await expect(bob.page.getByTestId('already-inside')).toBeVisible()
  await meeting.expectRoster({ Ada: 3, Bob: 3 })
})

test('[PG53] a device clock that is 14 minutes fast or slow shows the time that the meeting has lasted', async () => {
  await using meeting = await openMeeting()
  for (const minutes of [14, -14]) {
    await using ada = await newPerson(browser, 'Ada')
    await ada.context.addInitScript((offMs) => {
      const now = Date.now.bind(Date)
      Date.now = () => now() + offMs
    }, minutes * 60_000)
    await enter(ada, await meeting.personalLink(ADA.unionId))
    await expect(ada.page.getByTestId('elapsed')).toHaveText(/^[01]:[0-5]\d$/)
    await expect(ada.page.getByTestId('elapsed')).not.toHaveText('0:00')
  }
})
