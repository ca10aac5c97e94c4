import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, test } from 'node:test'
import type { Page } from '@playwright/test'
import { ADA, BRAM } from '../worlds/tester.ts'
import { expectAccessible } from './accessibility.ts'
import { newPerson } from './browser-person.ts'
import { openBrowser } from './chromium.ts'
import { expect } from './expect.ts'
import { openLongMeeting } from './long-meeting.ts'
import { enterSignedIn, signInAs } from './sign-in.ts'
import { openMeeting } from './meeting.ts'

const browser = await openBrowser()
after(() => browser.close())

const people = (page: Page) => page.getByTestId('attendance-person')
const timeline = (page: Page) => page.getByTestId('timeline')

test('[AR19] [AR20] [AR21] [AR22] [AR24] the attendance of a meeting of 200 sessions over three hours', async () => {
  await using meeting = await openLongMeeting()
  await using ada = await newPerson(browser, 'Ada')
  const { page } = ada
  await signInAs(ada, meeting, ADA)
  await page.goto(`${meeting.tester.url}/attendance/${meeting.conferenceId}`)
  await expect(page.getByRole('heading', { name: 'Quarterly review' })).toBeVisible()
  await expect(page).toHaveTitle('Attendance: Quarterly review · Rollcall')
  await expect(people(page)).toHaveCount(meeting.people)
  await expect(page.getByTestId('timeline-person')).toHaveCount(meeting.people)
  assert.equal(await page.locator('.timeline-session').count(), meeting.sessions)
  await expect(page.getByTestId('inside-chart')).toBeVisible()
  await expectAccessible(page, 'attendance')

  const widthOf = () => timeline(page).evaluate(({ scrollWidth, clientWidth }) => scrollWidth / clientWidth)
  assert.equal(Math.round(await widthOf()), 1)
  for (let level = 0; level < 4; level += 1) await page.getByRole('button', { name: 'Zoom in' }).click()
  assert.ok((await widthOf()) > 10)
  await expect(page.getByRole('button', { name: 'Zoom in' })).toBeDisabled()

  await page.getByTestId('find-person').fill('guest 1')
  await expect(people(page)).toHaveCount(meeting.guestsWithOne)
  await page.getByTestId('find-person').fill('nobody at all')
  await expect(page.getByText('No one has this name.')).toBeVisible()
  await page.getByTestId('find-person').fill('')
  await page.getByRole('button', { name: 'Sort by' }).click()
  await page.getByRole('option', { name: 'Time inside' }).click()
  await expect(people(page).first()).toContainText('Ada')

  await page.getByRole('button', { name: 'Time zone' }).click()
  await page.getByRole('option', { name: 'Asia/Tokyo' }).click()
  const download = page.waitForEvent('download')
  await page.getByTestId('file-csv').click()
  const file = await readFile(await (await download).path(), 'utf8')
  assert.match(file, /First in \(Asia\/Tokyo\)/)
  assert.equal(file.trimEnd().split('\r\n').length, meeting.people + 1)
  assert.match((await download).suggestedFilename(), /^Quarterly review [\d-]+\.csv$/)

  await page.emulateMedia({ media: 'print' })
  await expect(page.getByTestId('file-csv')).toBeHidden()
  await expect(page.getByRole('button', { name: 'Zoom out' })).toBeHidden()
  await expect(people(page).first()).toBeVisible()
  assert.equal(Math.round(await widthOf()), 1)
})

test('[AR26] the connections of people are below their bars, in words as well, and on paper', async () => {
  await using meeting = await openLongMeeting()
  await using ada = await newPerson(browser, 'Ada')
  const { page } = ada
  await signInAs(ada, meeting, ADA)
  await page.goto(`${meeting.tester.url}/attendance/${meeting.conferenceId}`)
  const line = (name: string) => page.getByTestId('timeline-person').filter({ hasText: name })
  const heights = (name: string) =>
    line(name)
      .getByTestId('connection')
      .locator('rect')
      .evaluateAll((bars) => bars.map((bar) => Number(bar.getAttribute('height'))))
  await expect(line('Bram').getByTestId('connection')).toHaveCount(6)
  assert.deepEqual(await heights('Bram'), [2, 6, 10, 2, 6, 2])
  assert.deepEqual(await heights('Ada'), [2])
  assert.deepEqual(await heights('Guest 1'), [])
  const words = await line('Bram').getByRole('img').getAttribute('aria-label')
  assert.match(words ?? '', /Connection: Poor for 2 min · Fair for 4 min; Fair, \d+:\d+ .+; Poor, \d+:\d+ .+ to /)
  await expect(people(page).filter({ hasText: 'Bram' })).toContainText('Poor for 2 min · Fair for 4 min')
  await expect(people(page).filter({ hasText: 'Ada' })).toContainText('Good')
  await expect(people(page).filter({ hasText: 'Desk' })).toContainText('Not measured')
  await expect(page.getByText('Poor connection')).toBeVisible()
  await expectAccessible(page, 'attendance with connections')
  await page.emulateMedia({ media: 'print' })
  await expect(line('Bram').getByTestId('connection').first()).toBeVisible()
  await expect(page.getByText('Poor connection')).toBeVisible()
})

test('[AR23] a host comes from the end page and from home to the attendance, and others see their own line', async () => {
  await using meeting = await openMeeting()
  await using ada = await newPerson(browser, 'Ada')
  await using bram = await newPerson(browser, 'Bram')
  for (const [person, account] of [
    [ada, ADA],
    [bram, BRAM],
  ] as const) {
    await signInAs(person, meeting, account)
    await enterSignedIn(person, meeting)
  }
  await expect(ada.tile('Bram')).toBeVisible()
  const { tester, conferenceId } = meeting
  await tester.call('DELETE', `/v1.0/conference/videoConferences/${conferenceId}?unionId=${ADA.unionId}`)
  await ada.page.getByTestId('attendance').click()
  await expect(people(ada.page)).toHaveCount(2)
  await expect(bram.page.getByTestId('end-page')).toBeVisible()
  await expect(bram.page.getByTestId('attendance')).toHaveCount(0)
  await bram.page.getByTestId('go-home').click()
  await bram.page.getByRole('link', { name: 'Attendance of Weekly sync' }).click()
  await expect(people(bram.page)).toHaveCount(1)
  await expect(people(bram.page)).toContainText('Bram')
  await bram.page.getByTestId('back').click()
  await expect(bram.page.getByRole('link', { name: 'Attendance of Weekly sync' })).toBeVisible()
  await bram.page.getByRole('link', { name: 'Attendance of Weekly sync' }).click()
  await expect(bram.page.getByText('Your own part.')).toBeVisible()
  await expect(bram.page.getByText('No connection quality is stored for this meeting.')).toBeVisible()
  await bram.page.goto(`${tester.url}/attendance/${'0'.repeat(24)}`)
  await expect(bram.page.getByRole('heading', { name: 'This meeting doesn’t exist' })).toBeVisible()
  await expectAccessible(bram.page, 'attendance that does not exist')
})
