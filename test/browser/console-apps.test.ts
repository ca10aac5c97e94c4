import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Page } from '@playwright/test'
import { ADA } from '../worlds/tester.ts'
import { expectAccessible } from './accessibility.ts'
import { newPerson } from './browser-person.ts'
import { openBrowser } from './chromium.ts'
import { expect } from './expect.ts'
import { openMeeting } from './meeting.ts'
import { signInAs } from './sign-in.ts'

const browser = await openBrowser()
after(() => browser.close())

/** Presses an entry in the menu of an app. */
async function act(page: Page, clientId: string, name: string): Promise<void> {
  await page
    .locator(`[data-app=${JSON.stringify(clientId)}]`)
    .getByTestId('app-acts')
    .click()
  await page.getByTestId(`app-${name}`).click()
}

test('[CO10] [CO11] an app that is made in the console works at once, gets a new secret, and is revoked', async () => {
  await using meeting = await openMeeting()
  await using ada = await newPerson(browser, 'Ada')
  const { page } = ada
  const { url } = meeting.tester
  const tokenOf = async (appKey: string, appSecret: string) => {
    const response = await fetch(`${url}/v1.0/oauth2/accessToken`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ appKey, appSecret }),
    })
    return ((await response.json()) as { accessToken?: string }).accessToken
  }
  const members = `/v1.0/conference/videoConferences/${meeting.conferenceId}/members`
  const statusOf = async (token = '') => (await meeting.tester.call('GET', members, { token })).status

  await signInAs(ada, meeting, ADA)
  await page.goto(`${url}/console/apps`)
  await expect(page.getByTestId('app')).toHaveCount(3)
  await expect(page.locator('[data-app="dingacmeread"]')).toContainText('Read meetings')
  await expectAccessible(page, 'apps')
  await page.getByTestId('add-app').click()
  await expectAccessible(page, 'adding an app')
  await page.getByTestId('save-app').click()
  await expect(page.getByText('Fill in this field.')).toBeVisible()
  await page.getByTestId('app-name').fill('Attendance export')
  await expect(page.getByTestId('app-without-scopes')).toBeVisible()
  await page.getByRole('dialog').getByText('Read meetings').click()
  await expect(page.getByTestId('app-without-scopes')).toHaveCount(0)
  await page.getByTestId('save-app').click()
  const clientId = (await page.getByTestId('app-client-id').textContent()) ?? ''
  const secret = (await page.getByTestId('app-secret').textContent()) ?? ''
  const token = await tokenOf(clientId, secret)
  assert.equal(await statusOf(token), 200)
  await page.keyboard.press('Escape')
  await expect(page.getByTestId('app-secret')).toBeVisible()
  await page.getByTestId('secret-done').click()

  await act(page, clientId, 'edit')
  await page.getByTestId('app-name').fill('Attendance')
  await page.keyboard.press('Enter')
  await expect(page.locator(`[data-app="${clientId}"]`)).toContainText('Attendance')
  await act(page, clientId, 'renew')
  await page.getByTestId('confirm').click()
  const renewed = (await page.getByTestId('app-secret').textContent()) ?? ''
  await page.getByTestId('secret-done').click()
  await expect(page.locator(`[data-app="${clientId}"]`)).toContainText('The previous secret works until')
  for (const valid of [secret, renewed]) assert.equal(await statusOf(await tokenOf(clientId, valid)), 200)
  await act(page, clientId, 'renew')
  await page.getByRole('button', { name: 'The previous secret works for' }).click()
  await page.getByRole('option', { name: 'Not at all: it stops at once' }).click()
  await page.getByTestId('confirm').click()
  const last = (await page.getByTestId('app-secret').textContent()) ?? ''
  await page.getByTestId('secret-done').click()
  assert.equal(await tokenOf(clientId, renewed), undefined)
  const lastToken = await tokenOf(clientId, last)
  assert.equal(await statusOf(lastToken), 200)

  await act(page, clientId, 'revoke')
  await page.getByTestId('confirm').click()
  await expect(page.locator(`[data-app="${clientId}"]`)).toHaveCount(0)
  assert.equal(await statusOf(lastToken), 400)
  assert.equal(await tokenOf(clientId, last), undefined)
})

test('[CO12] the audit log says what was done, and is filtered by act, actor, target and day', async () => {
  await using meeting = await openMeeting()
  await using ada = await newPerson(browser, 'Ada')
  const { page } = ada
  const { url } = meeting.tester
  const entries = page.getByTestId('audit-entry')
  await signInAs(ada, meeting, ADA)
  for (const [method, path, body] of [
    ['POST', '/api/people', { userId: 'dora', name: 'Dora Lindqvist', department: 'Press' }],
    ['POST', '/api/people/dora/disable', {}],
    ['POST', '/api/apps', { name: 'CI', scopes: ['qyapi_get_member'], clientId: 'ci' }],
  ] as const)
    assert.equal((await page.request.fetch(url + path, { method, data: body, headers: { origin: url } })).status(), 200)
  await page.goto(`${url}/console/audit`)
  await expect(entries).toHaveCount(3)
  await expect(entries.first()).toContainText('Added an app')
  await expect(entries.first()).toContainText('Scopes: qyapi_get_member')
  await expect(entries.nth(1)).toContainText('Disabled a person')
  await expect(entries.nth(2)).toContainText('Department: Press')
  await expect(entries.nth(2)).toContainText('127.0.0.1')
  await expectAccessible(page, 'audit log')
  await page.getByRole('button', { name: 'What' }).click()
  await page.getByRole('option', { name: 'Disabled a person' }).click()
  await expect(page).toHaveURL(/\/console\/audit\?action=user-disabled$/)
  await expect(entries).toHaveCount(1)
  await page.getByTestId('audit-clear').click()
  await expect(page).toHaveURL(/\/console\/audit$/)
  await page.getByTestId('audit-target').fill('dora')
  await expect(entries).toHaveCount(2)
  await page.getByTestId('audit-actor').fill('bram')
  await expect(page.getByText('Nothing matches. Change the filters.')).toBeVisible()
  await page.getByTestId('audit-clear').click()
  await expect(page.getByTestId('audit-target')).toHaveValue('')
  await page.getByTestId('audit-to').fill('2026-01-01')
  await expect(entries).toHaveCount(0)
  await page.getByTestId('audit-from').fill('2026-01-01')
  await page.getByTestId('audit-to').fill('2100-01-01')
  await expect(entries).toHaveCount(3)
  await page.reload()
  await expect(entries).toHaveCount(3)
})

test('[CO11] [DI28] an administrator sets where an app may send people', async () => {
  await using meeting = await openMeeting()
  await using ada = await newPerson(browser, 'Ada')
  const { page } = ada
  await signInAs(ada, meeting, ADA)
  await page.goto(`${meeting.tester.url}/console/apps`)
  await act(page, 'dingacmeapp', 'redirects')
  const lines = page.getByTestId('redirects')
  await expect(lines).toHaveValue('https://acme.example/signed-in')
  await lines.fill('https://acme.example/back\n\nacme.example')
  await page.getByTestId('save-redirects').click()
  await expect(page.getByText('Each line must begin with https:// or http://')).toBeVisible()
  await expectAccessible(page, 'the return addresses of an app')
  await lines.fill('https://acme.example/back\n')
  await page.getByTestId('save-redirects').click()
  await expect(lines).toHaveCount(0)
  const answer = await page.request.get(`${meeting.tester.url}/api/apps/dingacmeapp/redirect-uris`)
  assert.deepEqual(await answer.json(), { redirectUris: ['https://acme.example/back'] })
})
