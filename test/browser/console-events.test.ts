import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Page } from '@playwright/test'
import { startCallbackReceiver } from '../worlds/callback-receiver.ts'
import { ADA, BRAM, type Tester } from '../worlds/tester.ts'
import { expectAccessible } from './accessibility.ts'
import { newPerson } from './browser-person.ts'
import { openBrowser } from './chromium.ts'
import { expect } from './expect.ts'
import { openMeeting } from './meeting.ts'
import { signInAs } from './sign-in.ts'

const ENV = { ROLLCALL_EVENTS_PRIVATE_NETWORKS: '127.0.0.0/8' }
const PHONE = { width: 390, height: 780, hasTouch: true, isMobile: true }

const browser = await openBrowser()
after(() => browser.close())

/** Chooses an option of a select. */
async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('dialog').getByRole('button', { name: label }).click()
  await page.getByRole('option', { name: option }).click()
}

/** Chooses an act in the menu of the only subscription. */
async function act(page: Page, name: string): Promise<void> {
  await page.getByTestId('subscription-acts').click()
  await page.getByTestId(`subscription-${name}`).click()
}

/** Lets the server try what waits, until so many deliveries were given up. A callback gets three attempts. */
async function giveUp({ advance }: Tester, page: Page, count: number): Promise<void> {
  const isDone = () => page.getByText(`${count} given up`).first().isVisible()
  for (const deadline = Date.now() + 60_000; !(await isDone());) {
    assert.ok(Date.now() < deadline, 'given up in time')
    advance(30_000)
    await page.waitForTimeout(1_000)
  }
}

test('[CO80] [CO81] [CO82] [CO83] deliveries that were given up are seen, read and sent again once the receiver is mended', async () => {
  await using meeting = await openMeeting({ env: ENV })
  await using ada = await newPerson(browser, 'Ada')
  await using receiver = await startCallbackReceiver('dingacmeapp')
  const { page } = ada
  const { tester } = meeting
  await signInAs(ada, meeting, ADA)
  await page.goto(`${tester.url}/console/apps`)
  await page.getByRole('link', { name: 'Events' }).click()
  await expect(page).toHaveURL(/\/console\/events$/)
  await expect(page.getByText('No app gets events yet.')).toBeVisible()

  await page.getByTestId('add-subscription').click()
  await page.getByTestId('save-subscription').click()
  await expect(page.getByText('Choose at least one.')).toBeVisible()
  await choose(page, 'App', 'Everything')
  await choose(page, 'How events are sent', 'HTTP callback')
  await page.getByRole('dialog').getByText('Meetings begin and end').click()
  await expectAccessible(page, 'adding a subscription')
  const address = page.getByTestId('subscription-url')
  for (const [typed, words] of [
    ['app.example', 'An address begins with https:// or http://, and has no password in it.'],
    ['https://me:pass@app.example/', 'An address begins with https:// or http://, and has no password in it.'],
    ['https://10.0.0.1/hook', 'the address is in a private network'],
  ] as const) {
    await address.fill(typed)
    await page.getByTestId('save-subscription').click()
    await expect(page.locator('.field-error')).toContainText(words)
  }
  await address.fill(receiver.url)
  await page.getByTestId('save-subscription').click()
  const token = page.getByTestId('callback-token')
  await expect(token).toBeVisible()
  const aesKey = (await page.getByTestId('callback-key').textContent()) ?? ''
  const keys = { token: (await token.textContent()) ?? '', aesKey }
  await page.getByTestId('secret-done').click()

  const row = page.getByTestId('subscription')
  await expect(row).toHaveCount(1)
  await expect(row).toContainText('HTTP callback')
  await expect(page.getByTestId('subscription-state')).toHaveText('Paused')
  await act(page, 'resume')
  await page.getByTestId('confirm').click()
  await expect(page.getByRole('alertdialog')).toContainText('The receiver didn’t confirm this address.')
  Object.assign(receiver.keys, keys)
  await page.getByTestId('confirm').click()
  await expect(page.getByTestId('subscription-state')).toHaveText('Active')
  await expectAccessible(page, 'subscriptions')

  receiver.isUp = false
  const path = `/v1.0/conference/videoConferences/${meeting.conferenceId}`
  assert.equal((await tester.call('DELETE', `${path}?unionId=${ADA.unionId}`)).status, 200)
  await giveUp(tester, page, 1)
  await expect(page.getByTestId('subscription-state')).toHaveText('Failing')
  await page.goto(`${tester.url}/console`)
  const troubled = page.getByTestId('troubled-subscription')
  await expect(troubled).toContainText('1 given up')
  await expectAccessible(page, 'overview with events that do not arrive')
  await troubled.getByRole('link').click()
  await expect(page).toHaveURL(/\/console\/events\/[^/]+\?state=dead$/)
  const dead = page.locator('[data-testid="delivery"][data-state="dead"]')
  await expect(dead).toHaveCount(1)
  await expect(dead).toContainText('3 attempts')
  await expect(dead).toContainText('Status 503')
  await expectAccessible(page, 'deliveries')
  await page.getByTestId('open-delivery').click()
  await expect(page.getByTestId('payload')).toContainText(meeting.conferenceId)
  await expect(page.getByTestId('payload')).toContainText('conference_closed')
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('The address is in a private network, so what it answered isn’t shown.')
  await expect(dialog).not.toContainText('down for repair')
  await expectAccessible(page, 'a delivery')

  receiver.isUp = true
  await page.getByTestId('resend-delivery').click()
  await expect(page.getByTestId('resent')).toHaveText('1 event is sent now.')
  await page.getByRole('link', { name: 'All', exact: true }).click()
  await expect(page).toHaveURL(/\/console\/events\/[^/?]+$/)
  await expect(page.locator('[data-testid="delivery"][data-state="delivered"]')).toHaveCount(1)
  await expect(page.getByTestId('delivery-counts')).toHaveText('0 waiting · 0 given up')
  assert.deepEqual(
    receiver.events.map(({ EventType, changeScene }) => [EventType, changeScene]),
    [
      ['check_url', undefined],
      ['meeting_status_change', 'conference_closed'],
    ],
  )
  await page.getByTestId('send-test').click()
  await expect(page.getByTestId('test-outcome')).toContainText('The test event arrived.')
  await page.getByRole('button', { name: 'Done' }).click()

  await page.goto(`${tester.url}/console/audit`)
  for (const words of ['Sent a test event to an app', 'Sent events again', 'Subscribed an app to events'])
    await expect(page.getByTestId('audit-entry').filter({ hasText: words })).toHaveCount(1)
})

test('[CO81] [CO82] on a phone a webhook begins in the past, is renewed, paused, edited and removed', async () => {
  await using meeting = await openMeeting({ env: ENV })
  await using ada = await newPerson(browser, 'Ada', PHONE)
  const { page } = ada
  await signInAs(ada, meeting, ADA)
  await page.goto(`${meeting.tester.url}/console/events`)
  await page.getByTestId('add-subscription').click()
  await choose(page, 'App', 'Reader')
  await choose(page, 'Begin with', 'A moment of the past')
  await page.getByTestId('subscription-url').fill('http://127.0.0.1:9/hook')
  await expect(page.getByTestId('type-directory_change')).toHaveAttribute('data-disabled', 'true')
  await page.getByRole('dialog').getByText('Meetings begin and end').click()
  await page.getByTestId('subscription-from').fill('2100-01-01T00:00')
  await page.getByTestId('save-subscription').click()
  await expect(page.getByText('Choose a moment of the past.')).toBeVisible()
  await page.getByTestId('subscription-from').fill('2020-01-01T00:00')
  await page.getByTestId('save-subscription').click()
  const secret = page.getByTestId('webhook-secret')
  await expect(secret).toContainText('whsec_')
  const first = await secret.textContent()
  await page.getByTestId('secret-done').click()
  await expect(page.getByText('1 waiting')).toBeVisible()
  await expectAccessible(page, 'subscriptions on a phone')

  await act(page, 'renew')
  await page.getByTestId('confirm').click()
  await expect(secret).toContainText('whsec_')
  assert.notEqual(await secret.textContent(), first)
  await page.getByTestId('secret-done').click()
  await act(page, 'pause')
  await page.getByTestId('confirm').click()
  await expect(page.getByTestId('subscription-state')).toHaveText('Paused')
  await act(page, 'edit')
  await page.getByRole('dialog').getByText('Bookings change').click()
  await page.getByTestId('save-subscription').click()
  await expect(page.getByTestId('subscription')).toContainText('Bookings change')
  await page.getByRole('link', { name: 'Reader' }).click()
  await expect(page.getByText('The previous secret signs until')).toBeVisible()
  await expect(page.getByTestId('delivery')).toHaveCount(1)
  await act(page, 'resume')
  await page.getByTestId('confirm').click()
  await page.getByTestId('send-all-now').click()
  await expect(page.getByTestId('resent')).toHaveText('1 event is sent now.')
  await expectAccessible(page, 'deliveries on a phone')
  await page.getByTestId('open-delivery').click()
  await page.getByRole('button', { name: 'Send now' }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
  await page.getByTestId('send-test').click()
  await expect(page.getByTestId('test-outcome')).toContainText('Can’t be reached')
  await page.getByRole('button', { name: 'Done' }).click()
  await act(page, 'remove')
  await page.getByTestId('confirm').click()
  await expect(page.getByText('The organization has no such subscription')).toBeVisible()
})

test('[CO1] [CO80] people who are no administrators see nothing of subscriptions', async () => {
  await using meeting = await openMeeting()
  await using bram = await newPerson(browser, 'Bram')
  const { page } = bram
  await signInAs(bram, meeting, BRAM)
  await page.goto(`${meeting.tester.url}/console/events`)
  await expect(page.getByText('Only for administrators')).toBeVisible()
  assert.equal((await page.request.get(`${meeting.tester.url}/api/subscriptions`)).status(), 403)
})
