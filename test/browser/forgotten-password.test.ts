import { after, test } from 'node:test'
import type { Page } from '@playwright/test'
import assert from 'node:assert/strict'
import { startMailServer } from '../worlds/mail-server.ts'
import { eventually } from '../worlds/server-process.ts'
import { ADA, BRAM, startTester } from '../worlds/tester.ts'
import { Page as Visitor } from '../web/page.ts'
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

test('[BR75] a person who has forgotten their password gets a link by mail, chooses a new one, and is signed in', async () => {
  await using mails = await startMailServer()
  await using tester = await startTester({ env: mails.settings })
  const ada = new Visitor(tester.url)
  await ada.signIn({ userId: 'ada', password: ADA.password })
  const body = { email: 'bram@acme.example' }
  assert.equal((await ada.ask('PATCH', '/api/people/bram', { body })).status, 200)
  await using bram = await newPerson(browser, 'Bram')
  const { page } = bram
  await page.goto(tester.url)
  await fillSignIn(page, 'forgotten')
  await expect(page.getByText('Wrong username or password.')).toBeVisible()
  await page.getByTestId('forgot-password').click()
  await expect(page.getByTestId('forgotten-user')).toHaveValue(BRAM.userId)
  await expectAccessible(page, 'a forgotten password')
  await page.getByTestId('forgotten-user').fill(' ')
  await page.getByTestId('mail-link').click()
  await expect(page.getByText('Enter your username.')).toBeVisible()
  await page.getByTestId('forgotten-user').fill(BRAM.userId)
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('password-mailed')).toContainText('If bram can sign in')
  await expectAccessible(page, 'a mail is on its way')
  await page.getByTestId('forgotten-done').click()
  const arrived = await eventually(
    async () => mails.arrived,
    ({ length }) => length > 0,
    10_000,
  )
  const [link = ''] = /http:\/\/\S+\/password#\S+/.exec(arrived[0]?.body ?? '') ?? []
  await page.goto(link)
  await choosePassword(page, OWN)
  await expect(home(page)).toBeVisible()
})

test('[BR75] on a server without mail, a person reads who can help', async () => {
  await using tester = await startTester()
  await using bram = await newPerson(browser, 'Bram')
  const { page } = bram
  await page.goto(tester.url)
  await page.getByTestId('forgot-password').click()
  await expect(page.getByTestId('password-help')).toContainText('Ask an administrator of your organization.')
  await expectAccessible(page, 'who can help')
  await page.keyboard.press('Escape')
  await expect(page.getByTestId('password-help')).toHaveCount(0)
})
