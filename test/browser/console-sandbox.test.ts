import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Page } from '@playwright/test'
import { ADA } from '../worlds/tester.ts'
import { expectAccessible } from './accessibility.ts'
import { newPerson } from './browser-person.ts'
import { openBrowser } from './chromium.ts'
import { expect } from './expect.ts'
import { openMeeting, type Meeting } from './meeting.ts'
import { enterSignedIn, signInAs } from './sign-in.ts'

const browser = await openBrowser()
after(() => browser.close())

const openSandbox = (): Promise<Meeting> => openMeeting({ env: { ROLLCALL_SANDBOX: 'on' } })

/** Chooses an option of a field. */
async function choose(page: Page, field: string, option: string): Promise<void> {
  await page.getByRole('button', { name: field }).click()
  await page.getByRole('option', { name: option }).click()
}

test('[SB16] [SB17] an administrator makes a meeting up, plans an answer, and resets both', async () => {
  await using meeting = await openSandbox()
  await using ada = await newPerson(browser, 'Ada')
  const { page } = ada
  await signInAs(ada, meeting, ADA)
  await page.goto(`${meeting.tester.url}/console/sandbox`)
  await choose(page, 'App', 'Everything (dingacmeapp)')
  await page.getByTestId('sandbox-title').fill('Design review')
  await page.getByTestId('sandbox-add-person').click()
  await choose(page, 'Kind', 'Colleague')
  await choose(page, 'Choose… Colleague', 'Bram (bram)')
  await choose(page, 'What they do', 'Left (status 6)')
  await page.getByTestId('sandbox-add-person').click()
  const guest = page.getByTestId('sandbox-person').nth(1)
  await guest.getByTestId('sandbox-who').fill('Zoe')
  await guest.getByRole('button', { name: 'What they do' }).click()
  await page.getByRole('option', { name: 'Come and go at these times' }).click()
  await guest.getByTestId('sandbox-from').fill('+1h')
  await guest.getByTestId('sandbox-to').fill('')
  await expectAccessible(page, 'the sandbox in the console')
  await page.getByTestId('sandbox-make').click()
  await expect(page.getByText('The meeting “Design review” is made.')).toBeVisible()
  const made = page.getByTestId('sandbox-conference')
  await expect(made).toContainText('1 step of the timetable left')
  const id = String(await made.locator('code').textContent())
  const members = `/v1.0/conference/videoConferences/${id}/members`
  const { body } = await meeting.tester.call('GET', members)
  const rows = body['memberModels'] as { userNick: string; attendStatus: number }[]
  assert.deepEqual(
    rows.map(({ userNick, attendStatus }) => [userNick, attendStatus]),
    [['Bram', 6]],
  )

  await choose(page, 'Operation', 'QueryConferenceMembers')
  await choose(page, 'A documented error Answer', 'Too many calls')
  await page.getByTestId('sandbox-plan').click()
  await expect(page.getByTestId('sandbox-answer')).toContainText('Too many calls · 1 call left')
  assert.equal(
    (await meeting.tester.call('GET', members)).body['code'],
    'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi',
  )
  await page.reload()
  await choose(page, 'App', 'Everything (dingacmeapp)')
  await expect(page.getByText('Nothing is planned.')).toBeVisible()
  await page.getByTestId('sandbox-end').click()
  await expect(made).toHaveCount(0)
})

test('[SB17] any other request is typed as JSON, and a refusal says what to change', async () => {
  await using meeting = await openSandbox()
  await using ada = await newPerson(browser, 'Ada', { width: 360, height: 740, hasTouch: true, isMobile: true })
  const { page } = ada
  await signInAs(ada, meeting, ADA)
  await page.goto(`${meeting.tester.url}/console/sandbox`)
  await page.getByTestId('sandbox-title').fill('Review')
  await page.getByText('As JSON').click()
  const json = page.getByTestId('sandbox-json')
  await expect(json).toHaveValue(JSON.stringify({ title: 'Review', start: '-30m', people: [] }, undefined, 2))
  await json.fill('{')
  await page.getByTestId('sandbox-make').click()
  await expect(page.getByText('This isn’t a JSON object.')).toBeVisible()
  await json.fill(
    JSON.stringify({
      people: [
        { guest: 'Zoe', status: 6, device: 'Mac' },
        { unionId: 'no', status: 1 },
      ],
    }),
  )
  await page.getByTestId('sandbox-make').click()
  await expect(page.getByRole('alert')).toContainText('is not in the organization of the app')
  await json.fill(JSON.stringify({ title: 'By hand', people: [{ guest: 'Zoe', status: 6, device: 'Mac' }] }))
  await page.getByTestId('sandbox-make').click()
  await expect(page.getByTestId('sandbox-conference')).toContainText('By hand')
})

test('[SB18] every page of a sandbox says so, and a meeting keeps its place below', async () => {
  await using meeting = await openSandbox()
  await using ada = await newPerson(browser, 'Ada')
  const { page } = ada
  const banner = page.getByText('This is a sandbox.')
  await page.goto(meeting.tester.url)
  await expect(banner).toBeVisible()
  await signInAs(ada, meeting, ADA)
  for (const path of ['/', '/settings', '/console', '/console/sandbox']) {
    await page.goto(meeting.tester.url + path)
    await expect(banner, path).toBeVisible()
  }
  await page.goto(meeting.link)
  await expect(banner).toBeVisible()
  await enterSignedIn(ada, meeting)
  const room = page.locator('.room')
  await expect(room).toBeVisible()
  await expect(banner).toBeVisible()
  const [below, above] = [await room.boundingBox(), await banner.boundingBox()]
  assert.equal(below?.y, (above?.y ?? 0) + (above?.height ?? 0))
})

test('[SB16] [SB18] the console of another server has no such page', async () => {
  await using meeting = await openMeeting()
  await using ada = await newPerson(browser, 'Ada')
  const { page } = ada
  await signInAs(ada, meeting, ADA)
  await expect(page.getByTestId('sandbox-banner')).toHaveCount(0)
  await page.goto(`${meeting.tester.url}/console/apps`)
  await expect(page.getByRole('link', { name: 'Audit log' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Sandbox' })).toHaveCount(0)
  await page.goto(`${meeting.tester.url}/console/sandbox`)
  await expect(page.getByRole('heading', { name: 'The console has no such page' })).toBeVisible()
})
