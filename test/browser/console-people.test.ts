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
import { Page as Visitor } from '../web/page.ts'
import { enterSignedIn, signInAs } from './sign-in.ts'

const browser = await openBrowser()
after(() => browser.close())

const people = (page: Page) => page.getByTestId('person')
const organizationSwitch = (page: Page) => page.getByRole('button', { name: /Organization$/ })

test('[CO1] [CO2] [CO5] an administrator comes from the account menu to the people, and finds them', async () => {
  await using meeting = await openMeeting()
  await using ada = await newPerson(browser, 'Ada')
  const { page } = ada
  await signInAs(ada, meeting, ADA)
  await page.getByRole('button', { name: 'Account menu for Ada' }).click()
  await page.getByRole('menuitem', { name: 'Console' }).click()
  await page.getByRole('link', { name: 'People' }).click()
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
  await organizationSwitch(page).click()
  await page.getByRole('option', { name: 'Globex' }).click()
  await expect(page).toHaveURL(/\/console\/people\?org=dingglobex$/)
  await expect(people(page)).toHaveCount(1)
  await expect(people(page)).toContainText('Gus')
  await organizationSwitch(page).click()
  await page.getByRole('option', { name: 'Acme' }).click()
  await expect(page).toHaveURL(/\/console\/people$/)
  await expect(people(page)).toContainText('Ada')
})

test('[CO13] an operator adds an organization, and its first administrator, who signs in', async () => {
  const [acme, globex] = SEED.organizations
  const seed = { organizations: [{ ...acme, users: [{ ...ADA, operator: true }, BRAM] }, globex] }
  await using tester = await startTester({ seed })
  await using ada = await newPerson(browser, 'Ada')
  const { page } = ada
  await signInAs(ada, meetingOf(tester, { conferenceId: '', link: '' }), ADA)
  await page.goto(`${tester.url}/console/apps`)
  await page.getByTestId('add-organization').click()
  await expectAccessible(page, 'adding an organization')
  await page.getByTestId('save-organization').click()
  await expect(page.getByText('Fill in this field.')).toHaveCount(1)
  await page.getByTestId('new-organization-name').fill('Initech')
  await page.getByTestId('new-organization-id').fill('dingglobex')
  await page.getByTestId('save-organization').click()
  await expect(page.getByText('Another organization uses this corp ID.')).toBeVisible()
  await page.getByTestId('new-organization-id').fill('dinginitech')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/console\/people\?org=dinginitech$/)
  await expect(organizationSwitch(page)).toContainText('Initech')
  await expect(page.getByText('Everyone in Initech who has an account.')).toBeVisible()
  await expect(people(page)).toHaveCount(0)
  await page.getByTestId('add-person').click()
  await page.getByTestId('person-name').fill('Bill')
  await page.getByTestId('person-userId').fill('bill')
  await page.getByText('Administrator', { exact: true }).click()
  await page.getByTestId('save-person').click()
  const password = await page.getByTestId('new-password').textContent()
  await page.getByTestId('secret-done').click()
  await expect(people(page)).toContainText('Bill')
  const bill = new Visitor(tester.url)
  await bill.signIn({ corpId: 'dinginitech', userId: 'bill', password: password ?? '' })
  const { body } = await bill.ask<{ organization: unknown }>('GET', '/api/organization')
  assert.deepEqual(body.organization, { corpId: 'dinginitech', name: 'Initech' })
})

test('[CO13] an administrator who is no operator is not offered to add an organization', async () => {
  await using meeting = await openMeeting()
  await using ada = await newPerson(browser, 'Ada')
  const { page } = ada
  await signInAs(ada, meeting, ADA)
  await page.goto(`${meeting.tester.url}/console/people`)
  await expect(people(page)).not.toHaveCount(0)
  await expect(page.getByTestId('add-organization')).toHaveCount(0)
})

/** Presses an entry in the menu of a person. */
async function act(page: Page, userId: string, name: string): Promise<void> {
  await page
    .locator(`[data-user=${JSON.stringify(userId)}]`)
    .getByTestId('person-acts')
    .click()
  await page.getByTestId(`act-${name}`).click()
}

test('[CO6] [CO7] [CO8] an administrator adds a person, who signs in, and is edited, disabled and deleted', async () => {
  await using meeting = await openMeeting()
  await using ada = await newPerson(browser, 'Ada')
  const { page } = ada
  const { url } = meeting.tester
  await signInAs(ada, meeting, ADA)
  await page.goto(`${url}/console/people`)
  await page.getByTestId('add-person').click()
  await expectAccessible(page, 'adding a person')
  await page.getByTestId('save-person').click()
  await expect(page.getByText('Fill in this field.')).toHaveCount(2)
  await page.getByTestId('person-name').fill('Dora Lindqvist')
  await page.getByTestId('person-userId').fill('bram')
  await page.getByTestId('save-person').click()
  await expect(page.getByText('Someone in the organization already has this username.')).toBeVisible()
  await page.getByTestId('person-userId').fill('dora')
  await page.keyboard.press('Enter')
  const password = await page.getByTestId('new-password').textContent()
  await expectAccessible(page, 'a new password')
  await page.getByTestId('secret-done').click()
  await expect(people(page)).toHaveCount(4)
  const dora = new Visitor(url)
  assert.equal((await dora.signIn({ userId: 'dora', password: password ?? '' })).name, 'Dora Lindqvist')

  await act(page, 'dora', 'edit')
  await page.getByTestId('person-department').fill('Press')
  await page.getByTestId('save-person').click()
  const row = page.locator('[data-user="dora"]')
  await expect(row).toContainText('Press')
  await act(page, 'dora', 'make-administrator')
  await page.getByTestId('confirm').click()
  await expect(row).toContainText('Administrator')
  await act(page, 'dora', 'end-sign-ins')
  await page.getByTestId('confirm').click()
  await expect(page.getByText('Dora Lindqvist was signed out of 1 browser.')).toBeVisible()
  await page.getByTestId('add-person').click()
  await expect(page.getByText('Dora Lindqvist was signed out of 1 browser.')).toHaveCount(0)
  await page.keyboard.press('Escape')
  assert.equal((await dora.ask('GET', '/api/session')).status, 204)
  await act(page, 'dora', 'reset-password')
  await page.getByTestId('confirm').click()
  const second = await page.getByTestId('new-password').textContent()
  assert.notEqual(second, password)
  await page.getByTestId('secret-done').click()
  await expect(row).toContainText('Temporary password')

  await act(page, 'dora', 'disable')
  await page.getByTestId('confirm').click()
  await expect(row).toContainText('Disabled')
  await act(page, 'cleo', 'reset-password')
  assert.equal(await page.evaluate(async () => (await fetch('/api/people/cleo', { method: 'DELETE' })).status), 200)
  await page.getByTestId('confirm').click()
  await expect(page.getByText('This person doesn’t exist anymore.')).toBeVisible()
  await page.keyboard.press('Escape')
  await act(page, 'dora', 'enable')
  await page.getByTestId('confirm').click()
  await expect(row).not.toContainText('Disabled')
  await act(page, 'dora', 'delete')
  await page.getByTestId('confirm').click()
  await expect(people(page)).toHaveCount(2)
})

test('[CO8] the acts on a person can be reached and done with keys alone', async () => {
  await using meeting = await openMeeting()
  await using ada = await newPerson(browser, 'Ada')
  const { page } = ada
  await signInAs(ada, meeting, ADA)
  await page.goto(`${meeting.tester.url}/console/people`)
  const button = page.locator('[data-user="bram"]').getByTestId('person-acts')
  await button.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('menuitem', { name: 'Edit' })).toBeFocused()
  await page.keyboard.type('dis')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Disable Bram?' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(button).toBeFocused()
  await page.keyboard.press('Enter')
  await page.keyboard.type('dis')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page.locator('[data-user="bram"]')).toContainText('Disabled')
})

test('[CO9] 300 people are imported from a file while a meeting goes on', async () => {
  await using meeting = await openMeeting()
  await using ada = await newPerson(browser, 'Ada')
  await using bram = await newPerson(browser, 'Bram')
  await signInAs(bram, meeting, BRAM)
  await enterSignedIn(bram, meeting)
  const { page } = ada
  const { url } = meeting.tester
  await signInAs(ada, meeting, ADA)
  await page.goto(`${url}/console/people`)
  const lines = Array.from(
    { length: 300 },
    (_, index) => `new${index},新人 ${index},${index},Sales,n${index}@acme.example`,
  )
  const choose = async (...rows: string[]) => {
    const chooser = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: /^Choose/ }).click()
    const buffer = Buffer.from(['userId,name,jobNumber,department,email', ...rows].join('\n'))
    await (await chooser).setFiles({ name: 'people.csv', mimeType: 'application/vnd.ms-excel', buffer })
  }
  await page.getByTestId('import-people').click()
  await choose(...lines, 'no good,李四,,,nobody')
  await expect(page.getByTestId('import-fault')).toHaveCount(2)
  await expect(page.getByTestId('import-fault').first()).toContainText('302')
  await expect(page.getByTestId('import-fault').first()).toContainText('userId')
  await expect(page.getByTestId('import-apply')).toBeDisabled()
  await expect(page.getByTestId('import-apply')).toHaveText('Import')
  await expect(page.getByTestId('import-counts')).toHaveCount(0)
  await expectAccessible(page, 'faults of an import')
  await choose(...lines, 'bram,Bram,,Theater,')
  await expect(page.getByTestId('import-added')).toHaveText('300')
  await expect(page.getByTestId('import-changed')).toHaveText('1')
  await expect(page.getByTestId('import-change')).toHaveCount(100)
  await expect(page.getByText('And 201 more people.')).toBeVisible()
  await choose('wei,王伟,1,Sales,', 'bram,Bram,,Theater,')
  await expect(page.getByTestId('import-change')).toHaveCount(2)
  await expect(page.getByTestId('import-change').nth(1)).toContainText('Department: – → Theater')
  await expectAccessible(page, 'the preview of an import')
  await choose(...lines, 'bram,Bram,,Theater,')
  await expect(page.getByTestId('import-change')).toHaveCount(100)
  await page.getByTestId('import-apply').click()
  await expect(page.getByTestId('imported-password')).toHaveCount(300, { timeout: 120_000 })
  await page.getByTestId('import-done').click()
  await expect(page.getByText('Close without downloading the passwords?')).toBeVisible()
  await expectAccessible(page, 'a question before passwords are lost')
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByTestId('imported-password')).toHaveCount(300)
  await expectAccessible(page, 'passwords of an import')
  const download = page.waitForEvent('download')
  await page.getByTestId('save-passwords').click()
  const file = (await readFile(await (await download).path(), 'utf8')).trimEnd().split('\r\n')
  assert.equal(file.length, 301)
  await page.getByTestId('import-done').click()
  await expect(page.locator('[data-user="bram"]')).toContainText('Theater')
  assert.equal(file[0]?.replace('\u{feff}', ''), 'userId,name,email,password')
  const [userId = '', name, , password = ''] = file[300]?.split(',') ?? []
  assert.equal((await new Visitor(url).signIn({ userId, password })).name, name)

  await expect(people(page)).toHaveCount(50)
  for (let pages = 1; pages <= 6; pages += 1) await page.getByTestId('load-more').click()
  await expect(people(page)).toHaveCount(303)
  await page.getByTestId('search-people').fill('xinren 299')
  await expect(people(page)).toHaveCount(1)
  const saved = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Export CSV' }).click()
  const exported = await readFile(await (await saved).path(), 'utf8')
  assert.equal(exported.trimEnd().split('\n').length, 304)
  await expect(bram.tile('Bram')).toBeVisible()
  await meeting.expectRoster({ Bram: 3 })
})
