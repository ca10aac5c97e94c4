import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
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

test('[CO5] [CO2] people are found by email and department, and the address says which department', async () => {
  const [acme] = SEED.organizations
  const users = [
    ADA,
    { ...BRAM, department: 'Press & PR', email: 'bram@acme.example' },
    { userId: 'dora', unionId: 'DoraMf6yHs2kQvJdT8wXbN5iEiE', name: 'Dora', department: 'Press & PR' },
  ]
  await using tester = await startTester({ seed: { organizations: [{ ...acme, users }] } })
  await using ada = await newPerson(browser, 'Ada')
  const { page } = ada
  await signInAs(ada, meetingOf(tester, { conferenceId: '', link: '' }), ADA)
  await page.goto(`${tester.url}/console/people`)
  await page.getByTestId('search-people').fill('@acme.ex')
  await expect(people(page)).toHaveCount(1)
  await expect(people(page)).toContainText('Bram')
  await page.getByTestId('search-people').fill('')
  await page.getByRole('button', { name: 'Department' }).click()
  await page.getByRole('option', { name: 'Press & PR' }).click()
  await expect(people(page)).toHaveCount(2)
  await expect(page).toHaveURL(/\/console\/people\?department=Press\+%26\+PR$/)
  await page.reload()
  await expect(people(page)).toHaveCount(2)
  await page.getByRole('button', { name: 'Department' }).click()
  await page.getByRole('option', { name: 'All departments' }).click()
  await expect(people(page)).toHaveCount(3)
})

test('[CO78] links for first passwords are made after an import and from the list, saved as a file, and work', async () => {
  await using meeting = await openMeeting()
  await using ada = await newPerson(browser, 'Ada', { width: 1_280, height: 900 })
  const { page } = ada
  await signInAs(ada, meeting, ADA)
  await page.goto(`${meeting.tester.url}/console/people`)
  await page.getByTestId('import-people').click()
  const buffer = Buffer.from('userId,name,department\ndora,Dora,Press\nemil,Emil,Press\n')
  await page.locator('input[type=file]').setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer })
  await page.getByText('Give new people a password').click()
  await page.getByTestId('import-apply').click()
  await page.getByTestId('links-after-import').click()
  await expectAccessible(page, 'before links for first passwords')
  await page.getByTestId('make-links').click()
  const links = page.getByTestId('first-password-link')
  await expect(links).toHaveCount(2)
  await expectAccessible(page, 'links for first passwords')
  await page.keyboard.press('Escape')
  await expect(links).toHaveCount(2)
  const download = page.waitForEvent('download')
  await page.getByTestId('save-links').click()
  const file = await readFile(await (await download).path(), 'utf8')
  assert.match(file, /^\ufeffuserId,name,email,link\r\ndora,Dora,,http:\S+\/password#[\w-]{43}\r\nemil,/)
  await page.getByTestId('first-passwords-done').click()
  await expect(page.locator('[data-user="dora"]')).toContainText('Link waiting')

  await page.getByRole('button', { name: 'Accounts' }).click()
  await page.getByRole('option', { name: 'No password yet' }).click()
  await expect(people(page)).toHaveCount(3)
  await page.getByTestId('hand-out-links').click()
  await expect(page.getByTestId('mail-links')).toHaveCount(0)
  await page.getByTestId('make-links').click()
  await expect(links).toHaveCount(3)
  const url = (await links.first().locator('code').textContent()) ?? ''
  await page.getByTestId('first-passwords-done').click()
  await using cleo = await newPerson(browser, 'Cleo')
  await cleo.page.goto(url)
  await cleo.page.getByLabel('New password', { exact: true }).fill('difference engine')
  await cleo.page.getByLabel('Confirm new password').fill('difference engine')
  await cleo.page.getByRole('button', { name: 'Change password and sign in' }).click()
  await expect(cleo.page.getByRole('button', { name: 'Account menu for Cleo' })).toBeVisible()
  await page.reload()
  await expect(people(page)).toHaveCount(2)
})
