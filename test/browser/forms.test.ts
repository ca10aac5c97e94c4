import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Locator } from '@playwright/test'
import { BRAM } from '../worlds/tester.ts'
import { openBrowser } from './chromium.ts'
import { expect } from './expect.ts'
import { openMeeting } from './meeting.ts'
import { newPerson } from './browser-person.ts'
import { home } from './sign-in.ts'

const browser = await openBrowser()
after(() => browser.close())

/** To the right and down. */
const middle = async (shown: Locator) => {
  const box = await shown.boundingBox()
  assert.ok(box)
  return { x: Math.round(box.x + box.width / 2), y: Math.round(box.y + box.height / 2) }
}

test('[BR42] [PG26] a corrected form can be sent again, by Enter and by the button', async () => {
  await using meeting = await openMeeting()
  await using bram = await newPerson(browser, 'Bram')
  const { page } = bram
  const [next, again] = [page.getByLabel('New password', { exact: true }), page.getByLabel('Confirm new password')]
  await page.goto(meeting.tester.url)
  await page.getByRole('button', { name: 'Organization' }).click()
  await page.getByRole('option', { name: 'Acme' }).click()
  await page.getByLabel('Username').fill(BRAM.userId)
  await page.getByLabel('Password').fill(BRAM.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByLabel('Current password').fill(BRAM.password)
  await next.fill('short')
  await page.getByRole('button', { name: 'Change password' }).click()
  await expect(page.getByText('10 characters')).toHaveText('Use at least 10 characters.')
  for (const field of [next, again]) await field.fill('Transylvania 1897')
  await again.press('Enter')
  await expect(home(page)).toBeVisible()

  const [code, join] = [page.getByLabel('Room code or link'), page.getByRole('button', { name: 'Join' })]
  await code.fill('%%% nope')
  await join.click()
  await expect(page.getByText('This isn’t a room code or meeting link')).toBeVisible()
  const [typedInto, button] = [await middle(code), await middle(join)]
  assert.ok(button.y === typedInto.y && button.x > typedInto.x, 'the button stands beside the field')

  await page.goto(`${meeting.tester.url}/settings`)
  await page.getByLabel('Current password').fill('not this one')
  for (const field of [next, again]) await field.fill('Whitby 1897 Demeter')
  await again.press('Enter')
  await expect(page.getByText('That’s not your current password.')).toBeVisible()
  await page.getByLabel('Current password').fill('Transylvania 1897')
  await page.getByRole('button', { name: 'Change password' }).click()
  await expect(page.getByText('Password changed.')).toBeVisible()

  await page.goto(meeting.tester.url)
  await page.getByLabel('Topic').fill('x'.repeat(60))
  await expect(page.getByLabel('Topic')).toHaveValue('x'.repeat(50))
  await expect(page.getByText('up to 50 characters')).toBeVisible()
  await page.getByLabel('Topic').fill('')
  await page.getByRole('button', { name: 'Start now' }).click()
  await expect(page.getByTestId('entry-title').or(page.getByTestId('meeting-title')).first()).toHaveText(
    'Bram’s meeting',
  )
})
