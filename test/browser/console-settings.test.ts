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

test('[CO61] [CO66] an administrator keeps guests out and chooses how long meetings stay, by keyboard too', async () => {
  await using meeting = await openMeeting()
  await using ada = await newPerson(browser, 'Ada')
  await using gil = await newPerson(browser, 'Gil')
  const { page } = ada
  await signInAs(ada, meeting, ADA)
  await page.goto(`${meeting.tester.url}/console/settings`)
  await expect(page.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible()
  await expect(page.getByTestId('save-settings')).toBeDisabled()
  await expectAccessible(page, 'settings in the console')

  const guests = page.getByRole('switch', { name: 'People without an account may join' })
  await guests.focus()
  await page.keyboard.press('Space')
  await page.getByTestId('organization-name').fill('Acme Ltd.')
  await page.getByTestId('save-settings').click()
  await expect(page.getByText('The settings are saved.')).toBeVisible()
  await page.reload()
  await expect(guests).not.toBeChecked()
  await expect(page.getByTestId('organization-name')).toHaveValue('Acme Ltd.')
  await gil.page.goto(meeting.link)
  await expect(gil.page.getByText('This meeting isn’t open to guests.')).toBeVisible()

  await page.getByRole('button', { name: 'Ended meetings' }).click()
  await page.getByRole('option', { name: 'Delete after some days' }).click()
  await page.getByTestId('retention-days').fill('0')
  await page.getByTestId('retention-days').press('Enter')
  await expect(page.getByText('Enter a whole number from 1 to 36,500.')).toBeVisible()
  await page.getByTestId('retention-days').fill('90')
  await page.getByTestId('retention-days').press('Enter')
  const question = page.getByRole('alertdialog', { name: 'Delete meetings 90 days after they end?' })
  await expect(question).toBeVisible()
  await expectAccessible(page, 'the question before meetings are deleted')
  await page.keyboard.press('Escape')
  await expect(question).toBeHidden()
  await page.getByTestId('save-settings').click()
  await page.getByTestId('confirm-retention').click()
  await expect(page.getByText('The settings are saved.')).toBeVisible()
  const answer = await page.request.get(`${meeting.tester.url}/api/organization/settings`)
  const { settings } = (await answer.json()) as { settings: { guests: boolean; retentionDays: number } }
  assert.deepEqual([settings.guests, settings.retentionDays], [false, 90])
})

test('[CO68] [CO69] the color and the logo of the organization are on its pages, readable in light and dark', async () => {
  await using meeting = await openMeeting()
  await using ada = await newPerson(browser, 'Ada')
  await using gil = await newPerson(browser, 'Gil')
  const { page } = ada
  await signInAs(ada, meeting, ADA)
  await page.goto(`${meeting.tester.url}/console/settings`)
  const save = page.getByTestId('save-settings')
  const saved = page.getByText('The settings are saved.')
  const shown = page.getByTestId('logo')
  const accentOf = (one: Page, name = '--accent') =>
    one.evaluate((key) => getComputedStyle(document.documentElement).getPropertyValue(key), name)
  await page.getByTestId('color').fill('#ffd000')
  await save.click()
  await expect(saved).toBeVisible()
  // Without a reload.
  await expect.poll(() => accentOf(page)).toContain('#ffd000')
  assert.match(await accentOf(page, '--accent-soft'), /#ffd000 14%/)
  const image = await page.locator('h1').screenshot()
  const upload = (name: string, mimeType: string, buffer: Buffer) =>
    page.locator('input[type="file"]').setInputFiles({ name, mimeType, buffer })
  await upload('logo.png', 'image/png', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))
  await save.click()
  await expect(
    page.getByText('Choose an image (.png, .jpg or .webp) of at most 128 kilobytes and 2,000 × 2,000 pixels.'),
  ).toBeVisible()
  await upload('logo.png', 'image/png', image)
  await expect(shown.locator('img')).toBeVisible()
  await page.getByRole('button', { name: 'Discard changes' }).click()
  await expect(shown.locator('svg')).toBeVisible()
  await expect(save).toBeDisabled()
  await upload('logo.png', 'image/png', image)
  await save.click()
  await expect(saved).toBeVisible()
  await expect(page.locator('.brand img.logo')).toBeVisible()
  await expectAccessible(page, 'logo and color in the settings')

  for (const colorScheme of ['light', 'dark'] as const) {
    await gil.page.emulateMedia({ colorScheme })
    for (const [address, what] of [
      [meeting.tester.url, 'sign-in'],
      [meeting.link, 'before joining'],
    ] as const) {
      await gil.page.goto(address)
      const logo = gil.page.locator('img.logo')
      await expect(logo).toBeVisible()
      assert.ok(await logo.evaluate((one) => (one as HTMLImageElement).naturalWidth > 0), what)
      await expectAccessible(gil.page, `${what} with a color, ${colorScheme}`)
    }
    assert.match(await accentOf(gil.page), /^light-dark\(#[0-9a-f]{6}, #ffd000\)$/)
  }
  await page.goto(meeting.tester.url)
  await expect(page.locator('.brand img.logo')).toBeVisible()
  await page.goto(`${meeting.tester.url}/console/settings`)
  await page.getByTestId('remove-logo').click()
  await expect(shown.locator('svg')).toBeVisible()
  await save.click()
  await expect(page.locator('.brand svg.logo')).toBeVisible()
})

test('[CO75] what is stored about a person is exported, and the person is erased', async () => {
  await using meeting = await openMeeting()
  await using ada = await newPerson(browser, 'Ada')
  const { page } = ada
  await signInAs(ada, meeting, ADA)
  await page.goto(`${meeting.tester.url}/console/people`)
  const bram = page.locator('[data-testid="person"][data-user="bram"]')
  const ask = async (act: string) => {
    await bram.getByTestId('person-acts').click()
    await page.getByTestId(`act-${act}`).click()
  }
  await ask('export-data')
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export personal data' }).click()
  const file = JSON.parse(await readFile(await (await download).path(), 'utf8')) as { account: { name: string } }
  assert.equal(file.account.name, BRAM.name)
  await ask('erase')
  await expectAccessible(page, 'the question before a person is erased')
  await page.getByRole('button', { name: 'Erase personal data' }).click()
  await expect(
    page.getByText('The account is deleted. Past meetings are being cleaned up; this takes a few minutes.'),
  ).toBeVisible()
  await expect(bram).toHaveCount(0)
})

test('[CO76] [SC2] an administrator makes a token for the directory, replaces it, and revokes both', async () => {
  await using meeting = await openMeeting()
  await using ada = await newPerson(browser, 'Ada')
  const { page } = ada
  await signInAs(ada, meeting, ADA)
  await page.goto(`${meeting.tester.url}/console/settings`)
  await expect(page.getByText('No directory has a token.')).toBeVisible()
  await expect(page.getByTestId('directory-url')).toHaveText(/^http.*\/scim\/v2/)
  const make = async () => {
    await page.getByTestId('make-scim-token').click()
    await page.getByTestId('confirm').click()
    const [url, token] = [page.getByTestId('scim-url'), page.getByTestId('scim-secret')]
    const made = { url: (await url.textContent()) ?? '', token: (await token.textContent()) ?? '' }
    await expectAccessible(page, 'a new token of the directory')
    await page.getByTestId('secret-done').click()
    return made
  }
  const statusOf = async ({ url, token }: { url: string; token: string }) =>
    (await fetch(`${url}/Users`, { headers: { authorization: `Bearer ${token}` } })).status
  const first = await make()
  assert.equal(await statusOf(first), 200)
  const second = await make()
  await expect(page.getByTestId('scim-token')).toHaveCount(2)
  await expect(page.getByTestId('scim-token').last()).toContainText('Replaced, valid until')
  await page.reload()
  await expect(page.getByTestId('scim-token')).toHaveCount(2)
  assert.deepEqual([await statusOf(first), await statusOf(second)], [200, 200])
  await page.getByTestId('revoke-scim-tokens').click()
  await page.getByTestId('confirm').click()
  await expect(page.getByText('No directory has a token.')).toBeVisible()
  assert.deepEqual([await statusOf(first), await statusOf(second)], [401, 401])
})

test('[CO77] [OA13] an administrator makes a secret for sign-in questions, which programs use at once', async () => {
  await using meeting = await openMeeting()
  await using ada = await newPerson(browser, 'Ada')
  const { page } = ada
  await signInAs(ada, meeting, ADA)
  await page.goto(`${meeting.tester.url}/console/settings`)
  await page.getByTestId('renew-sso-secret').click()
  await expectAccessible(page, 'the question before a new secret for sign-in questions')
  await page.getByTestId('confirm').click()
  const ssoSecret = await page.getByTestId('sso-secret').textContent()
  await page.getByTestId('secret-done').click()
  await expect(page.getByTestId('sso-secret')).toHaveCount(0)
  const response = await fetch(`${meeting.tester.url}/v1.0/oauth2/ssoAccessToken`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ corpid: 'dingacme', ssoSecret }),
  })
  assert.equal(response.status, 200)
})

test('[CO67] operators see the settings of the server', async () => {
  const [acme] = SEED.organizations
  await using tester = await startTester({
    seed: { organizations: [{ ...acme, users: [{ ...ADA, operator: true }] }] },
  })
  await using ada = await newPerson(browser, 'Ada')
  const { page } = ada
  await signInAs(ada, meetingOf(tester, { conferenceId: '', link: '' }), ADA)
  await page.goto(`${tester.url}/console/settings`)
  const port = page.locator('[data-testid="server-setting"][data-name="ROLLCALL_CACHE_MB"]')
  await expect(port).toContainText('128')
  await expect(port).toContainText('Default')
  await expectAccessible(page, 'settings of the server')
})
