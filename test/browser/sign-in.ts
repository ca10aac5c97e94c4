import type { Page } from '@playwright/test'
import { BRAM } from '../worlds/tester.ts'
import { expect } from './expect.ts'
import type { Meeting } from './meeting.ts'
import { Page as Visitor } from '../web/page.ts'
import { enter, type Person } from './browser-person.ts'

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

type Account = Readonly<{ userId: string; password: string }>

/** Opens the home page of a person of Acme, signed in without the sign-in page. */
export async function signInAs({ page, context }: Person, meeting: Meeting, account: Account): Promise<void> {
  const { url } = meeting.tester
  const visitor = new Visitor(url)
  await visitor.signIn(account)
  await context.addCookies(Array.from(visitor.cookies, ([name, value]) => ({ name, value, url })))
  await page.goto(url)
  await expect(page.getByRole('heading', { name: 'Hello,' })).toBeVisible()
}

/** Opens a meeting at the address to which the sign-in belongs, and joins. */
export async function enterSignedIn(person: Person, meeting: Meeting): Promise<void> {
  await enter(person, new URL(`/app${new URL(meeting.link).search}`, meeting.tester.url).href)
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
