import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Page } from '@playwright/test'
import { expect } from './expect.ts'
import { openBrowser } from './chromium.ts'
import { openMeeting } from './meeting.ts'
import { ADA } from '../worlds/tester.ts'
import { newPerson } from './browser-person.ts'
import { expectAccessible } from './accessibility.ts'
import { home, signInAs, signInAsBram } from './sign-in.ts'

const browser = await openBrowser()
after(() => browser.close())

test('[BR31] a person books a meeting on the home page, starts it from there, and cancels another', async () => {
  await using meeting = await openMeeting()
  await using bram = await newPerson(browser, 'Bram')
  const { page } = bram
  await signInAsBram(bram, meeting)
  const rows = page.getByTestId('booked-meeting')
  const dialog = page.getByRole('dialog')
  const book = async (topic: string) => {
    await page.getByRole('button', { name: 'Schedule a meeting' }).click()
    await dialog.getByLabel('Topic').fill(topic)
    await dialog.getByRole('button', { name: 'Schedule', exact: true }).click()
    await expect(dialog).toHaveCount(0)
  }
  await book('Review')
  await expect(rows).toHaveCount(1)
  await page.getByRole('button', { name: 'Schedule a meeting' }).click()
  const begins = await dialog.getByLabel('Starts').inputValue()
  await dialog.getByLabel('Ends').fill(begins)
  await dialog.getByRole('button', { name: 'Schedule', exact: true }).click()
  await expect(dialog).toContainText('after the start')
  await dialog.getByRole('button', { name: 'Close' }).click()
  await book('Mistake')
  await expect(rows).toHaveCount(2)
  await page.getByRole('button', { name: 'More for Mistake' }).click()
  await page.getByRole('menuitem', { name: 'Cancel…' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel meeting' }).click()
  const fileOf = async (name: string) => {
    const href = await page.getByRole('link', { name }).getAttribute('href')
    return (await page.request.get(new URL(String(href), page.url()).href)).text()
  }
  assert.match(await fileOf('Remove from calendar: Mistake'), /METHOD:CANCEL[^]*SUMMARY:Mistake/)
  assert.match(await fileOf('Add to calendar: Review'), /^BEGIN:VCALENDAR[^]*SUMMARY:Review/)
  await page.getByRole('button', { name: 'Start Review' }).click()
  await expect(page).toHaveURL(/roomCode=\d{11}/)
  await page.goto(meeting.tester.url)
  await expect(home(page)).toBeVisible()
})

test('[BR45] [PG45] [PG47] a person plans a weekly meeting, invites a colleague, changes it, and leaves out a date', async () => {
  await using meeting = await openMeeting()
  await using bram = await newPerson(browser, 'Bram')
  const { page } = bram
  await signInAsBram(bram, meeting)
  const dialog = page.getByRole('dialog')
  const row = page.getByTestId('booked-meeting')
  await page.getByRole('button', { name: 'Schedule a meeting' }).click()
  await dialog.getByLabel('Topic').fill('Standup')
  await dialog.getByLabel('Starts').fill('2090-06-05T09:00')
  await expect(dialog.getByLabel('Ends', { exact: true })).toHaveValue('2090-06-05T10:00')
  await dialog
    .getByRole('button', { name: /^Repeats/ })
    .or(dialog.getByLabel('Repeats'))
    .first()
    .click()
  await page.getByRole('option', { name: 'Weekly' }).click()
  await dialog.getByRole('button', { name: 'Thu' }).click()
  await expect(dialog.getByTestId('booking-preview')).toContainText('meetings, from')
  await dialog.getByText('Choose colleagues').click()
  await dialog.getByRole('button', { name: 'Invite Ada' }).click()
  await expect(dialog.getByRole('button', { name: 'Invite Bram' })).toHaveCount(0) // the person who plans
  await expect(dialog.getByTestId('invitee')).toHaveAttribute('data-nick', 'Ada')
  await expectAccessible(page, 'the form of a booking')
  await dialog.getByRole('button', { name: 'Schedule', exact: true }).click()
  await expect(row).toContainText('Weekly on Mon, Thu until')
  await expect(row).toContainText('1 person invited')
  await expect(row).toContainText(/Passcode \d{10}/)

  await page.getByRole('button', { name: 'More for Standup' }).click()
  await page.getByRole('menuitem', { name: 'Edit' }).click()
  await expect(dialog.getByLabel('Topic')).toHaveValue('Standup')
  await dialog.getByLabel('Topic').fill('Planning')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(row).toContainText('Planning')

  await page.getByRole('button', { name: 'More for Planning' }).click()
  await page.getByRole('menuitem', { name: 'Cancel this date' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel this date' }).click()
  await expect(page.getByRole('heading', { name: 'Thursday, June 8, 2090' })).toBeVisible()
})

test('[BR73] [BK37] an invitee is called at the start of a booking, and joins by answering', async () => {
  await using meeting = await openMeeting()
  await using bram = await newPerson(browser, 'Bram')
  await using ada = await newPerson(browser, 'Ada')
  const { page } = bram
  await signInAsBram(bram, meeting)
  await signInAs(ada, meeting, ADA)
  const dialog = page.getByRole('dialog')
  await page.getByRole('button', { name: 'Schedule a meeting' }).click()
  await dialog.getByLabel('Topic').fill('Standup')
  await dialog.getByText('Choose colleagues').click()
  await dialog.getByRole('button', { name: 'Invite Ada' }).click()
  await dialog.getByText('Call them when the meeting starts').click()
  const startsAt = await fillNextMinute(page)
  await dialog.getByRole('button', { name: 'Schedule', exact: true }).click()
  await expect(dialog).toHaveCount(0)
  const call = ada.page.getByRole('alertdialog')
  await expect(call).toContainText('Standup', { timeout: startsAt - Date.now() + 20_000 })
  assert.ok(Date.now() >= startsAt, 'not before the start')
  await call.getByRole('button', { name: 'Answer with audio only' }).click()
  await expect(ada.tile('Ada')).toBeVisible()
  await page.getByRole('button', { name: /Join Standup/ }).click()
  await page.getByTestId('join').click()
  await expect(bram.tile('Ada')).toBeVisible()
})

/** Sets the start of the booking to the next minute that is at least 5 s away. */
async function fillNextMinute(page: Page): Promise<number> {
  const startsAt = Math.ceil((Date.now() + 5_000) / 60_000) * 60_000
  const local = await page.evaluate((at) => {
    const date = new Date(at)
    return new Date(at - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
  }, startsAt)
  await page.getByRole('dialog').getByLabel('Starts', { exact: true }).fill(local)
  return startsAt
}
