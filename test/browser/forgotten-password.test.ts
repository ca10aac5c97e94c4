import { after, test } from 'node:test'
import type { Page } from '@playwright/test'
import { ADA } from '../worlds/tester.ts'
import { expectAccessible } from './accessibility.ts'
import { newPerson } from './browser-person.ts'
import { openBrowser } from './chromium.ts'
import { expect } from './expect.ts'
import { openMeeting } from './meeting.ts'
import { fillSignIn, home, signInAs } from './sign-in.ts'

const browser = await openBrowser()
after(() => browser.close())

const OWN = 'Transylvania 1897'

async function choosePassword(page: Page, password: string, again = password): Promise<void> {
  await page.getByLabel('New password', { exact: true }).fill(password)
  await page.getByLabel('Confirm new password').fill(again)
  await page.getByRole('button', { name: 'Change password and sign in' }).click()
}

test('[BR74] an administrator makes a link, and the person chooses a password with it and is signed in', async () => {
  await using meeting = await openMeeting()
  await using ada = await newPerson(browser, 'Ada')
  await using bram = await newPerson(browser, 'Bram')
  await signInAs(ada, meeting, ADA)
  await ada.page.goto(`${meeting.tester.url}/console/people`)
  await ada.page.locator('[data-user="bram"]').getByTestId('person-acts').click()
  await ada.page.getByTestId('act-password-link').click()
  await ada.page.getByTestId('confirm').click()
  const link = (await ada.page.getByTestId('password-link').textContent()) ?? ''
  await expectAccessible(ada.page, 'a link for a password')
  await ada.page.getByTestId('secret-done').click()

  const { page } = bram
  await page.goto(link)
  await expect(page.getByTestId('link-person')).toContainText('Bram (bram), Acme')
  await expectAccessible(page, 'a new password by a link')
  await choosePassword(page, 'too short')
  await expect(page.getByText('Use at least 10 characters.')).toBeVisible()
  await choosePassword(page, OWN, `${OWN}!`)
  await expect(page.getByText('Passwords don’t match.')).toBeVisible()
  await choosePassword(page, OWN)
  await expect(home(page)).toBeVisible()
  await expect(page).toHaveURL(new RegExp(`^${new URL(link).origin}/$`))

  // Ada is signed in at another name of the server.
  await ada.page.goto(new URL(new URL(link).hash, `${meeting.tester.url}/password`).href)
  await expect(ada.page.getByTestId('link-invalid')).toBeVisible()
  await expectAccessible(ada.page, 'a link that was used')
  await ada.page.getByRole('button', { name: 'Go to sign-in' }).click()
  await expect(ada.page.getByRole('heading', { name: 'Hello, Ada' })).toBeVisible()
  await bram.context.clearCookies()
  await page.goto(meeting.tester.url)
  await fillSignIn(page, OWN)
  await expect(home(page)).toBeVisible()
})
