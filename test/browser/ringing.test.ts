import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Page } from '@playwright/test'
import { ADA, BRAM } from '../worlds/tester.ts'
import { expectAccessible } from './accessibility.ts'
import { expectToHear } from './audio-checks.ts'
import { expect } from './expect.ts'
import { openBrowser } from './chromium.ts'
import { openMeeting, type Meeting } from './meeting.ts'
import { enter, newPerson } from './browser-person.ts'
import { enterSignedIn, home, signInAs, signInAsBram } from './sign-in.ts'

const browser = await openBrowser()
after(() => browser.close())

async function call(meeting: Meeting, conferenceId = meeting.conferenceId): Promise<void> {
  const path = `/v1.0/conference/videoConferences/${conferenceId}/users/invite`
  const { status, body } = await meeting.tester.call('POST', path, {
    body: { unionId: ADA.unionId, inviteeList: [{ unionId: BRAM.unionId, nick: 'Bram' }] },
  })
  assert.equal(status, 200, JSON.stringify(body))
}

/** Counts in the page how often it opens a camera. */
function watchCameras(): void {
  const page = globalThis as { cameras?: number }
  page.cameras = 0
  const { mediaDevices } = navigator
  const open = mediaDevices.getUserMedia.bind(mediaDevices)
  mediaDevices.getUserMedia = (wanted) => {
    if (wanted?.video !== undefined) page.cameras = (page.cameras ?? 0) + 1
    return open(wanted)
  }
}

const incoming = (page: Page) => page.getByRole('alertdialog')

test('[BR15] a call fills the pages of the callee; accepting on one joins there and stops the other', async () => {
  await using meeting = await openMeeting()
  await using ada = await newPerson(browser, 'Ada')
  await using bram = await newPerson(browser, 'Bram')
  await using phone = await newPerson(browser, 'Bram')
  await enter(ada, await meeting.personalLink(ADA.unionId))
  await signInAsBram(bram, meeting)
  await signInAsBram(phone, meeting)
  await call(meeting)
  await Promise.all([bram, phone].map(({ page }) => expect(incoming(page)).toContainText('Weekly sync')))
  await meeting.expectRoster({ Ada: 3, Bram: 2 })
  await incoming(bram.page).getByRole('button', { name: 'Answer with video' }).click()
  await expect(bram.tile('Bram')).toBeVisible()
  await expect(incoming(phone.page)).toHaveCount(0)
  await meeting.expectRoster({ Ada: 3, Bram: 3 })
})

test('[BR16] declining on one page stops the other, and the caller sees it', async () => {
  await using meeting = await openMeeting()
  await using ada = await newPerson(browser, 'Ada')
  await using bram = await newPerson(browser, 'Bram')
  await using phone = await newPerson(browser, 'Bram')
  await enter(ada, await meeting.personalLink(ADA.unionId))
  await signInAsBram(bram, meeting)
  await signInAsBram(phone, meeting)
  await call(meeting)
  await expect(incoming(bram.page)).toBeVisible()
  await incoming(phone.page).getByRole('button', { name: 'Decline' }).click()
  await expect(incoming(phone.page)).toHaveCount(0)
  await expect(incoming(bram.page)).toHaveCount(0)
  await expect(await ada.row('Bram')).toContainText('Declined')
  await meeting.expectRoster({ Ada: 3, Bram: 4 })
})

test('[BR59] a stray key answers no call; with audio only, no camera is opened', async () => {
  await using meeting = await openMeeting()
  await using ada = await newPerson(browser, 'Ada')
  await using bram = await newPerson(browser, 'Bram')
  await enter(ada, await meeting.personalLink(ADA.unionId))
  await signInAsBram(bram, meeting)
  await bram.page.evaluate(watchCameras)
  await call(meeting)
  await expect(incoming(bram.page)).toBeVisible()
  await expectAccessible(bram.page, 'incoming call')
  for (const key of ['Enter', 'Space', 'Escape']) await bram.page.keyboard.press(key)
  await expect(incoming(bram.page)).toBeVisible()
  await meeting.expectRoster({ Ada: 3, Bram: 2 })
  await incoming(bram.page).getByRole('button', { name: 'Answer with audio only' }).click()
  await expect(bram.tile('Bram')).toBeVisible()
  await expect(bram.page.getByTestId('toggle-camera')).toHaveAttribute('aria-pressed', 'false')
  await expect(bram.page.getByTestId('toggle-microphone')).toHaveAttribute('aria-pressed', 'true')
  await expectToHear(ada)
  assert.equal(await bram.page.evaluate(() => (globalThis as { cameras?: number }).cameras), 0)
})

test('[BR60] the caller learns that a call was declined, and calls again on the row', async () => {
  await using meeting = await openMeeting()
  await using bram = await newPerson(browser, 'Bram')
  await using ada = await newPerson(browser, 'Ada')
  await signInAs(ada, meeting, ADA)
  await enterSignedIn(ada, meeting)
  await signInAsBram(bram, meeting)
  await ada.page.getByTestId('open-people').click()
  await ada.page.getByTestId('invite-from-people').click()
  const colleague = ada.page.locator('[data-testid="colleague"][data-nick="Bram"]')
  await colleague.getByTestId('ring').click()
  await expect(colleague.getByTestId('colleague-state')).toHaveAttribute('data-state', 'ringing')
  await incoming(bram.page).getByRole('button', { name: 'Decline' }).click()
  await expect(colleague.getByTestId('colleague-state')).toHaveAttribute('data-state', 'declined')
  await expect(ada.page.locator('[data-notice="call-over"]')).toContainText('Bram declined your call')
  await ada.page.getByTestId('close-dialog').click()
  const row = await ada.row('Bram')
  await expect(row).toContainText('Declined')
  await row.getByTestId('call-again').click()
  await expect(row).toContainText('Ringing')
  await incoming(bram.page).getByRole('button', { name: 'Answer with video' }).click()
  await expect(ada.tile('Bram')).toBeVisible()
})

test('[BR17] an unanswered call stops by itself', async () => {
  await using meeting = await openMeeting({ env: { ROLLCALL_RING_TIMEOUT_MS: '5000' } })
  await using ada = await newPerson(browser, 'Ada')
  await using bram = await newPerson(browser, 'Bram')
  await enter(ada, await meeting.personalLink(ADA.unionId))
  await signInAsBram(bram, meeting)
  await call(meeting)
  await expect(incoming(bram.page)).toBeVisible()
  await meeting.expectRoster({ Ada: 3, Bram: 2 })
  await expect(incoming(bram.page)).toHaveCount(0)
  await meeting.expectRoster({ Ada: 3, Bram: 4 })
})

test('[BR25] a person who accepts a call during another meeting leaves it before joining the new one', async () => {
  await using meeting = await openMeeting()
  await using ada = await newPerson(browser, 'Ada')
  await using bram = await newPerson(browser, 'Bram')
  await enter(ada, await meeting.personalLink(ADA.unionId))
  await signInAsBram(bram, meeting)
  await enterSignedIn(bram, meeting)
  await expect(ada.tile('Bram')).toBeVisible()
  const { body } = await meeting.tester.call('POST', '/v1.0/conference/videoConferences', {
    body: { userId: ADA.unionId, confTitle: 'Review', inviteCaller: false },
  })
  const review = body['conferenceId'] as string
  await call(meeting, review)
  await incoming(bram.page).getByRole('button', { name: 'Answer with video' }).click()
  await expect(bram.page.getByTestId('room')).toContainText('Review')
  // Sooner than any silence would be noticed.
  await expect(ada.tile('Bram')).toHaveCount(0, { timeout: 2_000 })
  await meeting.expectRoster({ Ada: 3, Bram: 6 })
  await bram.page.getByTestId('leave').click()
  await bram.page.getByTestId('go-back').click()
  await bram.page.getByTestId('join').click()
  await expect(ada.tile('Bram')).toBeVisible()
  await meeting.expectRoster({ Ada: 3, Bram: 3 })
})

test('[BR26] a call disappears at once when the person signs out in another tab, and stays on other devices', async () => {
  await using meeting = await openMeeting()
  await using bram = await newPerson(browser, 'Bram')
  await using phone = await newPerson(browser, 'Bram')
  await signInAsBram(bram, meeting)
  await signInAsBram(phone, meeting)
  const tab = await bram.context.newPage()
  await tab.goto(meeting.tester.url)
  await expect(home(tab)).toBeVisible()
  await call(meeting)
  await Promise.all([bram.page, tab, phone.page].map((page) => expect(incoming(page)).toBeVisible()))
  await tab.evaluate(() => fetch('/api/session', { method: 'DELETE' }))
  await Promise.all([bram.page, tab].map((page) => expect(incoming(page)).toHaveCount(0, { timeout: 4_000 })))
  await expect(bram.page.getByLabel('Username')).toBeVisible()
  await expect(incoming(phone.page)).toBeVisible()
})
