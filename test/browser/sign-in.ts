import type { Page } from '@playwright/test'
import { BRAM } from '../worlds/tester.ts'
import { expect } from './expect.ts'
import type { Meeting } from './meeting.ts'
import type { Person } from './browser-person.ts'

const PASSWORD = 'Transylvania 1897'
/** Signs in and replaces the seeded password, as required at the first sign-in. */
const changed = new WeakSet<Meeting>()

/** Opens Bram's home page, signed in. */
export async function signInAsBram({ page }: Person, meeting: Meeting): Promise<void> {
  await page.goto(meeting.tester.url)
  await page.getByRole('button', { name: 'Organization' }).click()
  await page.getByRole('option', { name: 'Acme' }).click()
  const isFirst = !changed.has(meeting)
  await page.getByLabel('Username').fill(BRAM.userId)
  await page.getByLabel('Password').fill(isFirst ? BRAM.password : PASSWORD)
  await page.getByRole('button', { name: 'Sign in' }).click()
  if (isFirst) {
    await page.getByLabel('Current password').fill(BRAM.password)
    await page.getByLabel('New password', { exact: true }).fill(PASSWORD)
    await page.getByLabel('Confirm new password').fill(PASSWORD)
    await page.getByRole('button', { name: 'Change password' }).click()
    changed.add(meeting)
  }
  await expect(home(page)).toBeVisible()
}

export const home = (page: Page) => page.getByRole('heading', { name: 'Hello, Bram' })
