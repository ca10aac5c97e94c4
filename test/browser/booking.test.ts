import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { expect } from './expect.ts'
import { openBrowser } from './chromium.ts'
import { openMeeting } from './meeting.ts'
import { newPerson } from './browser-person.ts'
import { home, signInAsBram } from './sign-in.ts'

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
  await expect(dialog).toContainText('The end must be after the start')
  await dialog.getByRole('button', { name: 'Close' }).click()
  await book('Mistake')
  await expect(rows).toHaveCount(2)
  await page.getByRole('button', { name: 'Cancel Mistake' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel meeting' }).click()
  await expect(rows).toHaveCount(1)
  await expect(rows).toContainText('Review')
  const file = await page.request.get(String(await rows.getByRole('link').getAttribute('href')))
  assert.match(await file.text(), /^BEGIN:VCALENDAR[^]*SUMMARY:Review/)
  await page.getByRole('button', { name: 'Start Review' }).click()
  await expect(page).toHaveURL(/roomCode=\d{11}/)
  await page.goto(meeting.tester.url)
  await expect(home(page)).toBeVisible()
})
