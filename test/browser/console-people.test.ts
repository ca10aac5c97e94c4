import { after, test } from 'node:test'
import type { Page } from '@playwright/test'
import { ADA, BRAM, SEED, startTester } from '../worlds/tester.ts'
import { expectAccessible } from './accessibility.ts'
import { newPerson } from './browser-person.ts'
import { openBrowser } from './chromium.ts'
import { expect } from './expect.ts'
import { meetingOf, openMeeting } from './meeting.ts'
import { signInAs } from './sign-in.ts'

const browser = await openBrowser()
after(() => browser.close())

const people = (page: Page) => page.getByTestId('person')

test('[CO1] [CO2] [CO5] an administrator comes from the account menu to the people, and finds them', async () => {
  await using meeting = await openMeeting()
  await using ada = await newPerson(browser, 'Ada')
  const { page } = ada
  await signInAs(ada, meeting, ADA)
  await page.getByRole('button', { name: 'Account menu for Ada' }).click()
  await page.getByRole('menuitem', { name: 'Console' }).click()
  await expect(page.getByRole('heading', { name: 'People' })).toBeVisible()
  await expect(page).toHaveTitle('Console: People · Rollcall')
  await expect(people(page)).toHaveCount(SEED.organizations[0].users.length)
  await expectAccessible(page, 'people in the console')
  await page.getByTestId('search-people').fill('bra')
  await expect(people(page)).toHaveCount(1)
  await expect(page).toHaveURL(/\/console\/people\?q=bra$/)
  await page.reload()
  await expect(people(page)).toHaveCount(1)
  await expect(page.getByTestId('search-people')).toHaveValue('bra')
  await page.getByTestId('search-people').fill('')
  await page.getByRole('button', { name: 'Role' }).click()
  await page.getByRole('option', { name: 'Administrators' }).click()
  await expect(page).toHaveURL(/\/console\/people\?role=administrator$/)
  await expect(people(page)).toHaveCount(1)
  await expect(people(page)).toContainText('Ada')
})

test('[CO1] others read that the console is for administrators, and a stranger signs in first', async () => {
  await using meeting = await openMeeting()
  await using bram = await newPerson(browser, 'Bram')
  const { page } = bram
  await page.goto(`${meeting.tester.url}/console/people?q=bra`)
  await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible()
  await expect(page).toHaveURL(/\/console\/people\?q=bra$/)
  await signInAs(bram, meeting, BRAM)
  await page.getByRole('button', { name: 'Account menu for Bram' }).click()
  await expect(page.getByRole('menuitem', { name: 'Settings' })).toBeVisible()
  await expect(page.getByRole('menuitem', { name: 'Console' })).toHaveCount(0)
  await page.goto(`${meeting.tester.url}/console`)
  await expect(page.getByRole('heading', { name: 'Only for administrators' })).toBeVisible()
  await expectAccessible(page, 'console of somebody else')
})

test('[CO3] an operator chooses the organization, and the address names it', async () => {
  const [acme, globex] = SEED.organizations
  const seed = { organizations: [{ ...acme, users: [{ ...ADA, operator: true }] }, globex] }
  await using tester = await startTester({ seed })
  await using ada = await newPerson(browser, 'Ada')
  const { page } = ada
  await signInAs(ada, meetingOf(tester, { conferenceId: '', link: '' }), ADA)
  await page.goto(`${tester.url}/console/people?q=a`)
  await expect(people(page)).toContainText('Ada')
  await page.getByRole('button', { name: 'Organization' }).click()
  await page.getByRole('option', { name: 'Globex' }).click()
  await expect(page).toHaveURL(/\/console\/people\?org=dingglobex$/)
  await expect(people(page)).toHaveCount(1)
  await expect(people(page)).toContainText('Gus')
  await page.getByRole('button', { name: 'Organization' }).click()
  await page.getByRole('option', { name: 'Acme' }).click()
  await expect(page).toHaveURL(/\/console\/people$/)
  await expect(people(page)).toContainText('Ada')
})
