import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { ADA } from '../worlds/tester.ts'
import { expectAccessible } from './accessibility.ts'
import { newPerson } from './browser-person.ts'
import { openBrowser } from './chromium.ts'
import { expect } from './expect.ts'
import { openMeeting } from './meeting.ts'
import { signInAs } from './sign-in.ts'

const browser = await openBrowser()
after(() => browser.close())

test('[CO61] [CO66] an administrator keeps guests out and chooses how long meetings stay, by keyboard too', async () => {
  await using meeting = await openMeeting()
  await using ada = await newPerson(browser, 'Ada')
  await using gil = await newPerson(browser, 'Gil')
  const { page } = ada
  await signInAs(ada, meeting, ADA)
  await page.goto(`${meeting.tester.url}/console/settings`)
  await expect(page.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible()
  await expect(page.getByTestId('save-settings')).toBeDisabled()
  await expectAccessible(page, 'settings in the console')

  const guests = page.getByRole('switch', { name: 'People without an account may join' })
  await guests.focus()
  await page.keyboard.press('Space')
  await page.getByTestId('organization-name').fill('Acme Ltd.')
  await page.getByTestId('save-settings').click()
  await expect(page.getByText('The settings are saved.')).toBeVisible()
  await page.reload()
  await expect(guests).not.toBeChecked()
  await expect(page.getByTestId('organization-name')).toHaveValue('Acme Ltd.')
  await gil.page.goto(meeting.link)
  await expect(gil.page.getByText('This meeting isn’t open to guests.')).toBeVisible()

  await page.getByRole('button', { name: 'Ended meetings' }).click()
  await page.getByRole('option', { name: 'Delete after some days' }).click()
  await page.getByTestId('retention-days').fill('0')
  await page.getByTestId('retention-days').press('Enter')
  await expect(page.getByText('Enter a whole number from 1 to 36,500.')).toBeVisible()
  await page.getByTestId('retention-days').fill('90')
  await page.getByTestId('retention-days').press('Enter')
  const question = page.getByRole('alertdialog', { name: 'Delete meetings after 90 days?' })
  await expect(question).toBeVisible()
  await expectAccessible(page, 'the question before meetings are deleted')
  await page.keyboard.press('Escape')
  await expect(question).toBeHidden()
  await page.getByTestId('save-settings').click()
  await page.getByTestId('confirm-retention').click()
  await expect(page.getByText('The settings are saved.')).toBeVisible()
  const answer = await page.request.get(`${meeting.tester.url}/api/organization/settings`)
  const { settings } = (await answer.json()) as { settings: { guests: boolean; retentionDays: number } }
  assert.deepEqual([settings.guests, settings.retentionDays], [false, 90])
})
