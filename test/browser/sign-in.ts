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
  const isFirst = !changed.has(meeting)
  await fillSignIn(page, isFirst ? BRAM.password : PASSWORD)
  if (isFirst) {
    await changeFirstPassword(page)
    changed.add(meeting)
  }
  await expect(home(page)).toBeVisible()
}

/** Fills in the sign-in page as Bram, and sends it. */
export async function fillSignIn(page: Page, password: string = BRAM.password): Promise<void> {
  await page.getByRole('button', { name: 'Organization' }).click()
  await page.getByRole('option', { name: 'Acme' }).click()
  await page.getByLabel('Username').fill(BRAM.userId)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

/** Replaces Bram's seeded password. */
export async function changeFirstPassword(page: Page): Promise<void> {
  await page.getByLabel('Current password').fill(BRAM.password)
  await page.getByLabel('New password', { exact: true }).fill(PASSWORD)
  await page.getByLabel('Confirm new password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Change password' }).click()
}

export const home = (page: Page) => page.getByRole('heading', { name: 'Hello, Bram' })
